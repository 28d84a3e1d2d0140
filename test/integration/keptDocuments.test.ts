import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepPaper } from '../../src/main/privacy/keepPaper.ts';
import {
  DOCUMENT_LIMIT_BYTES,
  keepDocument,
  listDocuments,
  readDocument,
  readDocumentBytes,
  readDocumentPaper,
} from '../../src/main/privacy/keptDocuments.ts';
import { html } from '../../src/main/printing/html.ts';
import { paperDocument } from '../../src/main/printing/paper.ts';
import { removePatient } from '../../src/main/records/bin.ts';
import { erasePatient } from '../../src/main/records/erasure.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { newId } from '../../src/main/vault/identifier.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

const all = { kind: null, patientId: null, subject: null };
const scan = (patientId?: string) => ({
  kind: 'consent' as const,
  title: 'Accord signé',
  mediaType: 'image/png' as const,
  ...(patientId === undefined ? {} : { patientId }),
});
const newPatientId = () => createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' }).id;

test('a document of several parts comes back byte for byte', () => {
  const bytes = randomBytes(3 * 262_144 + 17);
  const id = keepDocument(vault, { ...scan(), bytes });
  vault.reopen();
  expect(readDocumentBytes(vault, id).equals(bytes)).toBe(true);
  expect(readDocument(vault, id)).toMatchObject({ size: bytes.length, mediaType: 'image/png', isPrintable: false });
});

test('a document that is too large is refused and leaves nothing', () => {
  const bytes = Buffer.alloc(DOCUMENT_LIMIT_BYTES + 1);
  expect(() => keepDocument(vault, { ...scan(), bytes })).toThrow(Refusal);
  expect(listDocuments(vault, all)).toEqual([]);
});

test('a paper is kept as its PDF with what it is printed again from, and its entry stands or falls with it', async () => {
  const paper = { title: 'Affiche', runningHead: null, foot: 'Cabinet', body: html`<h1>${'Vos données & vous'}</h1>` };
  const drawn: string[] = [];
  const draw = (document: string) => {
    drawn.push(document);
    return Promise.resolve(Buffer.from('%PDF-1.7 affiche'));
  };
  const id = await keepPaper(vault, { kind: 'notice', title: 'Affiche', paper }, draw);
  const again = readDocumentPaper(vault, id);
  expect(again && paperDocument(again)).toBe(drawn[0]);
  expect(readDocumentBytes(vault, id).toString()).toBe('%PDF-1.7 affiche');
  const failing = keepPaper(vault, { kind: 'notice', title: 'Affiche', paper }, draw, () => {
    throw new Error('no entry');
  });
  await expect(failing).rejects.toThrow('no entry');
  expect(listDocuments(vault, all)).toHaveLength(1);
});

test('a colleague reads the documents of the files they may see, and no paper of the practice: it counts every file', () => {
  const ofPatient = keepDocument(vault, { ...scan(newPatientId()), bytes: Buffer.from('1') });
  const binder = keepDocument(vault, { ...scan(), kind: 'inspection-binder', bytes: Buffer.from('2 dossiers') });
  const replacement = vault.openAs('replacement', 'Jeanne Petit');
  expect(listDocuments(replacement, all).map(({ id }) => id)).toEqual([ofPatient]);
  expect(() => readDocumentBytes(replacement, binder)).toThrow('not-found');
  expect(readDocumentBytes(vault, binder).toString()).toBe('2 dossiers');
});

test('lists keep to their filters, newest first', () => {
  const patientId = newPatientId();
  const subject = newId();
  const first = keepDocument(vault, { ...scan(patientId), bytes: Buffer.from('1') });
  vault.at(vault.now() + 1_000);
  const second = keepDocument(vault, { ...scan(patientId), subject, bytes: Buffer.from('2') });
  keepDocument(vault, { ...scan(), kind: 'register', bytes: Buffer.from('3') });
  expect(listDocuments(vault, { ...all, patientId }).map(({ id }) => id)).toEqual([second, first]);
  expect(listDocuments(vault, { ...all, subject }).map(({ id }) => id)).toEqual([second]);
  expect(listDocuments(vault, { ...all, kind: 'register' })).toHaveLength(1);
});

test('the document of a patient who may not be seen is not there, and it goes with the file', () => {
  const patientId = newPatientId();
  const id = keepDocument(vault, { ...scan(patientId), bytes: Buffer.from('1') });
  removePatient(vault, patientId, 'doublon');
  expect(listDocuments(vault, all)).toEqual([]);
  expect(() => readDocumentBytes(vault, id)).toThrow(Refusal);
  erasePatient(vault, patientId);
  expect(vault.db.prepare('SELECT count(*) FROM kept_document_part').pluck().get()).toBe(0);
});
