import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, legalDay, legalDayBounds, legalDayText, legalTime } from './legalDay.ts';

test('the legal day is that of the practice, overseas too', () => {
  const lateEvening = Date.UTC(2026, 10, 24, 23, 30);
  expect(legalDay(lateEvening, 'Europe/Paris')).toBe('2026-11-25');
  expect(legalDay(lateEvening, 'America/Martinique')).toBe('2026-11-24');
  expect(legalDay(lateEvening, 'Pacific/Noumea')).toBe('2026-11-25');
  expect(legalTime(lateEvening, 'Europe/Paris')).toBe('00:30');
  expect(legalDayText(lateEvening, 'Indian/Reunion')).toBe('25/11/2026');
});

test('a day has 23 or 25 hours when the clocks change', () => {
  const hours = (day: string) => {
    const [start, end] = legalDayBounds(day, 'Europe/Paris');
    return (end - start) / 3_600_000;
  };
  expect(['2026-03-29', '2026-10-25', '2026-11-24'].map(hours)).toEqual([23, 25, 24]);
});

test('a time that spring skips is taken an hour later, one that autumn repeats the first time', () => {
  expect(legalTime(instantOf('2026-03-29', '02:30', 'Europe/Paris'), 'Europe/Paris')).toBe('03:30');
  expect(instantOf('2026-10-25', '02:30', 'Europe/Paris')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test('day and time come back from the instant in every zone', () => {
  const zones = ['Europe/Paris', 'America/Cayenne', 'Indian/Mayotte', 'Pacific/Tahiti', 'America/Miquelon'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 40_000_000 }), (zone, minutes) => {
      const instant = minutes * 60_000;
      const again = instantOf(legalDay(instant, zone), legalTime(instant, zone), zone);
      // The second pass of an hour that autumn repeats comes back as the first.
      expect([0, 3_600_000]).toContain(instant - again);
    }),
  );
});
