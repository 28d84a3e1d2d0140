import { expect, test } from '@jest/globals';
import { valueText } from './fieldNames.ts';

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

test('a value is read aloud: a date as it is written here, an instant as its moment, nothing as "vide"', () => {
  expect(valueText('birthDate', '1985-03-12', day)).toBe('12/03/1985');
  expect(valueText('startedAt', String(Date.UTC(2026, 10, 27)), day)).toBe('2026-11-27');
  expect(valueText('sex', 'female', day)).toBe('femme');
  expect(valueText('alerts', '', day)).toBe('vide');
});

test('a column of a table that bears the name of an instant, and holds none, stays as it is written', () => {
  expect(valueText('startedAt', '13/03/1985', day)).toBe('13/03/1985');
});
