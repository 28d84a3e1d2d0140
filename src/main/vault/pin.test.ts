import { expect, test } from '@jest/globals';
import { requireGoodPin } from './pin.ts';
import { Refusal } from './refusal.ts';

function isRefused(pin: string): boolean {
  try {
    requireGoodPin(pin);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return error.error.code === 'pin-too-simple';
    throw error;
  }
}

test.each([
  ['five digits', '40271'],
  ['thirteen digits', '4027139582641'],
  ['a letter', '40271a'],
  ['other digits', '４０２７１３'],
  ['one digit', '777777'],
  ['a run up', '345678'],
  ['a run down past zero', '210987'],
  ['a run of even digits', '024680'],
  ['a pair repeated', '474747'],
  ['three repeated', '482482'],
  ['four repeated', '48274827'],
  ['doubled digits', '448822'],
  ['read backwards the same', '482284'],
  ['a path on the keypad', '147258'],
  ['a birth date, day first', '070384'],
  ['a birth date, year first', '840307'],
  ['a birth date in full', '07031984'],
  ['a birth date in full, year first', '19840307'],
  ['a month and a year', '031984'],
  ['a year and a month', '198403'],
  ['a child of this century', '31122019'],
])('refused: %s', (_, pin) => {
  expect(isRefused(pin)).toBe(true);
});

test.each(['402713', '980467', '55907361', '731905264'])('accepted: %s', (pin) => {
  expect(isRefused(pin)).toBe(false);
});
