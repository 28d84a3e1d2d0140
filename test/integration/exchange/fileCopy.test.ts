import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { patientFields } from '../../../src/shared/contract/patients.ts';
import { copyPaper } from '../../../src/main/exchange/fileCopy/copyPaper.ts';
import { copyJsonSchema, patientCopy } from '../../../src/main/exchange/fileCopy/copySchema.ts';
import { fhirDocument } from '../../../src/main/exchange/fileCopy/fhirSchema.ts';
import { toFhirDocument } from '../../../src/main/exchange/fileCopy/fhirDocument.ts';
import { gatherCopy } from '../../../src/main/exchange/fileCopy/gatherCopy.ts';
import { sealCopy } from '../../../src/main/exchange/fileCopy/sealedCopy.ts';
import { findChromium } from '../../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../../src/main/host/chromium/printing.ts';
import { addBreachPersons, markInformed } from '../../../src/main/privacy/breaches/breachPersons.ts';
import { recordBreach } from '../../../src/main/privacy/breaches/breachRegister.ts';
import { keepDocument } from '../../../src/main/privacy/keptDocuments.ts';
import { liftOpposition, recordOpposition, revokeOpposition } from '../../../src/main/privacy/oppositions.ts';
import { endHold, holdFile } from '../../../src/main/privacy/retention/lifeEvents.ts';
import { removeConsultation } from '../../../src/main/records/bin.ts';
import { finishConsultation, saveConsultation, startConsultation } from '../../../src/main/records/consultations.ts';
import { createPatient, insertPatient, openPatientFile, updatePatient } from '../../../src/main/records/patients.ts';
import { readPractice } from '../../../src/main/vault/settings.ts';
import { areInstalled, run } from '../../fixtures/programs.ts';
import { somePatient } from '../../fixtures/printedRecords.ts';
import { openTestVault, type TestVault } from '../../fixtures/testVault.ts';

let vault: TestVault;
let patientId: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-copy-'));
  vault = openTestVault();
  patientId = fullFile();
});
afterEach(() => {
  vault.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file with something in each of its corners, and a neighbour of whom nothing may come along. */
function fullFile(): string {
  const made = insertPatient(
    vault,
    { ...patientFields.strip().parse(somePatient()), birthDate: '1984-07-03' },
    { imported: somePatient().imported },
  );
  openPatientFile(vault, made);
  updatePatient(vault, made, 1, { birthDate: '1984-03-07' });
  const first = startConsultation(vault, made);
  saveConsultation(vault, first.id, first.version, { motive: 'Lombalgie première', diagnosis: 'L4-L5', painBefore: 6 });
  finishConsultation(vault, first.id, 2, { endedAt: vault.now(), painAfter: 2 });
  vault.at(vault.now() + 3_600_000);
  saveConsultation(vault, first.id, 3, { motive: 'Lombalgie corrigée' });
  const second = startConsultation(vault, made);
  saveConsultation(vault, second.id, second.version, { motive: 'Jetée par erreur' });
  removeConsultation(vault, second.id, 'mauvais dossier');
  recordOpposition(vault, {
    patientId: made,
    recipient: { kind: 'every-colleague' },
    channel: 'spoken',
    note: 'dit à voix basse',
  });
  const { id: revoked } = recordOpposition(vault, {
    patientId: made,
    recipient: { kind: 'person', name: 'Dr Vasseur', profession: 'médecin' },
    channel: 'telephone',
    note: '',
  });
  revokeOpposition(vault, revoked, 'email');
  const accountId = vault.account('replacement', 'Jeanne Petit').id;
  liftOpposition(vault, { patientId: made, accountId, hours: 2, reason: 'chute dans l’escalier' });
  holdFile(vault, made, 'expertise ordonnée');
  endHold(vault, made);
  const breachId = recordBreach(vault, {
    title: 'Lettre de Paul Voisinage égarée',
    learntHow: '',
    awareAt: vault.now(),
    confidentiality: true,
    integrity: false,
    availability: true,
  });
  addBreachPersons(vault, breachId, null);
  markInformed(vault, breachId, made, 'letter');
  keepDocument(vault, {
    kind: 'consent',
    title: 'Accord signé',
    mediaType: 'image/png',
    bytes: Buffer.from('scan'),
    patientId: made,
  });
  createPatient(vault, { familyName: 'Voisinage', givenName: 'Paul' });
  return made;
}

test('the copy has every corner of the file and nothing of another, and its JSON Schema describes it', () => {
  const copy = gatherCopy(vault, patientId);
  const text = JSON.stringify(copy);
  for (const part of [
    ...['Lefèvre', 'Marchand', 'Phlébite', 'Numéro', 'Lombalgie première', 'Lombalgie corrigée', 'Jetée par erreur'],
    ...['mauvais dossier', 'dit à voix basse', 'documents/1.png', 'patient-opened'],
  ])
    expect(text).toContain(part);
  expect(copy.patient.formerTexts).toMatchObject([{ field: 'birthDate', text: '1984-07-03' }]);
  expect(JSON.stringify(copyPaper(copy, readPractice(vault)))).toContain('03/07/1984');
  expect(copy.oppositions).toMatchObject([
    { to: 'every-colleague', channel: 'spoken', endChannel: null },
    { to: 'Dr Vasseur médecin', channel: 'telephone', endChannel: 'email' },
  ]);
  expect(copy.oppositionLifts).toMatchObject([{ to: 'Jeanne Petit', reason: 'chute dans l’escalier', endedAt: null }]);
  expect(copy.holds).toMatchObject([{ reason: 'expertise ordonnée', endedAt: expect.any(String) }]);
  expect(copy.breaches).toMatchObject([{ of: ['confidentiality', 'availability'], channel: 'letter' }]);
  const read = JSON.stringify(copyPaper(copy, readPractice(vault)));
  for (const part of [
    ...['par téléphone', 'par courriel', 'Opposition levée en urgence', 'chute dans l’escalier', 'expertise ordonnée'],
    ...['Perte de confidentialité, de disponibilité'],
  ])
    expect(read).toContain(part);
  expect(text).not.toContain('Voisinage');
  expect(patientCopy.parse(JSON.parse(text))).toEqual(copy);
  const schema = z.fromJSONSchema(copyJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  expect(schema.safeParse(JSON.parse(text)).success).toBe(true);
  expect(schema.safeParse({ ...copy, patient: null }).success).toBe(false);
});

test('the FHIR document begins with its Composition, has the traits of the INS, and refers to what it holds alone', () => {
  const bundle = toFhirDocument(gatherCopy(vault, patientId));
  expect(bundle.entry[0]?.resource.resourceType).toBe('Composition');
  const held = new Set(bundle.entry.map(({ fullUrl }) => fullUrl));
  const referred = JSON.stringify(bundle).match(/(?<="reference":")[^"]+/g) ?? [];
  expect(referred.length).toBeGreaterThan(10);
  for (const reference of referred) expect(held).toContain(reference);
  expect(
    bundle.entry.map(({ resource }) => resource).find(({ resourceType }) => resourceType === 'Patient'),
  ).toMatchObject({
    name: [
      { use: 'official', family: 'Marchand', given: ['Éléonore'] },
      { use: 'usual', family: 'Lefèvre', given: ['Éléonore'] },
    ],
    gender: 'female',
    birthDate: '1984-03-07',
  });
  const types = bundle.entry.map(({ resource }) => resource.resourceType);
  expect(types).toEqual(
    expect.arrayContaining(['AllergyIntolerance', 'MedicationStatement', 'Condition', 'Encounter', 'Observation']),
  );
  expect(JSON.stringify(bundle)).not.toContain('absent-unknown');
});

test('of an empty file the three required sections say that nothing is known', () => {
  const bare = createPatient(vault, { familyName: 'Nu', givenName: '' });
  const bundle = toFhirDocument(gatherCopy(vault, bare.id));
  expect(fhirDocument.safeParse(JSON.parse(JSON.stringify(bundle))).success).toBe(true);
  for (const code of ['no-allergy-info', 'no-medication-info', 'no-problem-info'])
    expect(JSON.stringify(bundle)).toContain(code);
});

test('a document that has no Composition in front, or an unknown status, is none', () => {
  const bundle = toFhirDocument(gatherCopy(vault, patientId));
  expect(fhirDocument.safeParse({ ...bundle, entry: bundle.entry.toReversed() }).success).toBe(false);
  const [first, ...others] = bundle.entry;
  const odd = { ...bundle, entry: [{ ...first, resource: { ...first?.resource, status: 'odd' } }, ...others] };
  expect(fhirDocument.safeParse(odd).success).toBe(false);
});

const canOpen = areInstalled('7z', 'qpdf', 'pdftotext');
// apt-get install p7zip-full qpdf poppler-utils
const testHere = canOpen && findChromium() !== null ? test : test.skip;

testHere(
  '7z and qpdf open the copy with its password, and with no other',
  async () => {
    const sealed = await sealCopy(vault, patientId, renderPdf);

    const pdf = join(folder, 'copie.pdf');
    const zip = join(folder, 'copie.zip');
    writeFileSync(pdf, sealed.pdf);
    writeFileSync(zip, sealed.zip);

    expect(run('qpdf', ['--show-encryption', `--password=${sealed.password}`, pdf]).text).toMatch(/R = 6[\s\S]*AESv3/);
    expect(run('qpdf', ['--check', `--password=${sealed.password}`, pdf]).ok).toBe(true);
    expect(run('qpdf', ['--check', '--password=autre', pdf]).ok).toBe(false);
    // pdftotext's own command line cuts a password after 32 characters.
    const plain = join(folder, 'lue.pdf');
    expect(run('qpdf', ['--decrypt', `--password=${sealed.password}`, pdf, plain]).ok).toBe(true);
    const { text } = run('pdftotext', ['-layout', plain, '-']);
    for (const part of ['Éléonore Lefèvre', 'Lombalgie première', 'Jetée par erreur', 'a ouvert le dossier'])
      expect(text).toContain(part);

    expect(run('7z', ['t', `-p${sealed.password}`, zip]).ok).toBe(true);
    expect(run('7z', ['t', '-pautre', zip]).ok).toBe(false);
    expect(run('7z', ['l', '-slt', zip]).text.match(/Method = AES-256 Deflate/g)?.length).toBeGreaterThanOrEqual(3);
    expect(run('7z', ['x', `-p${sealed.password}`, `-o${folder}`, zip]).ok).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(
      [
        'copie.pdf',
        'copie.zip',
        'documents',
        'dossier.fhir.json',
        'dossier.json',
        'dossier.schema.json',
        'lue.pdf',
      ].sort(),
    );
    expect(patientCopy.parse(JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')))).toEqual(
      gatherCopy(vault, patientId),
    );
    expect(fhirDocument.safeParse(JSON.parse(readFileSync(join(folder, 'dossier.fhir.json'), 'utf8'))).success).toBe(
      true,
    );
    expect(readFileSync(join(folder, 'documents/1.png'), 'utf8')).toBe('scan');
  },
  60_000,
);

test('nothing of the patient is readable in the sealed files, nor the password', async () => {
  const sealed = await sealCopy(vault, patientId, async () => {
    const document = await PDFDocument.create();
    document.setTitle('Lefèvre');
    document.addPage();
    return await document.save();
  });
  for (const bytes of [sealed.pdf, sealed.zip])
    for (const word of ['Lef', 'Lombalgie', 'Phl', sealed.password])
      expect(Buffer.from(bytes).includes(word)).toBe(false);
  expect(sealed.bits).toBe(90);
  expect(sealed.password.split('-')).toHaveLength(7);
});
