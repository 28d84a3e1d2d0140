import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepDocument } from '../../src/main/privacy/keptDocuments.ts';
import { readAccessEntries } from '../../src/main/privacy/accessLogEntries.ts';
import { liftOpposition, recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { archiveFiles, takeFileBack } from '../../src/main/privacy/retention/archive.ts';
import { retentionCalendar } from '../../src/main/privacy/retention/calendar.ts';
import {
  listArchivedFiles,
  listFilesNearTheirTerm,
  readFileRetention,
} from '../../src/main/privacy/retention/fileRetention.ts';
import { endHold, holdFile, setDeath } from '../../src/main/privacy/retention/lifeEvents.ts';
import { destroyFiles } from '../../src/main/privacy/retention/purge.ts';
import { retentionDuties } from '../../src/main/privacy/retention/retentionDuties.ts';
import { changeRetentionRule } from '../../src/main/privacy/retention/retentionRule.ts';
import { putDraft } from '../../src/main/vault/drafts.ts';
import { clearTraces } from '../../src/main/records/erasure.ts';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, openPatientFile, updatePatient } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { lettersLeft } from '../fixtures/lettersLeft.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const CANARY = 'Quetzalwombi';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

/** A patient whose one consultation was on a day. */
function patientSeen(familyName: string, day: string, birthDate = '1970-06-01'): string {
  const now = vault.now();
  vault.at(Date.parse(`${day}T10:00:00Z`));
  const { id } = createPatient(vault, { familyName, givenName: 'Marie', birthDate });
  startConsultation(vault, id);
  vault.at(now);
  return id;
}

test('a file is archived once its active years are over, and is then in no list, search or count', () => {
  const recent = patientSeen('Morel', '2024-05-02');
  const old = patientSeen('Lefèvre', '2015-05-02');
  expect(readFileRetention(vault, recent)).toMatchObject({ state: 'active', archiveOn: '2029-05-02' });
  expect(readFileRetention(vault, old)).toMatchObject({ state: 'to-archive', purgeOn: '2035-05-02' });
  expect(() => archiveFiles(vault, [old, recent])).toThrow('not-due');
  expect(listPatients(vault, 0, 50).total).toBe(2);
  archiveFiles(vault, [old]);
  expect(listPatients(vault, 0, 50)).toMatchObject({ total: 1, rows: [{ id: recent }] });
  expect(JSON.stringify(searchEverywhere(vault, 'lefe', 20))).not.toContain(old);
  expect(() => openPatientFile(vault, old)).toThrow('not-found');
  expect(listArchivedFiles(vault, 'lef', 10)).toMatchObject([{ patientId: old, state: 'archived' }]);
  expect(listArchivedFiles(vault, 'mor', 10)).toEqual([]);
  takeFileBack(vault, old, 'Le patient revient');
  expect(openPatientFile(vault, old).patient.familyName).toBe('Lefèvre');
  const { entries } = readAccessEntries(vault, { patientId: old, by: null, before: null, limit: 50 });
  expect(entries.find(({ action }) => action === 'patient-taken-back')?.reason).toBe('Le patient revient');
});

test('the calendar tells what is due now and what comes due in which year', () => {
  const toPurge = patientSeen('Ancien', '2004-03-01');
  const toArchive = patientSeen('Tiède', '2019-03-01');
  patientSeen('Récent', '2025-03-01');
  const calendar = retentionCalendar(vault);
  expect(calendar.toPurge.map(({ patientId }) => patientId)).toEqual([toPurge]);
  expect(calendar.toArchive.map(({ patientId }) => patientId)).toEqual([toArchive]);
  expect(calendar.ahead.filter(({ archive, purge }) => archive + purge > 0)).toEqual([
    { year: 2030, archive: 1, purge: 0 },
  ]);
});

test('the home of the RGPD counts what the calendar lists, without reading the files of recent patients', () => {
  patientSeen('Ancien', '2004-03-01');
  patientSeen('Tiède', '2019-03-01');
  patientSeen('Limite', '2021-11-24');
  const mourned = patientSeen('Récent', '2024-03-01');
  patientSeen('Présent', '2025-03-01');
  changeRetentionRule(vault, { afterDeathYears: 1 });
  setDeath(vault, mourned, '2024-06-01');
  const calendar = retentionCalendar(vault);
  expect(calendar.toPurge.length).toBe(2);
  expect(retentionDuties(vault)).toMatchObject([
    { finding: 'files-to-purge', count: calendar.toPurge.length },
    { finding: 'files-to-archive', count: calendar.toArchive.length },
  ]);
  expect(listFilesNearTheirTerm(vault).map(({ displayName }) => displayName)).not.toContain('Marie Présent');
});

test('a death, a litigation and another rule move the dates', () => {
  const patientId = patientSeen('Lefèvre', '2015-05-02');
  expect(setDeath(vault, patientId, '2016-01-01')).toMatchObject({
    purgeOn: '2026-01-01',
    ground: 'death',
    state: 'to-purge',
  });
  expect(holdFile(vault, patientId, 'Expertise en cours')).toMatchObject({
    purgeOn: null,
    state: 'to-archive',
    holdReason: 'Expertise en cours',
  });
  expect(() => destroyFiles(vault, [patientId])).toThrow('not-due');
  expect(endHold(vault, patientId)).toMatchObject({ state: 'to-purge', holdReason: null });
  setDeath(vault, patientId, null);
  changeRetentionRule(vault, { archivedYears: 5 });
  expect(readFileRetention(vault, patientId)).toMatchObject({ purgeOn: '2025-05-02', ground: 'last-visit' });
});

test('a child is kept until the 28th birthday, and nothing of it is destroyed before', () => {
  const patientId = patientSeen('Lefèvre', '2001-05-02', '2000-06-15');
  vault.at(Date.UTC(2028, 5, 14, 12));
  expect(() => destroyFiles(vault, [patientId])).toThrow('not-due');
  vault.at(Date.UTC(2028, 5, 15, 12));
  expect(destroyFiles(vault, [patientId])).toMatchObject({ files: 1, consultations: 1 });
});

test('after a purge no part of any word of the patient is in the database, its index, its history or its log', async () => {
  patientSeen('Morel', '2024-05-02');
  const patientId = patientSeen(CANARY, '2004-03-01');
  const { patient, consultations } = openPatientFile(vault, patientId);
  const { version } = updatePatient(vault, patientId, patient.version, {
    alerts: CANARY,
    medicalHistory: CANARY,
    street: CANARY,
  });
  updatePatient(vault, patientId, version, { familyName: 'Autre', givenName: CANARY });
  const [consultation] = consultations;
  if (consultation === undefined) throw new Error('one was started');
  const saved = saveConsultation(vault, consultation.id, consultation.version, { motive: CANARY, treatment: CANARY });
  saveConsultation(vault, consultation.id, saved.version, { motive: 'Autre' });
  putDraft(vault, `identity:${patientId}`, CANARY);
  keepDocument(vault, {
    kind: 'consent',
    title: CANARY,
    mediaType: 'image/png',
    bytes: Buffer.from(CANARY),
    patientId,
  });
  const accountId = vault.account('replacement', 'Jeanne Petit').id;
  recordOpposition(vault, { patientId, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: CANARY });
  liftOpposition(vault, { patientId, accountId, hours: 1, reason: CANARY });
  archiveFiles(vault, [patientId]);
  takeFileBack(vault, patientId, CANARY);
  archiveFiles(vault, [patientId]);
  expect(lettersLeft(vault, CANARY)).not.toEqual([]);
  vault.db.transaction(() => destroyFiles(vault, [patientId]))();
  expect(await clearTraces(vault)).toBe(true);
  expect(lettersLeft(vault, CANARY)).toEqual([]);
});

test('a death is not noted for a day that has not come, and the note is taken back', () => {
  const id = patientSeen('Lefèvre', '2025-03-01');
  const before = readFileRetention(vault, id);
  expect(() => setDeath(vault, id, '2026-11-25')).toThrow(
    expect.objectContaining({ error: { code: 'date-in-the-future' } }),
  );
  expect(setDeath(vault, id, '2026-11')).toMatchObject({ deathDate: '2026-11', ground: 'death' });
  expect(setDeath(vault, id, null)).toEqual(before);
});
