import { expect, test } from '@jest/globals';
import { bornOn, bornWord } from './born.ts';

test('the word agrees with the sex, and says neither where it is unknown', () => {
  expect([bornWord('female'), bornWord('male'), bornWord(null)]).toEqual(['née', 'né', 'né(e)']);
});

test('a whole date is a day, a partial one a span', () => {
  expect(bornOn('female', '1984-03-07')).toBe('née le 07/03/1984');
  expect(bornOn('male', '1984')).toBe('né en 1984');
});
