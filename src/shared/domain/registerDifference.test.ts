import { expect, test } from '@jest/globals';
import type { RegisterEntry, RegisterSheet } from '../contract/register.ts';
import { registerDifference } from './registerDifference.ts';

const entry = (computed: string[], own = '', proofs: string[] = []): RegisterEntry => ({
  field: 'purposes',
  computed,
  own,
  proofs,
});
const sheet = (entries: RegisterEntry[], title = 'Suivi des patients'): RegisterSheet => ({
  name: 'care',
  title,
  createdOn: null,
  updatedOn: null,
  entries,
});
const line = { sheet: 'Suivi des patients', field: 'purposes' };

test.each([
  ['the same', [sheet([entry(['A'])])], [sheet([entry(['A'])])], []],
  ['other proofs alone', [sheet([entry(['A'], '', ['1'])])], [sheet([entry(['A'], '', ['2'])])], []],
  ['spaces around what was added', [sheet([entry(['A'], 'B')])], [sheet([entry(['A'], ' B\n')])], []],
  ['a computed line', [sheet([entry(['A'])])], [sheet([entry(['B'])])], [{ ...line, before: 'A', after: 'B' }]],
  [
    'what the practitioner added',
    [sheet([entry(['A'])])],
    [sheet([entry(['A'], 'B')])],
    [{ ...line, before: 'A', after: 'A\nB' }],
  ],
  ['a field that came', [sheet([])], [sheet([entry(['A'])])], [{ ...line, before: '', after: 'A' }]],
  ['a field that went', [sheet([entry(['A'])])], [sheet([])], [{ ...line, before: 'A', after: '' }]],
  [
    'a sheet that came',
    [],
    [sheet([entry(['A'])])],
    [{ sheet: 'Suivi des patients', field: null, before: '', after: 'Suivi des patients' }],
  ],
  [
    'a sheet that went',
    [sheet([entry(['A'])])],
    [],
    [{ sheet: 'Suivi des patients', field: null, before: 'Suivi des patients', after: '' }],
  ],
  [
    'another title',
    [sheet([], 'Agenda')],
    [sheet([], 'Rendez-vous')],
    [{ sheet: 'Rendez-vous', field: null, before: 'Agenda', after: 'Rendez-vous' }],
  ],
])('%s', (_, before, after, expected) => {
  expect(registerDifference(before, after)).toEqual(expected);
});
