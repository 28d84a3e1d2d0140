import { expect, test } from '@jest/globals';
import { timeLeft } from './timeLeft.ts';

const work = (done: number) => ({ done, total: 100, startedAt: 0 });

test('says nothing before the pace is known, nor at the end', () => {
  expect(timeLeft(work(0), 10_000)).toBeNull();
  expect(timeLeft(work(50), 1_999)).toBeNull();
  expect(timeLeft(work(100), 10_000)).toBeNull();
});

test('counts seconds, then minutes, from the pace so far', () => {
  expect(timeLeft(work(20), 10_000)).toBe('encore 40 secondes environ');
  expect(timeLeft(work(99), 10_000)).toBe('encore 1 seconde environ');
  expect(timeLeft(work(10), 10_000)).toBe('encore 2 minutes environ');
  expect(timeLeft(work(14), 10_000)).toBe('encore 1 minute environ');
});
