import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  endLift,
  decideOpposition,
  isHostingOpposed,
  liftOpposition,
  listLifts,
  listOppositions,
  recordOpposition,
  revokeOpposition,
  sharingReminders,
} from '../../src/main/privacy/oppositions.ts';
import { listRemovedPatients, removePatient } from '../../src/main/records/bin.ts';
import { startConsultation } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, openPatientFile } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { readAccessEntries } from '../../src/main/privacy/accessLogEntries.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
let patientId: string;
beforeEach(() => {
  vault = openTestVault();
  patientId = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie', birthDate: '1985-03-12' }).id;
  createPatient(vault, { familyName: 'Morel', givenName: 'Paul' });
  startConsultation(vault, patientId);
});
afterEach(() => vault.close());

const sees = (session: Vault) => listPatients(session, 0, 50);
const oppose = (recipient: Parameters<typeof recordOpposition>[1]['recipient']) =>
  recordOpposition(vault, { patientId, recipient, channel: 'spoken', note: '' });

test('a replacement does not list, find, count or open the file of a patient who objected to her', () => {
  const accountId = vault.account('replacement', 'Jeanne Petit').id;
  oppose({ kind: 'account', accountId });
  const replacement = vault.openAs('replacement', 'Jeanne Petit');
  expect(sees(replacement)).toMatchObject({ total: 1, rows: [{ familyName: 'Morel' }] });
  expect(JSON.stringify(searchEverywhere(replacement, 'lefe', 20))).not.toContain(patientId);
  expect(() => openPatientFile(replacement, patientId)).toThrow('not-found');
});

test('another account still sees it, and the titular always', () => {
  oppose({ kind: 'account', accountId: vault.account('replacement', 'Jeanne Petit').id });
  expect(sees(vault.openAs('associate', 'Luc Bernard')).total).toBe(2);
  expect(sees(vault).total).toBe(2);
});

test('an opposition to every colleague holds for an account that is made later', () => {
  oppose({ kind: 'every-colleague' });
  expect(sees(vault.openAs('associate', 'Luc Bernard')).total).toBe(1);
});

test('a named person outside the vault and a host change nothing for the accounts', () => {
  oppose({ kind: 'person', name: 'Dr Durand', profession: 'Médecin' });
  oppose({ kind: 'external-hosting' });
  expect(sees(vault.openAs('replacement', 'Jeanne Petit')).total).toBe(2);
});

test('an objection that only who hands over can respect is told to whoever sees the file, as long as it holds', () => {
  const { id } = oppose({ kind: 'person', name: 'Dr Durand', profession: 'Médecin' });
  oppose({ kind: 'external-hosting' });
  const associate = vault.openAs('associate', 'Luc Bernard');
  const told = [
    {
      id,
      recipient: { kind: 'person', name: 'Dr Durand', profession: 'Médecin' },
      accountName: null,
      since: vault.now(),
    },
  ];
  expect(sharingReminders(vault, patientId)).toEqual(told);
  expect(sharingReminders(associate, patientId)).toEqual(told);
  oppose({ kind: 'every-colleague' });
  expect(sharingReminders(vault, patientId).map(({ recipient }) => recipient.kind)).toEqual([
    'every-colleague',
    'person',
  ]);
  expect(sharingReminders(vault.openAs('replacement', 'Jeanne Petit'), patientId)).toEqual([]);
  revokeOpposition(vault, id, 'spoken');
  expect(sharingReminders(vault, patientId).map(({ recipient }) => recipient.kind)).toEqual(['every-colleague']);
});

test('the bin hides it too', () => {
  oppose({ kind: 'every-colleague' });
  removePatient(vault, patientId, 'doublon');
  expect(listRemovedPatients(vault)).toHaveLength(1);
  expect(listRemovedPatients(vault.openAs('replacement', 'Jeanne Petit'))).toEqual([]);
});

test('the total of a colleague counts each file once, whatever bin, archive and oppositions leave of it', () => {
  for (const isOpposed of [false, true])
    for (const isRemoved of [false, true])
      for (const isArchived of [false, true]) {
        const { id } = createPatient(vault, { familyName: 'Garnier', givenName: 'Inès' });
        if (isOpposed)
          recordOpposition(vault, {
            patientId: id,
            recipient: { kind: 'every-colleague' },
            channel: 'spoken',
            note: '',
          });
        vault.db
          .prepare('UPDATE patient SET removed_at = ?, archived_at = ? WHERE id = ?')
          .run(isRemoved ? vault.now() : null, isArchived ? vault.now() : null, id);
      }
  const associate = vault.openAs('associate', 'Luc Bernard');
  // Of those, one; and the two that were there before.
  expect(sees(associate).total).toBe(3);
  expect(sees(associate).rows).toHaveLength(3);
  expect(sees(vault).total).toBe(4);
});

test('an opposition that is withdrawn shows the file again and stays in the history', () => {
  const { id } = oppose({ kind: 'every-colleague' });
  revokeOpposition(vault, id, 'letter');
  expect(sees(vault.openAs('replacement', 'Jeanne Petit')).total).toBe(2);
  expect(listOppositions(vault, patientId)).toMatchObject([{ id, revokedAt: vault.now() }]);
  expect(() => revokeOpposition(vault, id, 'letter')).toThrow('not-found');
});

test('a lift shows one file to one account, says why in the log, and ends by itself while the session goes on', () => {
  const accountId = vault.account('replacement', 'Jeanne Petit').id;
  oppose({ kind: 'every-colleague' });
  liftOpposition(vault, { patientId, accountId, hours: 2, reason: 'Douleur thoracique' });
  const replacement = vault.openAs('replacement', 'Jeanne Petit');
  const associate = vault.openAs('associate', 'Luc Bernard');
  expect(openPatientFile(replacement, patientId).patient.familyName).toBe('Lefèvre');
  expect(sees(associate).total).toBe(1);
  expect(listLifts(vault, null)).toMatchObject([{ patientId, accountName: 'Jeanne Petit' }]);
  const { entries } = readAccessEntries(vault, { patientId, by: null, before: null, limit: 50 });
  expect(entries.find(({ action }) => action === 'opposition-lifted')).toMatchObject({
    facts: { hours: 2 },
    reason: 'Douleur thoracique',
  });
  vault.at(vault.now() + 2 * 3_600_000);
  expect(() => openPatientFile(replacement, patientId)).toThrow('not-found');
  expect(listLifts(vault, null)).toEqual([]);
});

test('a lift that the titular ends is over at the next opening', () => {
  const accountId = vault.account('replacement', 'Jeanne Petit').id;
  oppose({ kind: 'every-colleague' });
  liftOpposition(vault, { patientId, accountId, hours: 2, reason: 'Urgence' });
  endLift(vault, patientId, accountId);
  expect(sees(vault.openAs('replacement', 'Jeanne Petit')).total).toBe(1);
  expect(() => endLift(vault, patientId, accountId)).toThrow('not-found');
});

test('an objection to hosting stops every push until it is rejected or withdrawn', () => {
  expect(isHostingOpposed(vault)).toBe(false);
  const { id } = oppose({ kind: 'external-hosting' });
  expect(isHostingOpposed(vault)).toBe(true);
  decideOpposition(vault, id, true, 'Motif légitime');
  expect(isHostingOpposed(vault)).toBe(true);
  decideOpposition(vault, id, false, 'Aucun motif légitime');
  expect(isHostingOpposed(vault)).toBe(false);
});

test('every view of the schema has its own in a colleague’s session', () => {
  const views = (session: Vault, schema: string) =>
    session.db
      .prepare<[], string>(`SELECT name FROM ${schema}.sqlite_schema WHERE type = 'view' ORDER BY name`)
      .pluck()
      .all();
  const replacement = vault.openAs('replacement', 'Jeanne Petit');
  expect(views(replacement, 'temp')).toEqual(views(replacement, 'main'));
  expect(views(vault, 'temp')).toEqual([]);
});
