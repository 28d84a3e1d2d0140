import { expect, test } from '@jest/globals';
import { requesterRight, type RequesterFacts } from './requester.ts';

const FACTS: RequesterFacts = {
  kind: 'access',
  quality: 'person',
  birthDate: '1985-03-12',
  deathDate: null,
  minorObjects: false,
  purpose: null,
  deceasedObjected: false,
  day: '2026-11-24',
};

type Case = readonly [name: string, facts: Partial<RequesterFacts>, proofs: string, against: string, toAsk: string];

const CASES: readonly Case[] = [
  ['the patient', {}, 'identity', '', ''],
  ['the patient, said to be dead', { deathDate: '2026-01-02' }, 'identity', 'person-is-deceased', ''],
  ['the parent of a child', { quality: 'parent', birthDate: '2015-05-02' }, 'identity parenthood', '', ''],
  ['the day before the majority', { quality: 'parent', birthDate: '2008-11-25' }, 'identity parenthood', '', ''],
  [
    'the day of the majority',
    { quality: 'parent', birthDate: '2008-11-24' },
    'identity parenthood',
    'no-longer-minor',
    '',
  ],
  [
    'a parent, year of birth alone',
    { quality: 'parent', birthDate: '2008' },
    'identity parenthood',
    '',
    'minority-unknown',
  ],
  ['a parent, birth unknown', { quality: 'parent', birthDate: null }, 'identity parenthood', '', 'minority-unknown'],
  [
    'a minor who objects',
    { quality: 'parent', birthDate: '2011-05-02', minorObjects: true },
    'identity parenthood',
    'minor-objects',
    '',
  ],
  [
    'the parent of a minor who died',
    { quality: 'parent', birthDate: '2005-05-02', deathDate: '2020-01-01' },
    'identity parenthood',
    '',
    '',
  ],
  ['a guardian', { quality: 'guardian' }, 'identity guardianship', '', ''],
  [
    'a guardian after the death',
    { quality: 'guardian', deathDate: '2026-01-02' },
    'identity guardianship',
    'person-is-deceased',
    '',
  ],
  ['a mandated person', { quality: 'mandated' }, 'identity mandate', '', ''],
  [
    'a mandate after the death',
    { quality: 'mandated', deathDate: '2026-01-02' },
    'identity mandate',
    'person-is-deceased',
    '',
  ],
  [
    'an heir with a purpose',
    { quality: 'heir', deathDate: '2026-01-02', purpose: 'rights' },
    'identity heirship death',
    '',
    '',
  ],
  [
    'an heir without one',
    { quality: 'heir', deathDate: '2026-01-02' },
    'identity heirship death',
    'purpose-missing',
    '',
  ],
  [
    'an heir against the will of the dead',
    { quality: 'heir', deathDate: '2026-01-02', purpose: 'memory', deceasedObjected: true },
    'identity heirship death',
    'deceased-objected',
    '',
  ],
  [
    'an heir who wants it erased',
    { kind: 'erasure', quality: 'heir', deathDate: '2026-01-02', purpose: 'rights' },
    'identity heirship death',
    'only-access-after-death',
    '',
  ],
  [
    'a spouse, death not noted',
    { quality: 'spouse', purpose: 'cause-of-death' },
    'identity marriage death',
    '',
    'death-unknown',
  ],
  [
    'a PACS partner',
    { quality: 'partner', deathDate: '2026', purpose: 'memory' },
    'identity partnership death',
    '',
    '',
  ],
];

test.each(CASES)('%s', (_name, facts, proofs, against, toAsk) => {
  const found = requesterRight({ ...FACTS, ...facts });
  expect([found.proofs, found.against, found.toAsk].map((list) => list.join(' '))).toEqual([proofs, against, toAsk]);
});
