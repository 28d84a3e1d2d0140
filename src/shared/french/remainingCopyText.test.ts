import { expect, test } from '@jest/globals';
import { remainingCopyText } from './remainingCopyText.ts';

const KEY = { place: 'target', label: 'Clé bleue', since: null } as const;

test('a day is said only with the copy that acts after it, and no more once it has passed', () => {
  const said = (today: string) => remainingCopyText({ ...KEY, goneAfter: '2027-12-24' }, today);
  expect(said('2026-11-24')).toBe('Clé bleue, jusqu’à la première copie qui y sera faite après le 24/12/2027');
  expect(said('2028-01-01')).toBe('Clé bleue, jusqu’à la prochaine copie qui y sera faite');
});

test('no day is promised where nothing of ours ends a copy', () => {
  for (const place of ['host', 'former-host', 'removed', 'lost', 'reading-copy'] as const)
    expect(remainingCopyText({ ...KEY, place, goneAfter: null }, '2026-11-24')).not.toMatch(/\d/);
});
