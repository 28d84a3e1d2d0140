import { afterEach, beforeEach, expect, test } from '@jest/globals';
import readWorkbook from 'read-excel-file/node';
import type { RegisterField, RegisterSheet, RegisterSheetName } from '../../src/shared/contract/register.ts';
import { registerDifference } from '../../src/shared/domain/registerDifference.ts';
import { readTable } from '../../src/main/exchange/readTable.ts';
import { writeCsv } from '../../src/main/exchange/writeCsv.ts';
import { writeXlsx } from '../../src/main/exchange/writeXlsx.ts';
import { giveConsent, withdrawConsent } from '../../src/main/privacy/consents/consents.ts';
import { addPurpose, listPurposes } from '../../src/main/privacy/consents/purposes.ts';
import { keepDocument } from '../../src/main/privacy/keptDocuments.ts';
import { startNirUse } from '../../src/main/privacy/nir.ts';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import {
  addActivity,
  editRegister,
  listOwnActivities,
  removeActivity,
  restoreActivity,
} from '../../src/main/privacy/register/ownTexts.ts';
import { registerDuties } from '../../src/main/privacy/register/registerDuties.ts';
import { readRegister, sheetsOfToday } from '../../src/main/privacy/register/registerState.ts';
import { registerList, registerWorkbook } from '../../src/main/privacy/register/registerTables.ts';
import {
  listRegisterVersions,
  nextVersionNumber,
  readRegisterVersion,
  recordRegisterVersion,
} from '../../src/main/privacy/register/registerVersions.ts';
import { changeRetentionRule } from '../../src/main/privacy/retention/retentionRule.ts';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { changeLogMonths } from '../../src/main/vault/accessLogExpiry.ts';
import { updateSettings } from '../../src/main/vault/settings.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
  updateSettings(vault, { practice: { practitionerName: 'Camille Ferrand', practiceName: 'Cabinet des Tilleuls' } });
});
afterEach(() => vault.close());

function saveVersion(): number {
  const state = readRegister(vault);
  const number = nextVersionNumber(vault);
  const documentId = keepDocument(vault, {
    kind: 'register',
    title: 'Registre',
    mediaType: 'application/pdf',
    bytes: Buffer.from('%PDF'),
  });
  recordRegisterVersion(vault, { number, sheets: sheetsOfToday(vault, state), usage: state.usage, documentId });
  return number;
}

const sheetsNow = (): RegisterSheet[] => readRegister(vault).sheets;
function lines(sheet: RegisterSheetName, field: RegisterField): string {
  const entry = sheetsNow()
    .find(({ name }) => name === sheet)
    ?.entries.find((candidate) => candidate.field === field);
  return [...(entry?.computed ?? []), ...(entry?.proofs ?? []), entry?.own ?? ''].join('\n').replaceAll('\u00a0', ' ');
}

test('names only the kinds of data that a file really holds, with in how many', () => {
  expect(lines('care', 'data')).toContain('aucun dossier n’en contient');
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie', mobile: '0612345678' });
  createPatient(vault, { familyName: 'Morel', givenName: 'Paul', familyHistory: 'Hernie, mère' });
  const consultation = startConsultation(vault, id);
  saveConsultation(vault, consultation.id, consultation.version, { painBefore: 6 });
  expect(lines('care', 'data')).toMatch(
    /identité \(nom.*coordonnées \(adresse.*Dossiers : identité 2, coordonnées 1\n/s,
  );
  expect(lines('care', 'data')).not.toContain('médecin traitant');
  expect(lines('care', 'sensitiveData')).toMatch(/antécédents familiaux.*douleur/s);
  expect(lines('care', 'sensitiveData')).not.toContain('diagnostic');
  expect(lines('care', 'persons')).toContain('Proches');
});

test('has the activities that exist, and no other', () => {
  const names = () => sheetsNow().map(({ name }) => name);
  expect(names()).toEqual(['common', 'care', 'logs']);
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' });
  recordOpposition(vault, { patientId: id, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: '' });
  vault.db
    .prepare(
      "INSERT INTO snapshot_target (repository_id, label, kind, place, added_at, proven_at) VALUES ('a', 'CLÉ BLEUE', 'folder', '/x', 1, ?)",
    )
    .run(vault.now());
  expect(names()).toEqual(['common', 'care', 'rights', 'logs', 'backup']);
  expect(lines('common', 'backup')).toMatch(/CLÉ BLEUE.*restauration d’essai réussie le 24\/11\/2026/s);
});

test('a certified host is a processor by itself once the way to its store is set up', () => {
  const names = () => sheetsNow().map(({ name }) => name);
  vault.db
    .prepare(
      `INSERT INTO host_attestation (one, host_name, certificate_number, activities, expires_on, contract_on, recorded_at)
       VALUES (1, 'Hébergeur Vert', 'HDS-42', '[1,6]', '2028-03-14', '2026-01-02', 1)`,
    )
    .run();
  expect(names()).not.toContain('suppliers');
  vault.db
    .prepare(
      `INSERT INTO host_access (one, endpoint, bucket, prefix, region, access_key_id, secret_access_key, style, can_delete, tested_at)
       VALUES (1, 'https://s3.exemple.fr', 'coffre', '', 'fr', 'k', 'SECRETDELACLE', 'path', 0, 1)`,
    )
    .run();
  expect(names()).toContain('suppliers');
  expect(lines('care', 'processors')).toContain('Hébergeur Vert');
  expect(lines('common', 'processorControl')).toMatch(/HDS-42, activités 1, 6, valable jusqu’au 14\/03\/2028/);
  expect(JSON.stringify(sheetsNow())).not.toContain('SECRETDELACLE');
});

test('the social-security number, consents and the months of the log are in it as they are in the vault', () => {
  const { id } = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' });
  expect(lines('care', 'data')).not.toContain('sécurité sociale');
  expect(lines('logs', 'retention')).toContain('12 mois');
  startNirUse(vault);
  changeLogMonths(vault, 6);
  const purposeId = addPurpose(vault, { kind: 'newsletter', name: 'Lettre du cabinet', body: 'J’accepte' });
  const textId = listPurposes(vault)[0]?.texts[0]?.id ?? '';
  expect(sheetsNow().map(({ name }) => name)).not.toContain('consents');
  giveConsent(vault, {
    patientId: id,
    textId,
    givenOn: '2026-11-24',
    channel: 'spoken',
    givenAs: 'patient',
    givenBy: '',
    signature: null,
  });
  expect(lines('care', 'data')).toMatch(/Numéro de sécurité sociale.*sécurité sociale : 0 dossier/s);
  expect(lines('logs', 'retention')).toContain('6 mois (CNIL');
  expect(lines('consents', 'data')).toContain('Lettre du cabinet : 1 accord');
  withdrawConsent(vault, id, purposeId, 'spoken');
  expect(sheetsNow().map(({ name }) => name)).not.toContain('consents');
});

test('what the practitioner adds stays when the vault changes, and goes into the versions', () => {
  editRegister(vault, 'common', 'dpo', 'Aucun, non obligatoire.');
  const agenda = addActivity(vault, 'Rendez-vous en ligne', 'agenda');
  changeRetentionRule(vault, { activeYears: 7 });
  expect(lines('common', 'dpo')).toContain('Aucun, non obligatoire.');
  expect(lines('care', 'retention')).toContain('7 ans après la dernière visite');
  expect(lines(agenda, 'purposes')).toContain('rendez-vous');
  expect(() => editRegister(vault, 'care', 'dpo', 'x')).toThrow('not-found');
  expect(() => editRegister(vault, '0'.repeat(32), 'purposes', 'x')).toThrow('not-found');
  const number = saveVersion();
  removeActivity(vault, agenda);
  expect(listOwnActivities(vault)).toEqual([]);
  expect(readRegister(vault).changes).toMatchObject([{ sheet: 'Rendez-vous en ligne', field: null, after: '' }]);
  expect(readRegisterVersion(vault, number).sheets.map(({ title }) => title)).toContain('Rendez-vous en ligne');
  restoreActivity(vault, agenda);
  expect(readRegister(vault).changes).toEqual([]);
});

test('is due until it is versioned, fine while it says the same, due again with what changed', () => {
  createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' });
  expect(registerDuties(vault)).toMatchObject([{ state: 'due', finding: 'register-missing' }]);
  saveVersion();
  expect(registerDuties(vault)).toMatchObject([
    { state: 'fine', finding: 'register-current', count: 1, on: '2026-11-24' },
  ]);
  // Another file and another day prove the same lines with other figures.
  createPatient(vault, { familyName: 'Morel', givenName: 'Paul' });
  vault.at(vault.now() + 40 * 86_400_000);
  expect(registerDuties(vault)).toMatchObject([{ state: 'fine' }]);
  // A kind of data that comes into use is seen in the files of late.
  createPatient(vault, { familyName: 'Petit', givenName: 'Anne', doctor: 'Dr Vasseur' });
  updateSettings(vault, { preferences: { idleMinutes: 12 } });
  expect(registerDuties(vault)).toMatchObject([{ state: 'due', finding: 'register-changed', count: 3 }]);
  expect(readRegister(vault).changes.map(({ field }) => field)).toEqual(['accessControl', 'persons', 'data']);
  saveVersion();
  expect(registerDuties(vault)).toMatchObject([{ state: 'fine', count: 2 }]);
});

test('two versions are compared in lines, and the sheets bear the days of their versions', () => {
  saveVersion();
  vault.at(Date.UTC(2026, 11, 24, 9));
  changeRetentionRule(vault, { archivedYears: 10 });
  saveVersion();
  const [care] = registerDifference(readRegisterVersion(vault, 1).sheets, readRegisterVersion(vault, 2).sheets);
  expect(care).toMatchObject({ sheet: 'Suivi des patients', field: 'retention' });
  expect(care?.before).toContain('15\u00a0ans dans une archive');
  expect(care?.after).toContain('10\u00a0ans dans une archive');
  const dates = sheetsNow().map(({ name, createdOn, updatedOn }) => [name, createdOn, updatedOn]);
  expect(dates).toEqual([
    ['common', '2026-11-24', '2026-11-24'],
    ['care', '2026-11-24', '2026-12-24'],
    ['logs', '2026-11-24', '2026-11-24'],
  ]);
  expect(listRegisterVersions(vault).map(({ number }) => number)).toEqual([2, 1]);
});

test('a version is never changed and never deleted', () => {
  saveVersion();
  expect(() => vault.db.prepare("UPDATE register_version SET content = '{}'").run()).toThrow('never changes');
  expect(() => vault.db.prepare('DELETE FROM register_version').run()).toThrow('never deleted');
});

test('the list and the workbook are read back, and nothing in them is a formula', async () => {
  const hostile = '=HYPERLINK("http://x")';
  addActivity(vault, 'Lettre du cabinet', 'newsletter');
  addActivity(vault, 'Lettre du cabinet', null);
  editRegister(vault, 'care', 'software', hostile);
  vault.at(vault.now() + 1_000);
  addActivity(vault, hostile, null);
  const sheets = sheetsNow();
  const list = await readTable(writeCsv(registerList(sheets)));
  expect(list.headers).toEqual(['Fiche', 'Rubrique', 'Contenu', 'Preuve', 'Source']);
  expect(list.rows.map(({ cells }) => cells.join(' | ')).join('\n')).toContain(
    'Suivi des patients | Finalités | Suivre',
  );
  const bytes = await writeXlsx(registerWorkbook(sheets));
  const workbook = await readWorkbook(bytes);
  expect(workbook.map(({ sheet }) => sheet)).toEqual([
    'Activités',
    'Page commune',
    'Suivi des patients',
    'Journal d’accès',
    'Lettre du cabinet',
    'Lettre du cabinet 2',
    '=HYPERLINK("http x")',
  ]);
  const care = workbook.find(({ sheet }) => sheet === 'Suivi des patients')?.data ?? [];
  expect(care[0]).toEqual(['Rubrique', 'Contenu', 'Preuve', 'Source']);
  expect(care.find(([label]) => label === 'Logiciel ou support')?.[1]).toContain(hostile);
});
