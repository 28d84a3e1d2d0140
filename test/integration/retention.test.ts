import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, rmSync } from 'node:fs';
import { makeBreachLetter } from '../../src/main/privacy/breaches/breachLetters.ts';
import { declareSent } from '../../src/main/privacy/breaches/breachNotice.ts';
import { closeBreach, readBreach, recordBreach } from '../../src/main/privacy/breaches/breachRegister.ts';
import { keepDocument, listDocuments, readDocumentBytes } from '../../src/main/privacy/keptDocuments.ts';
import { readAccessEntries } from '../../src/main/privacy/accessLogEntries.ts';
import { liftOpposition, recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { addActivity, editRegister, readOwnTexts } from '../../src/main/privacy/register/ownTexts.ts';
import { readRegister } from '../../src/main/privacy/register/registerState.ts';
import { lastRegisterVersion, recordRegisterVersion } from '../../src/main/privacy/register/registerVersions.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { recordRequest } from '../../src/main/privacy/requests/requestDesk.ts';
import { namesTakenOut } from '../../src/main/privacy/withoutNames.ts';
import { destroyWithCertificate } from '../../src/main/privacy/retention/destruction.ts';
import { verifyAccessChain } from '../../src/main/vault/accessLog.ts';
import { migrate, readMigrations } from '../../src/main/vault/migrations.ts';
import { remainingCopies } from '../../src/main/snapshots/remainingCopies.ts';
import { remainingCopyText } from '../../src/shared/french/remainingCopyText.ts';
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
import { removePatient } from '../../src/main/records/bin.ts';
import { clearTraces } from '../../src/main/records/erasure.ts';
import { moveConsultation, saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { listPatients } from '../../src/main/records/patientRows.ts';
import { createPatient, openPatientFile, updatePatient } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { lettersLeft } from '../fixtures/lettersLeft.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { MIGRATIONS, openTestVault, type TestVault } from '../fixtures/testVault.ts';

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

test('at the turn of a year the calendar begins with the year of the practice, not of UTC', () => {
  const years = () => retentionCalendar(vault).ahead.map(({ year }) => year);
  vault.at(Date.UTC(2026, 11, 31, 22, 59));
  expect(years()[0]).toBe(2026);
  vault.at(Date.UTC(2026, 11, 31, 23));
  expect([years()[0], years().at(-1)]).toEqual([2027, 2036]);
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
  await destroyWithCertificate(vault, [patientId], printToPdf);
  expect(await clearTraces(vault)).toBe(true);
  expect(lettersLeft(vault, CANARY)).toEqual([]);
  expect(columnsHolding(patientId)).toEqual([]);
});

test('a purge forgets the file in the consultations that were moved from or to it, which keep that they were moved', async () => {
  const patientId = patientSeen(CANARY, '2004-03-01');
  const other = patientSeen('Morel', '2024-05-02');
  const { id: movedAway } = startConsultation(vault, other);
  vault.at(vault.now() + 1);
  moveConsultation(vault, movedAway, patientId, `Écrite chez ${CANARY}`);
  moveConsultation(vault, movedAway, other, `Finalement pas chez ${CANARY}`);
  vault.at(Date.UTC(2048, 0, 1));
  await destroyWithCertificate(vault, [patientId], printToPdf);
  await clearTraces(vault);
  expect(lettersLeft(vault, CANARY)).toEqual([]);
  expect(columnsHolding(patientId)).toEqual([]);
  const { entries } = readAccessEntries(vault, { patientId: other, by: null, before: null, limit: 50 });
  expect(entries.filter(({ action }) => action === 'consultation-moved')).toMatchObject([
    { facts: { way: 'in' }, reason: null },
    { facts: { way: 'out' }, reason: null },
  ]);
  expect(openPatientFile(vault, other).consultations.map(({ id }) => id)).toContain(movedAway);
  expect(verifyAccessChain(vault.db).brokenAt).toBeNull();
});

test('a purge takes the names out of the registers, the requests and the reasons of others, on paper too, and says so', async () => {
  const patientId = patientSeen(CANARY, '2004-03-01');
  const other = patientSeen('Morel', '2024-05-02');
  const named = `Le dossier de Marie ${CANARY.toUpperCase()} a été lu par le livreur`;
  const known = { title: named, learntHow: named, awareAt: vault.now() };
  const breachId = recordBreach(vault, { ...known, confidentiality: true, integrity: false, availability: false });
  await declareSent(vault, { breachId, receipt: 'N-2026-123', sentAt: vault.now() }, printToPdf);
  await makeBreachLetter(vault, breachId, null, printToPdf);
  closeBreach(vault, breachId, named);
  addActivity(vault, named, null);
  editRegister(vault, 'common', 'dpo', `${named} et Cabinet Martin, expert-comptable`);
  recordRegisterVersion(vault, { number: 1, sheets: readRegister(vault).sheets, usage: {}, documentId: newId() });
  const wish = { wish: named, requesterName: `Marie ${CANARY}` };
  recordRequest(vault, { ...requestOf(other, { kind: 'access', receivedAt: vault.now() }, wish), patientId: null });
  recordRequest(vault, requestOf(other, { kind: 'access', receivedAt: vault.now() }, { wish: named }));
  recordOpposition(vault, { patientId: other, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: named });
  holdFile(vault, other, named);
  const { id: double } = createPatient(vault, { familyName: 'Doublon', givenName: 'Paul' });
  removePatient(vault, double, `En double de ${CANARY}`);
  expect(lettersLeft(vault, CANARY)).not.toEqual([]);
  await destroyWithCertificate(vault, [patientId], printToPdf);
  expect(await clearTraces(vault)).toBe(true);
  expect(lettersLeft(vault, CANARY)).toEqual([]);
  const { content, notices, conclusion } = readBreach(vault, breachId);
  expect([content.title, conclusion]).toEqual(Array(2).fill('Le dossier de [nom] [nom] a été lu par le livreur'));
  expect(JSON.stringify(notices[0]?.form)).toContain('[nom] [nom] a été lu');
  const [letter] = listDocuments(vault, { kind: 'breach-letter', patientId: null, subject: null });
  const [notice] = listDocuments(vault, { kind: 'breach-notice', patientId: null, subject: null });
  for (const document of [letter, notice])
    expect(readDocumentBytes(vault, document?.id ?? '').toString()).toContain('[nom] [nom] a été lu');
  const [certificate] = listDocuments(vault, { kind: 'certificate-of-destruction', patientId: null, subject: null });
  expect(readDocumentBytes(vault, certificate?.id ?? '').toString()).toMatch(/Dans\s11\stextes et\s2\sdocuments/);
  expect(JSON.stringify(lastRegisterVersion(vault)?.sheets)).toContain('[nom] [nom] a été lu');
  expect(namesTakenOut(vault)(content.title)).toBe(content.title);
});

test('a purge leaves a partner of the practice in the register, whose namesake it destroys, and what the CNIL was told as it is otherwise', async () => {
  const patientId = patientSeen(CANARY, '2004-03-01');
  editRegister(vault, 'common', 'dpo', `Comptabilité : cabinet ${CANARY}`);
  await destroyWithCertificate(vault, [patientId], printToPdf);
  expect([...readOwnTexts(vault).values()]).toEqual([`Comptabilité : cabinet ${CANARY}`]);
  const known = { title: 'Clé perdue', learntHow: '', awareAt: vault.now() };
  const breachId = recordBreach(vault, { ...known, confidentiality: true, integrity: false, availability: false });
  await declareSent(vault, { breachId, receipt: 'N-2026-123', sentAt: vault.now() }, printToPdf);
  expect(() => vault.db.exec(`UPDATE breach_notice SET form = '[]'`)).toThrow('stays as it is');
  expect(() => vault.db.exec(`UPDATE breach_notice SET receipt = ''`)).toThrow('stays as it is');
});

test('a vault from before forgets the files that it destroyed in its moves, and clears the traces', async () => {
  const old = openTestVault({ schema: 18 });
  try {
    const gone = 'e'.repeat(32);
    old.db
      .prepare(
        `INSERT INTO consultation_move (consultation_id, from_patient_id, to_patient_id, reason, moved_at, practitioner_id)
         VALUES (?, ?, ?, ?, 0, ?)`,
      )
      .run('f'.repeat(32), gone, gone, CANARY, old.practitioner.id);
    migrate(old.db, readMigrations(MIGRATIONS), old.now());
    expect(await clearTraces(old)).toBe(true);
    expect(lettersLeft(old, CANARY)).toEqual([]);
    expect(old.db.prepare('SELECT from_patient_id, reason FROM consultation_move').get()).toEqual({
      from_patient_id: '',
      reason: '',
    });
  } finally {
    old.close();
  }
});

test('the certificate names every place that may still hold the files, and a day only where a copy acts after it', async () => {
  const patientId = patientSeen('Ancien', '2004-03-01');
  rememberTarget('a', { label: 'Clé bleue', headTime: Date.UTC(2026, 10, 20) });
  rememberTarget('b', { label: 'Clé verte', headTime: Date.UTC(2025, 0, 1), removedAt: Date.UTC(2025, 1, 1) });
  rememberTarget('c', { label: 'Clé rouge', headTime: Date.UTC(2025, 2, 1), removedAt: Date.UTC(2025, 5, 1) });
  vault.db
    .prepare(
      `INSERT INTO lost_key (id, repository_id, label, reported_at, reported_by, last_seen_on, last_seen_where, with_it, has_other_copy)
       VALUES ('l', 'c', 'Clé rouge', 0, ?, '', '', 'nothing', 1)`,
    )
    .run(vault.practitioner.id);
  rememberTarget('d', { label: 'Hébergeur', kind: 's3', headTime: Date.UTC(2026, 10, 1) });
  rememberTarget('e', { label: 'Jamais copiée', headTime: null });
  const aside = `${vault.folder}.avant-restauration-${Date.UTC(2026, 5, 1)}`;
  mkdirSync(aside);
  try {
    expect(remainingCopies(vault)).toEqual([
      { place: 'target', label: 'Clé bleue', since: null, goneAfter: '2027-12-20' },
      { place: 'host', label: 'Hébergeur', since: null, goneAfter: null },
      { place: 'lost', label: 'Clé rouge', since: null, goneAfter: null },
      { place: 'removed', label: 'Clé verte', since: null, goneAfter: null },
      { place: 'set-aside', label: '', since: '2026-06-01', goneAfter: null },
      { place: 'reading-copy', label: '', since: null, goneAfter: null },
    ]);
    const documentId = await destroyWithCertificate(vault, [patientId], printToPdf);
    const certificate = readDocumentBytes(vault, documentId).toString();
    for (const copy of remainingCopies(vault))
      expect(certificate).toContain(`<li>${remainingCopyText(copy, '2026-11-24')}</li>`);
    expect(certificate).not.toContain('Jamais copiée');
  } finally {
    rmSync(aside, { recursive: true });
  }
});

test('a host ends copies by itself only where the pair may delete and nothing is kept as a version', () => {
  rememberTarget('d', { label: 'Hébergeur', kind: 's3', headTime: Date.UTC(2026, 10, 1) });
  const access = vault.db.prepare(
    `INSERT OR REPLACE INTO host_access
       (one, endpoint, bucket, prefix, region, access_key_id, secret_access_key, style, can_delete, keeps_versions, tested_at)
     VALUES (1, 'https://store.example', 'coffre', '', 'fr', 'id', 'secret', 'path', ?, ?, 0)`,
  );
  const goneAfter = (canDelete: number, keepsVersions: number | null) => {
    access.run(canDelete, keepsVersions);
    return remainingCopies(vault)[0]?.goneAfter;
  };
  expect(goneAfter(1, 0)).toBe('2027-12-01');
  expect([goneAfter(0, 0), goneAfter(1, 1), goneAfter(1, null)]).toEqual([null, null, null]);
});

/** A target as the copies themselves write it down. */
function rememberTarget(
  repository: string,
  {
    label,
    kind = 'folder',
    headTime,
    removedAt = null,
  }: { label: string; kind?: 'folder' | 's3'; headTime: number | null; removedAt?: number | null },
): void {
  vault.db
    .prepare(
      `INSERT INTO snapshot_target (repository_id, label, kind, place, added_at, removed_at, head_time)
       VALUES (?, ?, ?, '', 0, ?, ?)`,
    )
    .run(repository, label, kind, removedAt, headTime);
}

/** A PDF that can be read as it is. */
function printToPdf(html: string): Promise<Uint8Array> {
  return Promise.resolve(Buffer.from(html));
}

/** Columns of the whole database in which the id of a file stands. */
function columnsHolding(patientId: string): string[] {
  const tables = vault.db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%'`)
    .all();
  return tables.flatMap(({ name }) =>
    vault.db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${name}`)
      .all()
      .flatMap((row) => Object.entries(row))
      .filter(([, value]) => typeof value === 'string' && value.includes(patientId))
      .map(([column]) => `${name}.${column}`),
  );
}

test('a death is not noted for a day that has not come, and the note is taken back', () => {
  const id = patientSeen('Lefèvre', '2025-03-01');
  const before = readFileRetention(vault, id);
  expect(() => setDeath(vault, id, '2026-11-25')).toThrow(
    expect.objectContaining({ error: { code: 'date-in-the-future' } }),
  );
  expect(setDeath(vault, id, '2026-11')).toMatchObject({ deathDate: '2026-11', ground: 'death' });
  expect(setDeath(vault, id, null)).toEqual(before);
});
