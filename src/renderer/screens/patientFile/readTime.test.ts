import { expect, test } from '@jest/globals';
import { readTime } from './readTime.ts';

test.each([
  ['10:30', '10:30'],
  ['10h30', '10:30'],
  ['10 h', '10:00'],
  ['1030', '10:30'],
  ['930', '09:30'],
  ['9', '09:00'],
  [' 18.05 ', '18:05'],
])('reads %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test.each(['', '25:00', '10:75', 'midi', '10:3', '12345'])('refuses %j', (typed) => {
  expect(readTime(typed)).toBeNull();
});
