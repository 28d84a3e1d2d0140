import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  listRemovedConsultations,
  removeConsultation,
  removePatient,
  restoreConsultation,
  restorePatient,
} from '../../src/main/records/bin.ts';
import {
  consultationsOfToday,
  consultationTextHistory,
  finishConsultation,
  listConsultations,
  moveConsultation,
  readConsultation,
  reopenConsultation,
  saveConsultation,
  startConsultation,
} from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, openPatientFile } from '../../src/main/records/patients.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let vault: TestVault;
let patientId: string;

beforeEach(() => {
  vault = openTestVault();
  patientId = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Éléonore' }).id;
});
afterEach(() => vault.close());

/** Types a motive into the consultation as it is now. */
function type(consultationId: string, motive: string): void {
  saveConsultation(vault, consultationId, readConsultation(vault, consultationId).version, { motive });
}

function finish(consultationId: string): void {
  const { version } = readConsultation(vault, consultationId);
  finishConsultation(vault, consultationId, version, { endedAt: vault.now(), painAfter: 2 });
}

function versionsOf(consultationId: string): string[] {
  return consultationTextHistory(vault, consultationId, 'motive').map(({ text }) => text);
}

function loggedFor(patient: string): string[] {
  const { entries } = listAccess(vault, { patientId: patient, by: null, before: null, limit: 100 });
  return entries.map(({ action }) => action).reverse();
}

test('a consultation begins now and open, is saved as it is typed, and ends when it is said to', () => {
  const started = startConsultation(vault, patientId);
  expect(started).toMatchObject({
    patientId,
    startedAt: vault.now(),
    endedAt: null,
    practitionerName: 'Camille Martin',
  });
  expect(saveConsultation(vault, started.id, 1, { motive: 'Lombalgie', painBefore: 6 })).toEqual({
    version: 2,
    savedAt: vault.now(),
  });
  vault.at(vault.now() + 45 * MINUTE);
  const finished = finishConsultation(vault, started.id, 2, { endedAt: vault.now(), painAfter: 2 });
  expect(finished).toMatchObject({
    motive: 'Lombalgie',
    painBefore: 6,
    painAfter: 2,
    endedAt: vault.now(),
    version: 3,
  });
  expect(openPatientFile(vault, patientId).consultations).toEqual([finished]);
  expect(loggedFor(patientId)).toEqual([
    'patient-created',
    'consultation-created',
    'consultation-changed',
    'consultation-finished',
    'patient-opened',
  ]);
});

test('what was typed on a former version is refused and told the present one', () => {
  const { id } = startConsultation(vault, patientId);
  saveConsultation(vault, id, 1, { motive: 'A' });
  expect(() => saveConsultation(vault, id, 1, { motive: 'B' })).toThrow(
    expect.objectContaining({ error: { code: 'changed-meanwhile', version: 2 } }),
  );
  expect(() => finishConsultation(vault, id, 1, { endedAt: vault.now(), painAfter: null })).toThrow(
    'changed-meanwhile',
  );
  expect(readConsultation(vault, id)).toMatchObject({ motive: 'A', endedAt: null });
});

test('a consultation written the day after is dated back, also once finished, when it keeps its length', () => {
  const { id } = startConsultation(vault, patientId);
  const written = vault.now();
  vault.at(written + HOUR);
  finish(id);
  saveConsultation(vault, id, 2, { startedAt: written - DAY });
  expect(readConsultation(vault, id)).toMatchObject({ startedAt: written - DAY, endedAt: written - DAY + HOUR });
  expect(listPatients(vault, 0, 1).rows[0]?.lastConsultationAt).toBe(written - DAY);
});

test('begun twice, one that is open today is the same; another day, person or patient, or after its end, it is new', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  const logged = loggedFor(patientId);
  expect(startConsultation(vault, patientId)).toEqual(readConsultation(vault, id));
  expect(loggedFor(patientId)).toEqual(logged);

  const neighbour = createPatient(vault, { familyName: 'Moreau', givenName: 'Claire' }).id;
  expect(startConsultation(vault, neighbour).patientId).toBe(neighbour);
  const other = { id: 'b'.repeat(32), name: 'Sacha Roy', role: 'replacement' as const };
  vault.db
    .prepare('INSERT INTO practitioner (id, name, role, created_at) VALUES (?, ?, ?, 0)')
    .run(other.id, other.name, other.role);
  expect(startConsultation({ ...vault, practitioner: other }, patientId).id).not.toBe(id);

  finish(id);
  const second = startConsultation(vault, patientId).id;
  expect(second).not.toBe(id);
  removeConsultation(vault, second, 'En double');
  const third = startConsultation(vault, patientId).id;
  expect(third).not.toBe(second);
  vault.at(vault.now() + DAY);
  expect(startConsultation(vault, patientId).id).not.toBe(third);
});

test('no consultation is tomorrow, none ends before it began', () => {
  const { id, startedAt } = startConsultation(vault, patientId);
  expect(() => saveConsultation(vault, id, 1, { startedAt: startedAt + DAY })).toThrow('date-in-the-future');
  expect(() => finishConsultation(vault, id, 1, { endedAt: startedAt - 1, painAfter: null })).toThrow(
    'consultation-ends-before-start',
  );
  expect(readConsultation(vault, id)).toMatchObject({ startedAt, endedAt: null, version: 1 });
});

test('the saves of one run of typing keep no version, whatever their number', () => {
  const { id } = startConsultation(vault, patientId);
  for (const motive of ['L', 'Lomb', 'Lombalgie', 'Lombalgie droite']) {
    vault.at(vault.now() + 20 * MINUTE);
    type(id, motive);
  }
  expect(versionsOf(id)).toEqual([]);
  expect(readConsultation(vault, id).amendedFields).toEqual([]);
});

test('a pause of more than 30 minutes ends the run: the text before it is kept', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  vault.at(vault.now() + 30 * MINUTE);
  type(id, 'Lombalgie droite');
  expect(versionsOf(id)).toEqual([]);
  vault.at(vault.now() + 30 * MINUTE + 1);
  type(id, 'Lombalgie gauche');
  expect(versionsOf(id)).toEqual(['Lombalgie droite']);
});

test('the finished text is kept when it is corrected at once, and again after each later end', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie droite');
  finish(id);
  type(id, 'Lombalgie g');
  type(id, 'Lombalgie gauche');
  expect(versionsOf(id)).toEqual(['Lombalgie droite']);
  finish(id);
  type(id, 'Lombalgie');
  expect(versionsOf(id)).toEqual(['Lombalgie gauche', 'Lombalgie droite']);
  expect(readConsultation(vault, id).amendedFields).toEqual(['motive']);
  expect(listConsultations(vault, patientId)[0]?.amendedFields).toEqual(['motive']);
});

test('opening it again keeps the finished text too', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  finish(id);
  expect(reopenConsultation(vault, id)).toMatchObject({ endedAt: null, motive: 'Lombalgie' });
  type(id, 'Cervicalgie');
  expect(versionsOf(id)).toEqual(['Lombalgie']);
});

test('what was rewritten before the end is no correction, though its former text can be read, open or finished', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  vault.reopen();
  type(id, 'Lombalgie droite');
  const uncorrected = { rewrittenFields: ['motive'], amendedFields: [] };
  expect(readConsultation(vault, id)).toMatchObject(uncorrected);
  finish(id);
  expect(readConsultation(vault, id)).toMatchObject(uncorrected);
  expect(listConsultations(vault, patientId)).toMatchObject([uncorrected]);
  expect(consultationTextHistory(vault, id, 'motive')).toMatchObject([{ text: 'Lombalgie', isCorrected: false }]);
});

test('a text replaced after a first end is a correction, also where the consultation was opened again or dated anew', () => {
  const { id, startedAt } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  vault.reopen();
  type(id, 'Lombalgie droite');
  vault.at(startedAt + HOUR);
  finish(id);
  const { version } = readConsultation(vault, id);
  saveConsultation(vault, id, version, { startedAt: startedAt - DAY });
  reopenConsultation(vault, id);
  type(id, 'Cervicalgie');
  const corrected = { rewrittenFields: ['motive'], amendedFields: ['motive'] };
  expect(readConsultation(vault, id)).toMatchObject({ ...corrected, endedAt: null });
  expect(listConsultations(vault, patientId)).toMatchObject([corrected]);
  expect(consultationTextHistory(vault, id, 'motive')).toMatchObject([
    { text: 'Lombalgie droite', isCorrected: true },
    { text: 'Lombalgie', isCorrected: false },
  ]);
});

test('another person, and another opening of the vault, begin another run', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  const other = { id: 'b'.repeat(32), name: 'Sacha Roy', role: 'replacement' as const };
  vault.db
    .prepare('INSERT INTO practitioner (id, name, role, created_at) VALUES (?, ?, ?, 0)')
    .run(other.id, other.name, other.role);
  saveConsultation({ ...vault, practitioner: other }, id, 2, { motive: 'Lombalgie droite' });
  expect(consultationTextHistory(vault, id, 'motive')).toEqual([
    { text: 'Lombalgie', replacedAt: vault.now(), by: 'Sacha Roy', isCorrected: false },
  ]);
  vault.reopen();
  saveConsultation({ ...vault, practitioner: other }, id, 3, { motive: 'Lombalgie gauche' });
  expect(versionsOf(id)).toEqual(['Lombalgie droite', 'Lombalgie']);
});

test('a save that came to nothing begins no run: the next one keeps the text as it was', () => {
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  vault.reopen();
  const cutOff = vault.db.transaction(() => {
    saveConsultation(vault, id, 2, { motive: 'Lombalgie droite' });
    throw new Error('the disk is gone');
  });
  expect(cutOff).toThrow('the disk is gone');
  saveConsultation(vault, id, 2, { motive: 'Lombalgie gauche' });
  expect(versionsOf(id)).toEqual(['Lombalgie']);
});

test('one written in the wrong file goes to the other, with its history and its trace', () => {
  const other = createPatient(vault, { familyName: 'Moreau', givenName: 'Claire' }).id;
  const { id } = startConsultation(vault, patientId);
  type(id, 'Lombalgie');
  finish(id);
  type(id, 'Lombalgie droite');
  expect(() => moveConsultation(vault, id, patientId, '')).toThrow('same-patient');
  expect(() => moveConsultation(vault, id, 'f'.repeat(32), '')).toThrow('not-found');
  moveConsultation(vault, id, other, 'Homonyme');
  expect(readConsultation(vault, id)).toMatchObject({ patientId: other, motive: 'Lombalgie droite' });
  expect(versionsOf(id)).toEqual(['Lombalgie']);
  expect([listConsultations(vault, patientId).length, listConsultations(vault, other).length]).toEqual([0, 1]);
  expect(listPatients(vault, 0, 2).rows).toMatchObject([
    { familyName: 'Lefèvre', lastConsultationAt: null, consultationCount: 0 },
    { familyName: 'Moreau', lastConsultationAt: vault.now(), consultationCount: 1 },
  ]);
  expect(vault.db.prepare('SELECT from_patient_id, to_patient_id, reason FROM consultation_move').all()).toEqual([
    { from_patient_id: patientId, to_patient_id: other, reason: 'Homonyme' },
  ]);
  expect([loggedFor(patientId).at(-1), loggedFor(other).at(-1)]).toEqual(['consultation-moved', 'consultation-moved']);
});

test('a removed consultation is seen nowhere and comes back; the one of a removed patient stays with the patient', () => {
  const kept = startConsultation(vault, patientId).id;
  vault.at(vault.now() + DAY);
  const { id } = startConsultation(vault, patientId);
  type(id, 'En double');
  expect(() => removeConsultation(vault, id, '')).toThrow('reason-needed');
  removeConsultation(vault, id, 'Saisie deux fois');
  expect(() => readConsultation(vault, id)).toThrow('not-found');
  expect(() => saveConsultation(vault, id, 2, { motive: 'x' })).toThrow('not-found');
  expect(listConsultations(vault, patientId).map((each) => each.id)).toEqual([kept]);
  expect(consultationsOfToday(vault).leftOpen.map((each) => each.id)).toEqual([kept]);
  expect(listRemovedConsultations(vault)).toMatchObject([
    {
      id,
      displayName: 'Éléonore Lefèvre',
      motive: 'En double',
      reason: 'Saisie deux fois',
      endsAt: vault.now() + 30 * DAY,
    },
  ]);
  removePatient(vault, patientId, 'Erreur');
  expect(listRemovedConsultations(vault)).toEqual([]);
  expect(consultationsOfToday(vault)).toEqual({ leftOpen: [], today: [] });
  restorePatient(vault, patientId);
  restoreConsultation(vault, id);
  expect(listConsultations(vault, patientId)).toHaveLength(2);
  expect(() => restoreConsultation(vault, id)).toThrow('not-found');
});

test('today holds what began on the legal day of the practice, left open what is open of any day', () => {
  const parisMidnight = Date.UTC(2026, 10, 23, 23);
  const ids = [-10, 10, 8 * 60].map((minutes) => {
    vault.at(parisMidnight + minutes * MINUTE);
    const seen = createPatient(vault, { familyName: 'Moreau', givenName: `Claire ${minutes}` }).id;
    return startConsultation(vault, seen).id;
  });
  finish(ids[2] ?? '');
  const { leftOpen, today } = consultationsOfToday(vault);
  expect(leftOpen.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
  expect(today.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
});
