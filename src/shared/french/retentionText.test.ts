import { expect, test } from '@jest/globals';
import type { FileRetention } from '../contract/retention.ts';
import { USUAL_RULE } from '../domain/retention.ts';
import { retentionReasoning } from './retentionText.ts';

const file: FileRetention = {
  patientId: '0'.repeat(32),
  displayName: 'LEFÈVRE Marie',
  lastVisit: '2024-02-03',
  birthDate: '1980-01-01',
  deathDate: null,
  archiveOn: '2029-02-03',
  purgeOn: '2044-02-03',
  ground: 'last-visit',
  state: 'active',
  archivedAt: null,
  holdReason: null,
};

test.each<[FileRetention['ground'], RegExp, RegExp]>([
  ['last-visit', /5 ans après elle.*15 ans dans l’archive/, /2020-081/],
  ['minor', /mineur.*ses 28 ans/, /R1112-7/],
  ['unknown-birth', /nouveau-né.*gardé 28 ans/, /R1112-7/],
  ['death', /décès.*gardé 10 ans après lui/, /R1112-7/],
  ['held', /litige.*rien n’est détruit/, /17\(3\)\(e\)/],
])('a file kept for %s says why, and by what rule', (ground, reason, source) => {
  const reasoning = retentionReasoning({ ...file, ground }, USUAL_RULE);
  expect(reasoning.sentences[0]).toBe('Dernière visite le 03/02/2024.');
  expect(reasoning.sentences.join(' ').replaceAll('\u00a0', ' ')).toMatch(reason);
  expect(reasoning.source).toMatch(source);
});
