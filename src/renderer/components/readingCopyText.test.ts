import { expect, test } from '@jest/globals';
import { copyEnd, copyTitle } from './readingCopyText.ts';

const PARIS = 'Europe/Paris';
const taken = { takenAt: Date.UTC(2026, 10, 24, 17, 30), expiresAt: Date.UTC(2027, 0, 1, 11) };

test('a copy says from when it is, in the time of the practice, and until when it opens', () => {
  const now = Date.UTC(2026, 10, 26);
  expect(copyTitle(taken, PARIS, now)).toBe('Copie en lecture seule, du 24 novembre à 18:30');
  expect(copyEnd(taken, PARIS, now)).toBe('jusqu’au 1er janvier 2027');
});

test('a year that is not this one is said', () => {
  expect(copyTitle(taken, PARIS, Date.UTC(2027, 0, 5))).toBe('Copie en lecture seule, du 24 novembre 2026 à 18:30');
});
