import { expect, test } from '@jest/globals';
import { addDays } from './civilDate.ts';
import { formatDate, formatLongDate, formatMonth } from './dateText.ts';

test('each day of two years is written as the French write it', () => {
  const french = new Intl.DateTimeFormat('fr-FR', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  } as const);
  for (let day = '2024-01-01'; day < '2026-01-01'; day = addDays(day, 1))
    expect(formatLongDate(day)).toBe(french.format(new Date(`${day}T00:00:00Z`)).replace(/ 1 /, ' 1er '));
});

test('a date known to the month or the year says no more than that', () => {
  expect(['1984-03', '1984', '1984-03-07'].map(formatLongDate)).toEqual(['mars 1984', '1984', 'mercredi 7 mars 1984']);
  expect(['1984-03', '1984', '1984-03-07'].map(formatDate)).toEqual(['03/1984', '1984', '07/03/1984']);
  expect(formatMonth(1984, 2)).toBe('Février 1984');
});
