import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listRemovedPatients, removePatient, restorePatient } from '../../src/main/records/bin.ts';
import { listConsultations, startConsultation } from '../../src/main/records/consultations.ts';
import { countPatients, listPatients, listRecentPatients } from '../../src/main/records/patientRows.ts';
import {
  createPatient,
  openPatientFile,
  patientFormerValues,
  patientTextHistory,
  previewPatient,
  readPatient,
  updatePatient,
} from '../../src/main/records/patients.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const MINUTE = 60_000;
let vault: TestVault;

beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

const names = { familyName: 'Lefèvre', givenName: 'Éléonore' };

/** Actions of the log, oldest first. */
function logged(): string[] {
  const { entries } = listAccess(vault, { patientId: null, by: null, before: null, limit: 100 });
  return entries.map(({ action }) => action).reverse();
}

test('a new patient is read back as typed, what was not typed stays unknown, and the log says so', () => {
  const created = createPatient(vault, { ...names, birthDate: '1984-02-29', smoker: false, alerts: 'Latex' });
  expect(readPatient(vault, created.id)).toEqual(created);
  expect(created).toMatchObject({ ...names, birthDate: '1984-02-29', smoker: false, sex: null, phone: '', version: 1 });
  expect(logged()).toEqual(['patient-created']);
});

test('text typed as decomposed letters is stored composed', () => {
  const created = createPatient(vault, { familyName: 'Lefe\u0300vre', givenName: 'E\u0301va', hobbies: 'cafe\u0301' });
  expect([created.familyName, created.givenName, created.hobbies]).toEqual(['Lefèvre', 'Éva', 'café']);
});

test('a file without any name, or born tomorrow, is refused and leaves nothing', () => {
  expect(() => createPatient(vault, { familyName: ' ', givenName: '' })).toThrow('invalid-input');
  expect(() => createPatient(vault, { ...names, birthDate: '2026-11-25' })).toThrow('date-in-the-future');
  expect([countPatients(vault), logged()]).toEqual([0, []]);
});

test('a change keeps the rest, an undefined one says nothing, and a run of changes is one entry of the log', () => {
  const { id } = createPatient(vault, { ...names, phone: '0639981247' });
  updatePatient(vault, id, 1, { city: 'Nantes', phone: undefined });
  const changed = updatePatient(vault, id, 2, { postcode: '44100' });
  expect(changed).toMatchObject({ ...names, phone: '0639981247', city: 'Nantes', postcode: '44100', version: 3 });
  expect(updatePatient(vault, id, 3, { postcode: '44100' }).version).toBe(3);
  expect(logged()).toEqual(['patient-created', 'patient-changed']);
});

test('a change made on a former version is refused and told the present one', () => {
  const { id } = createPatient(vault, names);
  updatePatient(vault, id, 1, { city: 'Nantes' });
  expect(() => updatePatient(vault, id, 1, { city: 'Rezé' })).toThrow(
    expect.objectContaining({ error: { code: 'changed-meanwhile', version: 2 } }),
  );
  expect(readPatient(vault, id).city).toBe('Nantes');
});

test('a change and its entry in the log stand or fall together', () => {
  const { id } = createPatient(vault, { ...names, medicalHistory: 'Asthme' });
  vault.db.exec(`CREATE TRIGGER no_log BEFORE INSERT ON access_entry BEGIN SELECT raise(ABORT, 'no'); END`);
  expect(() => updatePatient(vault, id, 1, { medicalHistory: 'Rien' })).toThrow();
  expect(() => createPatient(vault, names)).toThrow();
  expect(() => removePatient(vault, id, 'Erreur')).toThrow();
  expect(() => startConsultation(vault, id)).toThrow();
  vault.db.exec('DROP TRIGGER no_log');
  expect(readPatient(vault, id)).toMatchObject({ medicalHistory: 'Asthme', version: 1 });
  expect(patientTextHistory(vault, id, 'medicalHistory')).toEqual([]);
  expect([countPatients(vault), listConsultations(vault, id)]).toEqual([1, []]);
});

test('a clinical text keeps what it said before each run of edits', () => {
  const { id } = createPatient(vault, { ...names, medicalHistory: 'Asthme' });
  const start = vault.now();
  updatePatient(vault, id, 1, { medicalHistory: 'Asthme, HTA' });
  vault.at(start + 5 * MINUTE);
  updatePatient(vault, id, 2, { medicalHistory: 'Asthme, HTA, migraine' });
  vault.at(start + 36 * MINUTE);
  updatePatient(vault, id, 3, { medicalHistory: 'Migraine' });
  expect(patientTextHistory(vault, id, 'medicalHistory')).toMatchObject([
    { text: 'Asthme, HTA, migraine', replacedAt: start + 36 * MINUTE, by: 'Camille Martin' },
    { text: 'Asthme', replacedAt: start, by: 'Camille Martin' },
  ]);
  expect(() => patientTextHistory(vault, id, 'phone')).toThrow('not-found');
});

test('what says who a patient is keeps what it was before a run of corrections, and nothing where it was unknown', () => {
  const { id } = createPatient(vault, { ...names, birthDate: '1984-03-07', city: 'Nantes' });
  updatePatient(vault, id, 1, { familyName: 'Lefèvr', sex: 'male', city: 'Rezé' });
  updatePatient(vault, id, 2, { familyName: 'Lefebvre', birthName: 'Marchand' });
  vault.at(vault.now() + 31 * MINUTE);
  updatePatient(vault, id, 3, { birthDate: null, sex: 'female', birthName: '' });
  const by = vault.practitioner.name;
  expect(patientFormerValues(vault, id)).toEqual([
    { field: 'sex', value: 'male', replacedAt: vault.now(), by },
    { field: 'birthDate', value: '1984-03-07', replacedAt: vault.now(), by },
    { field: 'birthName', value: 'Marchand', replacedAt: vault.now(), by },
    { field: 'familyName', value: 'Lefèvre', replacedAt: vault.now() - 31 * MINUTE, by },
  ]);
  removePatient(vault, id, 'par erreur');
  expect(() => patientFormerValues(vault, id)).toThrow('not-found');
});

test('lists go by name without accents, in windows that neither miss nor repeat anybody', () => {
  for (const familyName of ['Étienne', 'Eton', 'Dupré', 'dupont', 'Çelik', 'Le Goff', 'Legoff', 'Le'])
    createPatient(vault, { familyName, givenName: 'Anne' });
  const windows = [0, 3, 6].map((offset) => listPatients(vault, offset, 3));
  expect(windows.map(({ total }) => total)).toEqual([8, 8, 8]);
  expect(windows.flatMap(({ rows }) => rows.map(({ familyName }) => familyName))).toEqual([
    'Çelik', 'dupont', 'Dupré', 'Étienne', 'Eton', 'Le', 'Le Goff', 'Legoff',
  ]); // prettier-ignore
});

test('the list is read by its index, not by sorting the files', () => {
  const plan = vault.db
    .prepare<[], { detail: string }>('EXPLAIN QUERY PLAN SELECT id FROM visible_patient ORDER BY name_key LIMIT 5')
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('patient_by_name');
  expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
});

test('the recent files are those last opened, changed or seen', () => {
  const ids = ['Un', 'Deux', 'Trois'].map((familyName, index) => {
    vault.at(Date.UTC(2026, 10, 24, 9, index));
    return createPatient(vault, { familyName, givenName: 'A' }).id;
  });
  vault.at(Date.UTC(2026, 10, 24, 10));
  openPatientFile(vault, ids[0] ?? '');
  expect(listRecentPatients(vault, 2).map(({ familyName }) => familyName)).toEqual(['Un', 'Trois']);
  expect(logged().at(-1)).toBe('patient-opened');
});

test('the preview shows what a glance needs, and writes nothing itself: the door does', () => {
  const { id } = createPatient(vault, {
    ...names,
    mobile: '0639981247',
    phone: '0199001234',
    alerts: 'Latex\n\nHTA\n',
    sex: 'female',
  });
  const entries = logged().length;
  expect(previewPatient(vault, id)).toMatchObject({
    row: { sex: 'female', phone: '0639981247', alertCount: 2, consultationCount: 0, lastConsultationAt: null },
    alerts: ['Latex', 'HTA'],
    firstConsultationAt: null,
    lastMotive: null,
  });
  expect(logged()).toHaveLength(entries);
});

test('a removed file is seen nowhere, keeps its reason in the bin, with its consultation, and comes back whole', () => {
  const { id } = createPatient(vault, names);
  startConsultation(vault, id);
  expect(() => removePatient(vault, id, '  ')).toThrow('reason-needed');
  removePatient(vault, id, 'Créé deux fois');
  expect(() => openPatientFile(vault, id)).toThrow('not-found');
  expect(() => updatePatient(vault, id, 1, { city: 'Nantes' })).toThrow('not-found');
  expect(() => previewPatient(vault, id)).toThrow('not-found');
  expect(() => startConsultation(vault, id)).toThrow('not-found');
  expect([listPatients(vault, 0, 10).rows, listRecentPatients(vault, 10)]).toEqual([[], []]);
  expect(listRemovedPatients(vault)).toEqual([
    {
      id,
      displayName: 'Éléonore Lefèvre',
      birthDate: null,
      consultationCount: 1,
      reason: 'Créé deux fois',
      removedAt: vault.now(),
      endsAt: null,
    },
  ]);
  restorePatient(vault, id);
  expect(openPatientFile(vault, id).consultations).toHaveLength(1);
  expect(() => restorePatient(vault, id)).toThrow('not-found');
  expect(logged().slice(2)).toEqual(['patient-removed', 'patient-restored', 'patient-opened']);
});
