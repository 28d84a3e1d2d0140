import { expect, test } from '@jest/globals';
import { RETENTION_CASES } from '../../../test/fixtures/retentionCases.ts';
import { retentionOf, USUAL_RULE } from './retention.ts';

test.each(RETENTION_CASES)('$what', ({ facts, rule, archiveOn, purgeOn, ground }) => {
  const known = { birthDate: null, deathDate: null, isHeld: false, ...facts };
  expect(retentionOf(known, { ...USUAL_RULE, ...rule })).toEqual({ archiveOn, purgeOn, ground });
});

test('the table has at least forty cases, each of its own', () => {
  expect(
    new Set(RETENTION_CASES.map(({ facts, rule }) => JSON.stringify({ facts, rule }))).size,
  ).toBeGreaterThanOrEqual(40);
});
