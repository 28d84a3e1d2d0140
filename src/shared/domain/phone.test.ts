import { expect, test } from '@jest/globals';
import { formatPhone, isMobilePhone, normalisePhone, phoneDigits } from './phone.ts';

test.each([
  ['0639981247', '0639981247'],
  ['06 39 98 12 47', '0639981247'],
  ['06.39.98.12.47', '0639981247'],
  ['06-39-98-12-47', '0639981247'],
  ['+33 6 39 98 12 47', '0639981247'],
  ['+33 (0)6 39 98 12 47', '0639981247'],
  ['0033639981247', '0639981247'],
  ['+262 692 12 34 56', '0692123456'],
  ['+590 590 12 34 56', '0590123456'],
  ['+596 0696 12 34 56', '0696123456'],
  ['+44 1632 960961', '+441632960961'],
  ['0044 1632 960961', '+441632960961'],
  ['12 34', null],
  ['06 39 98 12 4', null],
  ['00 00 98 12 47', null],
  ['poste 12', null],
  ['', null],
])('%s is %s', (typed, number) => {
  expect(normalisePhone(typed)).toBe(number);
});

test('numbers are shown by pairs, what is no French number as typed', () => {
  expect(formatPhone('+33639981247')).toBe('06 39 98 12 47');
  expect(formatPhone('+44 1632 960961')).toBe('+44 1632 960961');
  expect(formatPhone(' poste 12 ')).toBe('poste 12');
});

test('mobiles are told from lines, digits are what search compares', () => {
  expect(['06 39 98 12 47', '+33 7 00 00 00 00', '01 99 00 12 34'].map(isMobilePhone)).toEqual([true, true, false]);
  expect(phoneDigits('+33 6 39 98 12 47')).toBe('0639981247');
  expect(phoneDigits('39.98')).toBe('3998');
});
