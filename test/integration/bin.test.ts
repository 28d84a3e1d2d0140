import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  emptyExpiredBin,
  listRemovedConsultations,
  listRemovedPatients,
  removeConsultation,
  removePatient,
  restorePatient,
} from '../../src/main/records/bin.ts';
import { recordRequest } from '../../src/main/privacy/requests/requestDesk.ts';
import { endHold, holdFile } from '../../src/main/privacy/retention/lifeEvents.ts';
import { finishConsultation, saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { countPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, updatePatient } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { lettersLeft } from '../fixtures/lettersLeft.ts';
import { readVaultValue } from '../../src/main/vault/vaultValue.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const DAY = 86_400_000;
let vault: TestVault;

beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

function rowCounts(): Record<string, number> {
  const tables = [
    'patient',
    'patient_detail',
    'patient_touch',
    'consultation',
    'text_version',
    'consultation_move',
    'draft',
  ];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      vault.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0,
    ]),
  );
}

test('a file held for a litigation stays in the bin, with its consultations, until the litigation is over', async () => {
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore' });
  const { id: consultationId } = startConsultation(vault, id);
  holdFile(vault, id, 'Expertise en cours');
  removeConsultation(vault, consultationId, 'par erreur');
  removePatient(vault, id, 'doublon');
  vault.at(vault.now() + 31 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 0, consultations: 0 });
  expect(listRemovedPatients(vault)).toHaveLength(1);
  restorePatient(vault, id);
  endHold(vault, id);
  removePatient(vault, id, 'doublon');
  vault.at(vault.now() + 31 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 1, consultations: 1 });
});

test('a file with consultations stays in the bin, and one whose request waits: the bin says of neither when it ends', async () => {
  const { id: cared } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore' });
  const { id: consultationId } = startConsultation(vault, cared);
  const { id: asking } = createPatient(vault, { familyName: 'Morel', givenName: 'Paul' });
  recordRequest(vault, requestOf(asking, { kind: 'access', receivedAt: vault.now() }));
  for (const id of [cared, asking]) removePatient(vault, id, 'par erreur');
  vault.at(vault.now() + 31 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 0, consultations: 0 });
  expect(listRemovedPatients(vault).map(({ id, endsAt }) => [id, endsAt])).toEqual([
    [asking, null],
    [cared, null],
  ]);
  restorePatient(vault, cared);
  removeConsultation(vault, consultationId, 'par erreur');
  removePatient(vault, cared, 'par erreur');
  expect(listRemovedPatients(vault).find(({ id }) => id === cared)?.endsAt).toBe(vault.now() + 30 * DAY);
});

test('nothing goes before 30 days are over, everything of it after', async () => {
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore', medicalHistory: 'Asthme' });
  updatePatient(vault, id, 1, { medicalHistory: 'HTA' });
  const { id: consultationId } = startConsultation(vault, id);
  saveConsultation(vault, consultationId, 1, { motive: 'Lombalgie' });
  finishConsultation(vault, consultationId, 2, { endedAt: vault.now(), painAfter: null });
  saveConsultation(vault, consultationId, 3, { motive: 'Cervicalgie' });
  vault.db.prepare(`INSERT INTO draft (key, value, saved_at) VALUES ('identity:' || ?, 'x', 0)`).run(id);
  const start = vault.now();
  removeConsultation(vault, consultationId, 'Créée deux fois');
  removePatient(vault, id, 'Créé deux fois');
  vault.at(start + 30 * DAY - 1);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 0, consultations: 0 });
  expect(listRemovedPatients(vault)).toHaveLength(1);
  vault.at(start + 30 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 1, consultations: 1 });
  expect(Object.values(rowCounts())).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(listRemovedPatients(vault)).toEqual([]);
  const { entries } = listAccess(vault, { patientId: null, by: null, before: null, limit: 1 });
  expect(entries).toMatchObject([{ action: 'patient-purged', patientId: null, aboutSomebody: true }]);
});

test('a consultation goes alone, its patient and the others stay', async () => {
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore' });
  startConsultation(vault, id);
  vault.at(vault.now() + DAY);
  const { id: consultationId } = startConsultation(vault, id);
  removeConsultation(vault, consultationId, 'En double');
  vault.at(vault.now() + 31 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 0, consultations: 1 });
  expect([countPatients(vault), rowCounts()['consultation'], listRemovedConsultations(vault)]).toEqual([1, 1, []]);
  const { entries } = listAccess(vault, { patientId: id, by: null, before: null, limit: 1 });
  expect(entries[0]?.action).toBe('consultation-purged');
});

test('after the bin has let go, no six letters of a name or a note are left in the database or its log', async () => {
  await fillPractice(vault, { patients: 60, consultations: 300, seed: 5 });
  const canary = 'Zxqvortheliumkwy';
  const { id } = createPatient(vault, {
    familyName: canary,
    givenName: `${canary}ine`,
    medicalHistory: `${canary} ancien`,
  });
  updatePatient(vault, id, 1, { medicalHistory: 'HTA' });
  const { id: consultationId } = startConsultation(vault, id);
  saveConsultation(vault, consultationId, 1, { motive: `${canary} droite`, advice: canary.toLowerCase() });
  expect(searchEverywhere(vault, canary, 1)).toMatchObject({ patientTotal: 1, consultations: [{ patientId: id }] });
  expect(lettersLeft(vault, canary)).not.toEqual([]);
  removeConsultation(vault, consultationId, canary);
  removePatient(vault, id, canary);
  vault.at(vault.now() + 31 * DAY);
  await emptyExpiredBin(vault);
  expect(lettersLeft(vault, canary)).toEqual([]);
});

test('the bin lets go of many files without keeping anything else waiting, and goes on after a lock in the middle', async () => {
  await fillPractice(vault, { patients: 200, consultations: 800, seed: 7 });
  const ids = Array.from({ length: 45 }, (_, index) => createPatient(vault, { familyName: `Essai ${index}` }).id);
  for (const id of ids) removePatient(vault, id, 'essai');
  vault.at(vault.now() + 31 * DAY);
  const emptying = emptyExpiredBin(vault);
  // The first step alone was taken: whatever the window asks now comes before the rest.
  expect(listRemovedPatients(vault)).toHaveLength(35);
  vault.db.close();
  await emptying;
  vault.reopen();
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 35, consultations: 0 });
  expect(readVaultValue(vault.db, 'traces-to-clear')).toBeNull();
});
