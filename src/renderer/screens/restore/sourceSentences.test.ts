import { expect, test } from '@jest/globals';
import { sourceFinding } from '../../../shared/contract/snapshots.ts';
import type { OpenedSource } from './openedSource.ts';
import { findingText, fitsToday, fitText } from './sourceSentences.ts';

const opened: OpenedSource = {
  isAtHost: false,
  source: { place: '/media/bleue', label: 'CLÉ BLEUE', snapshots: [] },
  secret: { kind: 'passphrase', text: 'sept mots' },
  snapshots: [],
  isFormerAccess: false,
  findings: [],
};

test('every finding has a sentence of its own', () => {
  const sentences = sourceFinding.options.map((finding) => findingText(finding, 'CLÉ BLEUE'));
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).not.toContain('LABEL');
});

test('it says which access fits', () => {
  const former = { ...opened, isFormerAccess: true };
  const fromBefore = { ...opened, findings: ['newer-closed' as const] };
  expect([opened, former, fromBefore].map(fitsToday)).toEqual([true, false, false]);
  expect(new Set([opened, former, fromBefore].map(fitText)).size).toBe(3);
  expect(fitText({ ...opened, secret: { kind: 'recovery', text: 'AAAA' } })).toContain('Cette feuille');
});
