import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consentDuties } from '../../src/main/privacy/consents/consentDuties.ts';
import { listConsenting } from '../../src/main/privacy/consents/consenting.ts';
import {
  attachScan,
  consentsOfPatient,
  giveConsent,
  withdrawConsent,
} from '../../src/main/privacy/consents/consents.ts';
import { addPurpose, listPurposes, setPurposeOpen, writeText } from '../../src/main/privacy/consents/purposes.ts';
import { listDocuments } from '../../src/main/privacy/keptDocuments.ts';
import { recordOpposition, revokeOpposition } from '../../src/main/privacy/oppositions.ts';
import { setDeath } from '../../src/main/privacy/retention/lifeEvents.ts';
import { removePatient } from '../../src/main/records/bin.ts';
import { clearTraces, erasePatient } from '../../src/main/records/erasure.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { statement } from '../../src/main/vault/statements.ts';
import type { ConsentKind } from '../../src/shared/contract/consents.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import { makeTemplateVault } from '../fixtures/templateVault.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';
import { startTestCore } from '../fixtures/testCore.ts';
import { readConsentsInForce } from '../../src/main/privacy/register/facts.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const CANARY = 'Zyxaquil';
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(CANARY)]);

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

const refusal = (code: string) => expect.objectContaining({ error: expect.objectContaining({ code }) });
const newPatient = (familyName: string, birthDate = '1985-03-12') =>
  createPatient(vault, { familyName, givenName: 'Marie', birthDate, email: 'marie@exemple.fr' }).id;
const newPurpose = (kind: ConsentKind = 'newsletter') =>
  addPurpose(vault, { kind, name: 'Lettre', body: 'Premier texte' });
const lastText = (purposeId: string) => {
  const text = listPurposes(vault).find(({ id }) => id === purposeId)?.texts[0];
  if (text === undefined) throw new Error('a purpose has a text');
  return text;
};

function give(patientId: string, purposeId: string, changes: Partial<Input<'consents.give'>> = {}): string {
  return giveConsent(vault, {
    patientId,
    textId: lastText(purposeId).id,
    givenOn: '2026-11-24',
    channel: 'spoken',
    givenAs: 'patient',
    givenBy: '',
    signature: null,
    ...changes,
  });
}

const namesOf = (purposeId: string) => listConsenting(vault, purposeId).map(({ displayName }) => displayName);

test('a text is corrected until somebody consents to it, and is a new version afterwards', () => {
  const purpose = newPurpose();
  writeText(vault, purpose, 'Texte corrigé');
  expect(lastText(purpose)).toMatchObject({ version: 1, body: 'Texte corrigé', isUsed: false });
  const patient = newPatient('Lefèvre');
  give(patient, purpose);
  writeText(vault, purpose, 'Autre texte');
  expect(lastText(purpose)).toMatchObject({ version: 2, body: 'Autre texte', isUsed: false });
  expect(consentsOfPatient(vault, patient).consents).toMatchObject([{ textVersion: 1, text: 'Texte corrigé' }]);
  expect(() => statement(vault.db, "UPDATE consent_text SET body = 'x' WHERE version = 1").run()).toThrow(
    /never changes/,
  );
});

test('a consent is withdrawn for every version at once, its history stays, and it can be given again', () => {
  const purpose = newPurpose();
  const patient = newPatient('Lefèvre');
  give(patient, purpose);
  writeText(vault, purpose, 'Autre texte');
  give(patient, purpose);
  expect(listConsenting(vault, purpose)).toMatchObject([{ textVersion: 2, email: 'marie@exemple.fr' }]);
  withdrawConsent(vault, patient, purpose, 'telephone');
  expect(listConsenting(vault, purpose)).toEqual([]);
  expect(consentsOfPatient(vault, patient).consents.map(({ withdrawnChannel }) => withdrawnChannel)).toEqual([
    'telephone',
    'telephone',
  ]);
  expect(() => withdrawConsent(vault, patient, purpose, 'spoken')).toThrow(refusal('not-found'));
  give(patient, purpose);
  expect(namesOf(purpose)).toHaveLength(1);
});

test('somebody else consents for a minor, by name, and never for a day to come', () => {
  const purpose = newPurpose();
  const child = newPatient('Petit', '2018-05-02');
  expect(() => give(child, purpose)).toThrow(refusal('giver-missing'));
  expect(() => give(child, purpose, { givenAs: 'parent', givenBy: ' ' })).toThrow(refusal('giver-missing'));
  expect(() => give(newPatient('Morel'), purpose, { givenOn: '2026-11-25' })).toThrow(refusal('date-in-the-future'));
  give(child, purpose, { givenAs: 'parent', givenBy: 'Anne Petit' });
  expect(consentsOfPatient(vault, child).consents).toMatchObject([{ givenAs: 'parent', givenBy: 'Anne Petit' }]);
});

test('who was a minor is judged by the day of the consent, not by the day on which it is noted', () => {
  const purpose = newPurpose();
  const grown = newPatient('Petit', '2008-11-24');
  expect(() => give(grown, purpose, { givenOn: '2026-11-23' })).toThrow(refusal('giver-missing'));
  give(grown, purpose, { givenOn: '2026-11-24' });
  expect(namesOf(purpose)).toHaveLength(1);
});

test('the consent of a parent ends with the 18th birthday, in the file, the lists and the register, until it is asked again', () => {
  const purpose = newPurpose();
  const child = newPatient('Petit', '2008-11-25');
  const vague = newPatient('Vague', '2008-12');
  const { id: unknown } = createPatient(vault, { familyName: 'Inconnu', givenName: 'Paul' });
  const ward = newPatient('Pupille', '2000-01-01');
  const byParent = { givenAs: 'parent', givenBy: 'Anne Petit' } as const;
  for (const id of [child, vague, unknown]) give(id, purpose, byParent);
  give(ward, purpose, { givenAs: 'guardian', givenBy: 'Jean Tuteur' });
  const inForce = () => [namesOf(purpose).length, readConsentsInForce(vault)[0]?.patients];
  const lapsedOn = (id: string) => consentsOfPatient(vault, id).consents[0]?.lapsedOn;
  expect([inForce(), lapsedOn(child), lapsedOn(vague)]).toEqual([[4, 4], null, null]);
  // Half past midnight in Paris, still the day before in UTC.
  vault.at(Date.UTC(2026, 10, 24, 23, 30));
  expect([inForce(), lapsedOn(child), lapsedOn(vague)]).toEqual([[3, 3], '2026-11-25', null]);
  vault.at(Date.UTC(2026, 11, 1, 12));
  expect([inForce(), lapsedOn(vague), lapsedOn(unknown), lapsedOn(ward)]).toEqual([[2, 2], '2026-12-01', null, null]);
  give(child, purpose, { givenOn: '2026-12-01' });
  expect([inForce(), lapsedOn(child)]).toEqual([[3, 3], null]);
});

test('nobody is asked for what is closed, and what was given goes on until it is withdrawn', () => {
  const purpose = newPurpose();
  const patient = newPatient('Lefèvre');
  give(patient, purpose);
  setPurposeOpen(vault, purpose, false);
  expect(() => give(patient, purpose)).toThrow(refusal('not-found'));
  expect(namesOf(purpose)).toHaveLength(1);
  withdrawConsent(vault, patient, purpose, 'spoken');
  expect(namesOf(purpose)).toEqual([]);
});

test('a list has those who said yes, and nobody who withdrew, died, objected or whose file is put away', () => {
  const purpose = newPurpose();
  const research = newPurpose('research');
  const [kept, dead, removed, archived, frozen, objected] = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => {
    const id = newPatient(name);
    give(id, purpose);
    give(id, research);
    return id;
  }) as [string, string, string, string, string, string];
  newPatient('G');
  expect(namesOf(purpose)).toHaveLength(6);
  expect(consentDuties(vault)).toMatchObject([{ state: 'fine', count: 12 }]);
  setDeath(vault, dead, '2026-11-20');
  removePatient(vault, removed, 'Erreur');
  statement(vault.db, 'UPDATE patient SET archived_at = ? WHERE id = ?').run(vault.now(), archived);
  freeze(frozen);
  requestOpposition(objected, null);
  expect(listConsenting(vault, purpose).map(({ patientId }) => patientId)).toEqual([kept]);
  // An objection that was refused with its reasons is none; one to sharing concerns what is shared.
  statement(vault.db, "UPDATE person_request SET outcome = 'refused'").run();
  expect(listConsenting(vault, purpose).map(({ patientId }) => patientId)).toEqual([kept, objected]);
  const sharing = recordOpposition(vault, {
    patientId: kept,
    recipient: { kind: 'every-colleague' },
    channel: 'spoken',
    note: '',
  });
  expect(listConsenting(vault, research).map(({ patientId }) => patientId)).toEqual([objected]);
  expect(listConsenting(vault, purpose).map(({ patientId }) => patientId)).toEqual([kept, objected]);
  revokeOpposition(vault, sharing.id, 'spoken');
  expect(listConsenting(vault, research)).toHaveLength(2);
});

function freeze(patientId: string): void {
  statement(
    vault.db,
    `INSERT INTO file_freeze (patient_number, request_id, ground, since)
     SELECT number, 'x', 'contested', 0 FROM patient WHERE id = ?`,
  ).run(patientId);
}

function requestOpposition(patientId: string, outcome: string | null): void {
  statement(
    vault.db,
    `INSERT INTO person_request (id, kind, received_at, channel, patient_number, quality, requester_name, wish,
       minor_objects, deceased_objected, outcome, practitioner_id)
     SELECT 'y', 'opposition', 0, 'spoken', number, 'person', '', '', 0, 0, ?, ? FROM patient WHERE id = ?`,
  ).run(outcome, vault.practitioner.id, patientId);
}

test('a signature and a scan are what their first bytes say, and stand with their consent', () => {
  const purpose = newPurpose();
  const patient = newPatient('Lefèvre');
  const consent = give(patient, purpose, { channel: 'signed-here', signature: PNG.toString('base64') });
  expect(() => attachScan(vault, consent, Buffer.from('MZ, a program named accord.pdf'))).toThrow(
    refusal('file-kind-unknown'),
  );
  expect(() => attachScan(vault, consent, Buffer.alloc(0))).toThrow(refusal('file-empty'));
  expect(() => give(patient, purpose, { signature: Buffer.from('%PDF-1.7').toString('base64') })).toThrow(
    refusal('file-kind-unknown'),
  );
  attachScan(vault, consent, Buffer.from('%PDF-1.7 accord'));
  expect(listDocuments(vault, { kind: 'consent', patientId: patient, subject: null })).toMatchObject([
    { mediaType: 'application/pdf', subject: consent },
    { mediaType: 'image/png', subject: consent },
  ]);
  expect(consentsOfPatient(vault, patient).consents[0]?.documentIds).toHaveLength(2);
});

test('nothing of a consent is left once the file is erased', async () => {
  const purpose = newPurpose();
  const patient = newPatient('Petit', '2018-05-02');
  const consent = give(patient, purpose, { givenAs: 'parent', givenBy: CANARY, signature: PNG.toString('base64') });
  attachScan(vault, consent, Buffer.from(`%PDF-1.7 ${CANARY}`));
  erasePatient(vault, patient);
  await clearTraces(vault);
  const tables = statement<[], { name: string }>(
    vault.db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%' AND name NOT LIKE '%_beginning%'",
  ).all();
  for (const { name } of tables)
    for (const row of statement<[], Record<string, unknown>>(vault.db, `SELECT * FROM "${name}"`).all())
      for (const value of Object.values(row)) {
        const text = Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
        expect([name, text.includes(CANARY)]).toEqual([name, false]);
      }
  // The text stays as it was shown, though nobody consents to it any more.
  writeText(vault, purpose, 'Autre');
  expect(lastText(purpose).version).toBe(2);
});

test('the list leaves as a table that no spreadsheet runs, and the log keeps that it left', async () => {
  const template = await makeTemplateVault();
  const core = startTestCore(template);
  try {
    await core.call('vault.unlock', { passphrase: PASSPHRASE });
    const patient = await core.call('patients.create', {
      fields: { familyName: 'Lefèvre', givenName: 'Marie', email: '=cmd|calc' },
    });
    const purpose = await core.call('consents.addPurpose', { kind: 'newsletter', name: 'Lettre', body: 'Texte' });
    const listed = await core.call('consents.purposes', {});
    if (typeof patient === 'string' || typeof purpose === 'string' || typeof listed === 'string')
      throw new Error('all of them answer');
    const given = await core.call('consents.give', {
      patientId: patient.id,
      textId: listed.purposes[0]?.texts[0]?.id ?? '',
      givenOn: '2026-11-24',
      channel: 'spoken',
      givenAs: 'patient',
      givenBy: '',
      signature: null,
    });
    expect(given).toHaveProperty('consentId');
    expect(await core.call('consents.exportList', purpose)).toBe('file-not-chosen');
    const file = join(core.dataFolder, 'liste.csv');
    core.chosen.savePath = file;
    expect(await core.call('consents.exportList', purpose)).toEqual({ fileName: 'liste.csv' });
    expect(readFileSync(file, 'utf8')).toContain(`"'=cmd|calc"`);
    expect(await core.call('accessLog.list', { patientId: null, by: null, before: null, limit: 1 })).toMatchObject({
      entries: [{ action: 'consent-list-exported', facts: { people: 1 } }],
    });
  } finally {
    await core.end();
    template.remove();
  }
});
