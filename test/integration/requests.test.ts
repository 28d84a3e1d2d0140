import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '../../src/shared/contract/index.ts';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../src/main/host/chromium/printing.ts';
import { listDocuments, readDocumentBytes, readDocumentPaper } from '../../src/main/privacy/keptDocuments.ts';
import { setNir, startNirUse, stopNirUse } from '../../src/main/privacy/nir.ts';
import { endFreeze, freezeFile, readFreeze } from '../../src/main/privacy/requests/fileFreeze.ts';
import { grantRequest } from '../../src/main/privacy/requests/grantRequest.ts';
import { refuseRequest } from '../../src/main/privacy/requests/refuseRequest.ts';
import {
  admitted,
  admittedToFile,
  checkIdentity,
  extendRequest,
  recordRequest,
  rectify,
  sendAnswer,
  viewRequest,
  withdrawRequest,
} from '../../src/main/privacy/requests/requestDesk.ts';
import { keepProofOfSending } from '../../src/main/privacy/requests/proofOfSending.ts';
import { requestDuties } from '../../src/main/privacy/requests/requestDuties.ts';
import { tellRequest } from '../../src/main/privacy/requests/requestEvents.ts';
import { listRequests, readRequest } from '../../src/main/privacy/requests/storedRequest.ts';
import { archiveFiles } from '../../src/main/privacy/retention/archive.ts';
import { retentionCalendar } from '../../src/main/privacy/retention/calendar.ts';
import { destroyFiles } from '../../src/main/privacy/retention/purge.ts';
import {
  emptyExpiredBin,
  listRemovedPatients,
  removeConsultation,
  removePatient,
  restorePatient,
} from '../../src/main/records/bin.ts';
import {
  finishConsultation,
  moveConsultation,
  saveConsultation,
  startConsultation,
} from '../../src/main/records/consultations.ts';
import {
  createPatient,
  openPatientFile,
  patientFormerValues,
  readPatient,
  updatePatient,
} from '../../src/main/records/patients.ts';
import { clearTraces } from '../../src/main/records/erasure.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { putDraft } from '../../src/main/vault/drafts.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { storageRefusal } from '../../src/main/vault/storageFault.ts';
import { areInstalled, run } from '../fixtures/programs.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { lettersLeft } from '../fixtures/lettersLeft.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const DAY = 86_400_000;

let vault: TestVault;
let patientId: string;
beforeEach(() => {
  vault = openTestVault();
  patientId = createPatient(vault, { familyName: 'Zyxaquil', givenName: 'Marie', birthDate: '1985-03-12' }).id;
});
afterEach(() => vault.close());

function record(changes: Partial<Input<'requests.record'>> = {}): string {
  return recordRequest(vault, requestOf(patientId, { kind: 'access', receivedAt: vault.now() }, changes)).id;
}

const sending = { manner: 'registered-post', proof: 'RK 123 FR' } as const;
const pdf = async (): Promise<Uint8Array> => new Uint8Array([0x25, 0x50, 0x44, 0x46]);
const steps = (requestId: string): string[] => viewRequest(vault, requestId).events.map(({ what }) => what);

test('an access request goes from its arrival to the proof of sending, and each step stands', async () => {
  const requestId = record();
  expect(readRequest(vault, requestId)).toMatchObject({
    dueOn: '2026-12-02',
    standing: 'in-time',
    displayName: 'Marie Zyxaquil',
  });
  expect(() => admitted(vault, requestId)).toThrow('identity-not-checked');
  await expect(grantRequest(vault, requestId, 'Copie', pdf)).rejects.toThrow('identity-not-checked');
  checkIdentity(vault, requestId, 'Connue du cabinet');
  expect(admitted(vault, requestId).patientId).toBe(patientId);
  expect(() => sendAnswer(vault, { requestId, sentAt: vault.now(), ...sending })).toThrow('answer-missing');
  await grantRequest(vault, requestId, 'Copie complète', pdf);
  expect(() => sendAnswer(vault, { requestId, sentAt: vault.now(), ...sending })).toThrow('too-early');
  vault.at(vault.now() + 2 * DAY);
  sendAnswer(vault, { requestId, sentAt: vault.now(), ...sending });
  expect(readRequest(vault, requestId)).toMatchObject({ standing: 'closed', sending: { proof: 'RK 123 FR' } });
  expect(steps(requestId)).toEqual(['recorded', 'identity-checked', 'granted', 'sent']);
  expect(() => checkIdentity(vault, requestId, 'encore')).toThrow('request-closed');
  const logged = listAccess(vault, { patientId, by: null, before: null, limit: 50 }).entries.map(
    ({ action }) => action,
  );
  expect(logged).toEqual(
    expect.arrayContaining(['request-recorded', 'request-changed', 'request-answered', 'request-sent']),
  );
});

test('what is over five years old leaves two months; what is partly so shows both days', () => {
  const now = vault.now();
  vault.at(now - 6 * 365 * DAY);
  const { id, version } = startConsultation(vault, patientId);
  finishConsultation(vault, id, version, { endedAt: vault.now(), painAfter: null });
  vault.at(now);
  const requestId = record();
  expect(readRequest(vault, requestId)).toMatchObject({ dueOn: '2027-01-24', oldPartDueOn: null });
  startConsultation(vault, patientId);
  expect(readRequest(vault, requestId)).toMatchObject({ dueOn: '2026-12-02', oldPartDueOn: '2027-01-24' });
});

test('an extension is told in the first month, and not at all for an access', () => {
  const erasure = record({ kind: 'erasure' });
  extendRequest(vault, erasure, 'Trois dossiers à relire');
  expect(readRequest(vault, erasure).dueOn).toBe('2027-02-24');
  const late = record({ kind: 'erasure', receivedAt: vault.now() - 32 * DAY });
  expect(() => extendRequest(vault, late, 'Trop tard')).toThrow('extension-too-late');
  expect(() => extendRequest(vault, record(), 'Jamais')).toThrow('extension-too-late');
});

test('the duty is late after its day, due before it, and gone with the answer', () => {
  const late = record({ receivedAt: vault.now() - 9 * DAY });
  const waiting = record({ kind: 'portability' });
  expect(requestDuties(vault).map(({ state, finding, subject }) => [state, finding, subject])).toEqual([
    ['late', 'request-late', late],
    ['due', 'request-waiting', waiting],
    ['fine', 'requests-answered', null],
  ]);
  withdrawRequest(vault, waiting, 'Il a renoncé');
  withdrawRequest(vault, late, 'Elle a renoncé');
  expect(requestDuties(vault)).toMatchObject([{ finding: 'requests-answered', count: 2 }]);
});

test('an heir without a purpose gets nothing, and one with a purpose does', async () => {
  vault.db.prepare("UPDATE patient SET death_date = '2026-01-02'").run();
  const requestId = record({ quality: 'heir', requesterName: 'Paul Zyxaquil' });
  checkIdentity(vault, requestId, 'Livret de famille');
  expect(() => admitted(vault, requestId)).toThrow('requester-without-right');
  await expect(grantRequest(vault, requestId, 'Copie', pdf)).rejects.toThrow('requester-without-right');
  const second = record({ quality: 'heir', requesterName: 'Paul Zyxaquil', purpose: 'rights' });
  checkIdentity(vault, second, 'Livret de famille');
  expect(admitted(vault, second).patientId).toBe(patientId);
});

test('a rectification changes the file and keeps what was there, when and by whom', () => {
  const requestId = record({ kind: 'rectification' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  rectify(vault, { requestId, correction: { field: 'familyName', value: 'Zyxaquil-Morel' } });
  expect(readPatient(vault, patientId).familyName).toBe('Zyxaquil-Morel');
  const trace = viewRequest(vault, requestId).events.find(({ what }) => what === 'rectified');
  expect(JSON.parse(trace?.detail ?? '')).toEqual({ field: 'familyName', former: 'Zyxaquil', now: 'Zyxaquil-Morel' });
});

test('a birth date and a sex are rectified, too, and the file keeps what it said, even where it was just being typed', () => {
  const requestId = record({ kind: 'rectification' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  updatePatient(vault, patientId, 1, { birthDate: '1985-12-03', sex: 'male' });
  rectify(vault, { requestId, correction: { field: 'birthDate', value: '1985-03' } });
  rectify(vault, { requestId, correction: { field: 'sex', value: null } });
  expect(readPatient(vault, patientId)).toMatchObject({ birthDate: '1985-03', sex: null });
  const traces = viewRequest(vault, requestId).events.filter(({ what }) => what === 'rectified');
  expect(traces.map(({ detail }): unknown => JSON.parse(detail))).toEqual([
    { field: 'birthDate', former: '1985-12-03', now: '1985-03' },
    { field: 'sex', former: 'male', now: null },
  ]);
  expect(patientFormerValues(vault, patientId).map(({ field, value }) => [field, value])).toEqual([
    ['sex', 'male'],
    ['birthDate', '1985-12-03'],
    ['birthDate', '1985-03-12'],
  ]);
});

/** A frozen file with one consultation, and another file beside it. */
function frozen(): { requestId: string; consultationId: string; version: number; otherId: string; elsewhere: string } {
  const { id: consultationId, version } = startConsultation(vault, patientId);
  const otherId = createPatient(vault, { familyName: 'Morel', givenName: 'Paul' }).id;
  const elsewhere = startConsultation(vault, otherId).id;
  const requestId = record({ kind: 'limitation' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  freezeFile(vault, admitted(vault, requestId), 'contested');
  return { requestId, consultationId, version, otherId, elsewhere };
}

test('a frozen file refuses every write, whatever its way, and stays to be read', () => {
  startNirUse(vault);
  setNir(vault, patientId, '295109912611193');
  const { consultationId, version, otherId, elsewhere } = frozen();
  const file = readPatient(vault, patientId);
  const writes: readonly (() => unknown)[] = [
    () => updatePatient(vault, patientId, file.version, { familyName: 'Autre' }),
    () => updatePatient(vault, patientId, file.version, { medicalHistory: 'Autre' }),
    () => setNir(vault, patientId, ''),
    () => removePatient(vault, patientId, 'par erreur'),
    () => saveConsultation(vault, consultationId, version, { motive: 'Autre' }),
    () => finishConsultation(vault, consultationId, version, { endedAt: vault.now(), painAfter: 1 }),
    () => moveConsultation(vault, consultationId, otherId, 'mauvais dossier'),
    () => moveConsultation(vault, elsewhere, patientId, 'mauvais dossier'),
    () => removeConsultation(vault, consultationId, 'par erreur'),
    () => vault.db.prepare('DELETE FROM consultation WHERE id = ?').run(consultationId),
    () => vault.db.prepare('DELETE FROM patient WHERE id = ?').run(patientId),
    () => vault.db.prepare("UPDATE patient SET death_date = '2026-01-01' WHERE id = ?").run(patientId),
  ];
  for (const write of writes) expect(write).toThrow('file-frozen');
  expect(patientFormerValues(vault, patientId)).toEqual([]);
  expect(storageRefusal(fault(writes[0]))).toEqual({ code: 'file-frozen' });
  vault.at(vault.now() + DAY);
  expect(() => startConsultation(vault, patientId)).toThrow('file-frozen');
  expect(openPatientFile(vault, patientId).patient).toEqual(file);
  updatePatient(vault, otherId, readPatient(vault, otherId).version, { city: 'Annecy' });
  expect(stopNirUse(vault, true)).toBe(0);
});

function fault(write: (() => unknown) | undefined): unknown {
  try {
    return write?.();
  } catch (error) {
    return error;
  }
}

test('a freeze keeps a destruction off whose time has come, and its end lets it go on', () => {
  vault.at(Date.UTC(1990, 0, 5));
  const old = createPatient(vault, { familyName: 'Ancien', givenName: 'Jean', birthDate: '1950-01-01' }).id;
  vault.at(Date.UTC(2026, 10, 24, 9));
  const requestId = record({ kind: 'limitation', patientId: old });
  checkIdentity(vault, requestId, 'Connu du cabinet');
  freezeFile(vault, admitted(vault, requestId), 'needed-by-person');
  archiveFiles(vault, [old]);
  expect(() => destroyFiles(vault, [old])).toThrow('file-frozen');
  endFreeze(vault, requestId, 'Procès terminé', 'letter');
  expect(readFreeze(vault, old)).toBeNull();
  expect(destroyFiles(vault, [old])).toMatchObject({ files: 1 });
});

test('a consultation in the bin of a frozen file waits there, and the rest of the bin is emptied', async () => {
  const { id } = startConsultation(vault, patientId);
  removeConsultation(vault, id, 'par erreur');
  const requestId = record({ kind: 'limitation' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  freezeFile(vault, admitted(vault, requestId), 'unlawful');
  removePatient(vault, createPatient(vault, { familyName: 'Jeté', givenName: '' }).id, 'par erreur');
  vault.at(vault.now() + 31 * DAY);
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 1, consultations: 0 });
  endFreeze(vault, requestId, 'Rectifié', 'spoken');
  expect(await emptyExpiredBin(vault)).toEqual({ patients: 0, consultations: 1 });
});

test('an erasure that the retention defeats gets its letter, with the articles, the day and the ways of appeal', async () => {
  const requestId = record({ kind: 'erasure' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  const documentId = await refuseRequest(vault, { requestId, ground: 'retention', reason: '' }, pdf);
  const letter = JSON.stringify(readDocumentPaper(vault, documentId));
  for (const part of ['17(3)(b) et (c)', '24/11/2046', 'CNIL', 'tribunal judiciaire', 'Zyxaquil'])
    expect(letter).toContain(part);
  expect(listDocuments(vault, { kind: 'refusal', patientId, subject: requestId })).toHaveLength(1);
  expect(readRequest(vault, requestId).answer?.outcome).toBe('refused');
  sendAnswer(vault, { requestId, sentAt: vault.now(), ...sending });
});

const testPrinted = areInstalled('pdftotext') && findChromium() !== null ? test : test.skip;

testPrinted(
  'the letter as it is printed: one page, to whom, and each article',
  async () => {
    const requestId = record({ kind: 'erasure' });
    checkIdentity(vault, requestId, 'Connue du cabinet');
    const documentId = await refuseRequest(vault, { requestId, ground: 'retention', reason: 'Mes mots.' }, renderPdf);
    const file = join(vault.folder, 'lettre.pdf');
    writeFileSync(file, readDocumentBytes(vault, documentId));
    const { text } = run('pdftotext', ['-layout', file, '-']);
    for (const part of ['Marie Zyxaquil', 'Votre demande d’effacement', '17(3)(b) et (c)', '24/11/2046', 'Mes mots.'])
      expect(text).toContain(part);
    expect(text).toContain('Page 1 sur 1');
  },
  30_000,
);

testPrinted(
  'the letter of what is granted as it is printed: one page, to whom, and what was done',
  async () => {
    const requestId = record();
    checkIdentity(vault, requestId, 'Connue du cabinet');
    vault.db.transaction(() => tellRequest(vault, admitted(vault, requestId), 'copy-made', 'copie.pdf'))();
    const documentId = await grantRequest(vault, requestId, 'Copie complète du dossier, chiffrée.', renderPdf);
    const file = join(vault.folder, 'réponse.pdf');
    writeFileSync(file, readDocumentBytes(vault, documentId));
    const { text } = run('pdftotext', ['-layout', file, '-']);
    for (const part of ['Marie Zyxaquil', 'Votre demande d’accès', 'Copie complète du dossier, chiffrée.', '7-Zip'])
      expect(text).toContain(part);
    expect(text).toContain('Page 1 sur 1');
  },
  30_000,
);

test('what is granted gets its letter, which says what to do with the copy only where one was made', async () => {
  const requestId = record({ kind: 'rectification' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  const documentId = await grantRequest(vault, requestId, 'Le nom est corrigé.', pdf);
  const letter = JSON.stringify(readDocumentPaper(vault, documentId));
  for (const part of ['Marie Zyxaquil', 'Votre demande de rectification', 'Le nom est corrigé.', 'articles 16 et 19'])
    expect(letter).toContain(part);
  expect(letter).not.toContain('mot de passe');
  expect(listDocuments(vault, { kind: 'answer', patientId, subject: requestId })).toHaveLength(1);

  const access = record();
  checkIdentity(vault, access, 'Connue du cabinet');
  vault.db.transaction(() => tellRequest(vault, admitted(vault, access), 'copy-made', 'copie.pdf'))();
  const answer = await grantRequest(vault, access, 'Copie complète.', pdf);
  expect(JSON.stringify(readDocumentPaper(vault, answer))).toContain('mot de passe');
});

test('a request about a file in the archive is answered, and its letter and proof are read', async () => {
  const requestId = record({ kind: 'portability' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  vault.db.prepare('UPDATE patient SET archived_at = 1 WHERE id = ?').run(patientId);
  // The file itself is sealed until it is taken back.
  expect(() => admittedToFile(vault, requestId)).toThrow('in-the-archive');
  const letter = await grantRequest(vault, requestId, 'Données remises.', pdf);
  const proof = keepProofOfSending(vault, requestId, Buffer.from('%PDF-1.7'));
  const kept = listDocuments(vault, { kind: null, patientId: null, subject: requestId }).map(({ id }) => id);
  expect(new Set(kept)).toEqual(new Set([letter, proof]));
  expect(JSON.stringify(readDocumentPaper(vault, letter))).toContain('Marie Zyxaquil');
});

test('a request about a file in the bin goes on: its dates run, the desk says where the file lies, and it is answered once taken back', async () => {
  const requestId = record();
  const erasure = record({ kind: 'erasure' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  removePatient(vault, patientId, 'par erreur');
  vault.at(vault.now() + 9 * DAY);
  expect(listRequests(vault, null)).toMatchObject([
    { id: requestId, standing: 'late', fileInBin: true, displayName: 'Marie Zyxaquil' },
    { id: erasure, standing: 'in-time', fileInBin: true },
  ]);
  expect(requestDuties(vault).map(({ finding, subject }) => [finding, subject])).toEqual([
    ['request-late', requestId],
    ['request-waiting', erasure],
    ['requests-answered', null],
  ]);
  expect(viewRequest(vault, requestId)).toMatchObject({ freeze: null, keptUntil: null });
  expect(() => admitted(vault, requestId)).toThrow('in-the-bin');
  await expect(grantRequest(vault, requestId, 'Copie', pdf)).rejects.toThrow('in-the-bin');
  await expect(refuseRequest(vault, { requestId, ground: 'no-right', reason: '' }, pdf)).rejects.toThrow('in-the-bin');
  checkIdentity(vault, erasure, 'Connue du cabinet');
  withdrawRequest(vault, erasure, 'Elle y renonce');
  restorePatient(vault, patientId);
  expect(readRequest(vault, requestId).fileInBin).toBe(false);
  await grantRequest(vault, requestId, 'Copie', pdf);
});

test('a request that was given up keeps no file in the bin', () => {
  const requestId = record({ kind: 'opposition' });
  removePatient(vault, patientId, 'par erreur');
  expect(listRemovedPatients(vault)).toMatchObject([{ endsAt: null }]);
  withdrawRequest(vault, requestId, 'Elle y renonce');
  expect(listRemovedPatients(vault)).toMatchObject([{ endsAt: vault.now() + 30 * DAY }]);
});

test('a scan proves the sending, before and after the request is closed, and nothing else is taken for one', async () => {
  const requestId = record({ kind: 'opposition' });
  checkIdentity(vault, requestId, 'Connue du cabinet');
  const scan = Buffer.from('%PDF-1.7 avis de réception');
  expect(() => keepProofOfSending(vault, requestId, scan)).toThrow('answer-missing');
  await grantRequest(vault, requestId, 'Fait.', pdf);
  expect(() => keepProofOfSending(vault, requestId, Buffer.from('<html>'))).toThrow('file-kind-unknown');
  keepProofOfSending(vault, requestId, scan);
  sendAnswer(vault, { requestId, sentAt: vault.now(), ...sending });
  const returned = keepProofOfSending(vault, requestId, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]));
  expect(readDocumentBytes(vault, returned)).toHaveLength(8);
  expect(listDocuments(vault, { kind: 'proof-of-sending', patientId, subject: requestId })).toHaveLength(2);
  expect(steps(requestId)).toEqual(['recorded', 'identity-checked', 'granted', 'proof-kept', 'sent', 'proof-kept']);
});

test('what was being typed of a request goes with the file, whatever its key says', () => {
  putDraft(vault, 'new-request', JSON.stringify({ patient: { id: patientId }, wish: 'Zyxaquil' }));
  putDraft(vault, `request-answer:${newId()}:${patientId}`, JSON.stringify({ text: 'Zyxaquil' }));
  putDraft(vault, 'consent-text', JSON.stringify({ body: 'Lettre' }));
  vault.db.prepare('DELETE FROM patient WHERE id = ?').run(patientId);
  expect(vault.db.prepare('SELECT key FROM draft').all()).toEqual([{ key: 'consent-text' }]);
});

test('retention is no reason any more once it is over', async () => {
  vault.at(Date.UTC(1990, 0, 5));
  const old = createPatient(vault, { familyName: 'Ancien', givenName: 'Jean', birthDate: '1950-01-01' }).id;
  vault.at(Date.UTC(2026, 10, 24, 9));
  const requestId = record({ kind: 'erasure', patientId: old });
  checkIdentity(vault, requestId, 'Connu du cabinet');
  await expect(refuseRequest(vault, { requestId, ground: 'retention', reason: '' }, pdf)).rejects.toThrow(
    'retention-over',
  );
});

test('after a destruction the request stays, and no word of whose it was', async () => {
  vault.at(Date.UTC(1990, 0, 5));
  const old = createPatient(vault, { familyName: 'Quetzalwombi', givenName: 'Jean', birthDate: '1950-01-01' }).id;
  vault.at(Date.UTC(2026, 10, 24, 9));
  const requestId = record({
    kind: 'erasure',
    patientId: old,
    quality: 'mandated',
    requesterName: 'Me Quetzalwombi',
    wish: 'Quetzalwombi',
  });
  checkIdentity(vault, requestId, 'Mandat de Quetzalwombi');
  await refuseRequest(vault, { requestId, ground: 'no-right', reason: 'Quetzalwombi' }, pdf);
  sendAnswer(vault, { requestId, sentAt: vault.now(), manner: 'post', proof: 'Quetzalwombi' });
  expect(lettersLeft(vault, 'Quetzalwombi')).not.toEqual([]);
  destroyFiles(vault, [old]);
  await clearTraces(vault);
  expect(lettersLeft(vault, 'Quetzalwombi')).toEqual([]);
  expect(readRequest(vault, requestId)).toMatchObject({
    patientId: null,
    displayName: null,
    kind: 'erasure',
    answer: { outcome: 'refused', text: '' },
    sending: { manner: 'post', proof: '' },
  });
  for (const table of ['person_request', 'person_request_event', 'kept_document', 'file_freeze'])
    expect(JSON.stringify(vault.db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('Quetzalwombi');
  expect(steps(requestId)).toEqual(['recorded', 'identity-checked', 'refused', 'sent']);
});

/** A file whose time of retention is over. */
function overdue(): string {
  vault.at(Date.UTC(1990, 0, 5));
  const { id } = createPatient(vault, { familyName: 'Ancien', givenName: 'Jean', birthDate: '1950-01-01' });
  vault.at(Date.UTC(2026, 10, 24, 9));
  return id;
}

test('nothing is destroyed whose copy was asked for and not answered, and the calendar says of each file what is asked', async () => {
  const old = overdue();
  const requestId = record({ kind: 'portability', patientId: old });
  const opposition = record({ kind: 'opposition', patientId: old });
  expect(retentionCalendar(vault).toPurge).toMatchObject([
    {
      patientId: old,
      openRequests: expect.arrayContaining([
        { id: requestId, kind: 'portability', isAnswered: false },
        { id: opposition, kind: 'opposition', isAnswered: false },
      ]),
    },
  ]);
  expect(() => destroyFiles(vault, [old])).toThrow('request-unanswered');
  checkIdentity(vault, requestId, 'Connu du cabinet');
  await grantRequest(vault, requestId, 'Données remises.', pdf);
  expect(destroyFiles(vault, [old])).toMatchObject({ files: 1 });
});

test('a destruction answers the erasure that was asked for, and its sending is still to be noted', () => {
  const old = overdue();
  const requestId = record({ kind: 'erasure', patientId: old });
  expect(retentionCalendar(vault).toPurge).toMatchObject([{ openRequests: [{ kind: 'erasure', isAnswered: false }] }]);
  destroyFiles(vault, [old]);
  expect(readRequest(vault, requestId)).toMatchObject({
    displayName: null,
    answer: { outcome: 'granted', text: '' },
    standing: 'in-time',
  });
  expect(steps(requestId)).toEqual(['recorded', 'granted']);
  sendAnswer(vault, { requestId, sentAt: vault.now(), manner: 'post', proof: '' });
  expect(readRequest(vault, requestId).standing).toBe('closed');
});

test('somebody without a file can be answered, too', async () => {
  expect(() => record({ patientId: null })).toThrow('invalid-input');
  const requestId = record({ patientId: null, requesterName: 'Jean Inconnu' });
  expect(readRequest(vault, requestId).displayName).toBe('Jean Inconnu');
  checkIdentity(vault, requestId, 'Carte d’identité vue');
  expect(() => admitted(vault, requestId)).toThrow('not-found');
  await grantRequest(vault, requestId, 'Aucun dossier à ce nom', pdf);
  expect(listRequests(vault, null)).toHaveLength(1);
  expect(listRequests(vault, patientId)).toHaveLength(0);
});
