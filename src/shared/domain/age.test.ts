import { expect, test } from '@jest/globals';
import { ageOn, formatAge, isMinor } from './age.ts';

test.each([
  ['2026-11-24', '2026-11-24', '0 jour'],
  ['2026-11-23', '2026-11-24', '1 jour'],
  ['2026-08-25', '2026-11-24', '91 jours'],
  ['2026-08-24', '2026-11-24', '3 mois'],
  ['2024-11-25', '2026-11-24', '23 mois'],
  ['2024-11-24', '2026-11-24', '2 ans'],
  ['1984-03-07', '2026-11-24', '42 ans'],
  ['2000-02-29', '2018-02-28', '17 ans'],
  ['2000-02-29', '2018-03-01', '18 ans'],
  ['1984', '2026-11-24', 'env. 42 ans'],
  ['2019-05', '2026-11-24', 'env. 7 ans'],
  ['2026-05', '2026-11-24', 'env. 6 mois'],
])('born %s, on %s: %s', (birth, day, text) => {
  const age = ageOn(birth, day);
  expect(age === null ? null : formatAge(age)).toBe(text);
});

test('nobody has an age before the birth', () => {
  expect(ageOn('2026-11-25', '2026-11-24')).toBeNull();
});

test.each([
  ['2008-11-25', true],
  ['2008-11-24', false],
  ['2008-02-29', false],
  ['2008', null],
  ['2009', true],
  ['2007', false],
  ['2008-11', null],
  ['2008-12', true],
  ['2008-10', false],
])('born %s, a minor on 24/11/2026: %s', (birth, minor) => {
  expect(isMinor(birth, '2026-11-24')).toBe(minor);
});

test('born on 29 February one comes of age on 1 March', () => {
  expect([isMinor('2008-02-29', '2026-02-28'), isMinor('2008-02-29', '2026-03-01')]).toEqual([true, false]);
});
