import { expect, test } from '@jest/globals';
import { agoText } from './agoText.ts';

const MINUTE = 60_000;

test.each([
  [0, 'à l’instant'],
  [59_999, 'à l’instant'],
  [MINUTE, 'il y a 1\u00a0min'],
  [60 * MINUTE - 1, 'il y a 59\u00a0min'],
  [3 * 60 * MINUTE, 'il y a 3\u00a0h'],
  [24 * 60 * MINUTE, 'il y a 1\u00a0jour'],
  [50 * 60 * MINUTE, 'il y a 2\u00a0jours'],
  // A clock that was set back.
  [-MINUTE, 'à l’instant'],
])('%d ms', (age, text) => {
  expect(agoText(1_000_000_000, 1_000_000_000 + age)).toBe(text);
});
