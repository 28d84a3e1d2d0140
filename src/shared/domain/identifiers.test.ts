import { expect, test } from '@jest/globals';
import { checkAdeli, checkPostcode, checkRpps, checkSiret } from './identifiers.ts';

test.each([
  ['73282932000074', null],
  ['732 829 320 00074', null],
  ['73282932000079', 'checksum'],
  ['73282932100074', 'checksum'],
  ['35600000000048', null],
  ['35600000049837', null],
  ['35600000049838', 'checksum'],
  ['7328293200007', 'length'],
  ['7328293200007A', 'not-digits'],
  ['', null],
])('SIRET %s: %s', (typed, warning) => {
  expect(checkSiret(typed)).toBe(warning);
});

test.each([
  ['10003461033', 'checksum'],
  ['10000000009', null],
  ['1000000000', 'length'],
  ['1000000000A', 'not-digits'],
])('RPPS %s: %s', (typed, warning) => {
  expect(checkRpps(typed)).toBe(warning);
});

test.each([
  ['440012345', null],
  ['2A0012345', null],
  ['44001234', 'length'],
  ['X40012345', 'not-digits'],
])('ADELI %s: %s', (typed, warning) => {
  expect(checkAdeli(typed)).toBe(warning);
});

test.each([
  ['44100', null],
  ['01 400', null],
  ['4410', 'length'],
  ['SW1A 1AA', 'not-digits'],
])('postcode %s: %s', (typed, warning) => {
  expect(checkPostcode(typed)).toBe(warning);
});
