import { expect, test } from '@jest/globals';
import { momentOnClock, sinceText } from './lockTimes.ts';

const at = (day: number, hours: number, minutes: number): number => new Date(2026, 10, day, hours, minutes).getTime();
const now = at(24, 13, 52);

test('a lock of today is told by its time alone', () => {
  expect(sinceText(at(24, 12, 40), now)).toBe('12:40');
  expect(sinceText(at(24, 0, 1), now)).toBe('00:01');
});

test('a lock of last evening is told as yesterday, even a few hours later', () => {
  expect(sinceText(at(23, 23, 59), at(24, 0, 10))).toBe('hier, 23:59');
});

test('an older lock is told by its day', () => {
  expect(sinceText(at(20, 18, 30), now)).toBe('le vendredi 20 novembre');
});

test('the night of the change of hour still counts as one day', () => {
  const saturday = new Date(2026, 9, 24, 20, 0).getTime();
  const sunday = new Date(2026, 9, 25, 20, 0).getTime();
  expect(sinceText(saturday, sunday)).toBe('hier, 20:00');
});

test('the present moment is told whole', () => {
  expect(momentOnClock(at(1, 9, 5))).toBe('Dimanche 1er novembre 2026, 09:05');
});
