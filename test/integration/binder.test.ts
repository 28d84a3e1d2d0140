import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../src/main/host/chromium/printing.ts';
import { paperDocument } from '../../src/main/printing/paper.ts';
import { binderPaper, makeBinder } from '../../src/main/privacy/binder/binderPaper.ts';
import { namesTakenOut } from '../../src/main/privacy/withoutNames.ts';
import { addBreachPersons, markInformed } from '../../src/main/privacy/breaches/breachPersons.ts';
import { recordBreach } from '../../src/main/privacy/breaches/breachRegister.ts';
import { addPurpose } from '../../src/main/privacy/consents/purposes.ts';
import { listDocuments, readDocumentBytes } from '../../src/main/privacy/keptDocuments.ts';
import { recordOpposition, revokeOpposition } from '../../src/main/privacy/oppositions.ts';
import { keepPcCheck } from '../../src/main/privacy/pcCheck/pcChecks.ts';
import { recordRequest } from '../../src/main/privacy/requests/requestDesk.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { updateSettings } from '../../src/main/vault/settings.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { areInstalled, run } from '../fixtures/programs.ts';
import { attachContract, saveAttestation } from '../../src/main/snapshots/hosting/attestation.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const FAMILY = 'Quetzalwombi';
const GIVEN = 'Zyxaquilia';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

/** A patient whose name was typed wherever somebody may type. */
function fillWithCanary(): void {
  const { id: patientId } = createPatient(vault, { familyName: FAMILY, givenName: GIVEN, birthName: FAMILY });
  const breachId = recordBreach(vault, {
    title: `Lettre de ${GIVEN} ${FAMILY.toUpperCase()} égarée`,
    learntHow: FAMILY,
    awareAt: vault.now(),
    confidentiality: true,
    integrity: false,
    availability: false,
  });
  addBreachPersons(vault, breachId, [patientId]);
  markInformed(vault, breachId, patientId, 'letter');
  recordOpposition(vault, { patientId, recipient: { kind: 'every-colleague' }, channel: 'spoken', note: FAMILY });
  addPurpose(vault, { kind: 'own', name: `Photographies de ${FAMILY.toLowerCase()}`, body: FAMILY });
  const words = { wish: `Le dossier de ${FAMILY}`, requesterName: `${GIVEN} ${FAMILY}` };
  recordRequest(vault, requestOf(patientId, { kind: 'access', receivedAt: vault.now() }, words));
  keepPcCheck(vault, 'linux', [{ question: 'firewall', answer: 'good', isRead: true }]);
}

test('the binder has every chapter with its proofs, and no name of any patient, wherever it was typed', () => {
  fillWithCanary();
  const document = paperDocument(binderPaper(vault));
  for (const said of [
    'Registre des activités',
    'Information des patients',
    'Consentements',
    'Oppositions',
    'Demandes des',
  ])
    expect(document).toContain(said);
  expect(document).toContain('Lettre de [nom] [nom] égarée');
  expect(document).toContain('1 sur 1');
  expect(document).toContain('Le pare-feu est actif');
  expect(document.toLowerCase()).not.toContain(FAMILY.toLowerCase());
  expect(document.toLowerCase()).not.toContain(GIVEN.toLowerCase());
});

test('it says of each objection how it was said, and of the host’s contract what it says and where it lies', () => {
  const { id: patientId } = createPatient(vault, { familyName: FAMILY, givenName: GIVEN });
  const recipient = { kind: 'person', name: `Mme ${FAMILY}`, profession: '' } as const;
  const { id } = recordOpposition(vault, { patientId, recipient, channel: 'letter', note: '' });
  revokeOpposition(vault, id, 'email');
  saveAttestation(vault, {
    hostName: 'Hébergeur Vert',
    certificateNumber: 'HDS-2024-117',
    activities: [6],
    expiresOn: '2027-05-02',
    contractOn: '2026-01-12',
  });
  attachContract(vault, { title: 'contrat-hds.pdf', bytes: Buffer.from('%PDF-1.7') });
  const document = paperDocument(binderPaper(vault)).replace(/>\s+</g, '><');
  expect(document).toContain('<td>À une autre personne</td><td>courrier</td><td>24/11/2026</td><td>courriel</td>');
  for (const said of ['HDS-2024-117', 'activités 6', '02/05/2027', '12/01/2026', 'contrat-hds.pdf', 'joint le'])
    expect(document).toContain(said);
  expect(document).not.toContain(FAMILY);
});

test('it is drawn of an empty vault, too, and kept', async () => {
  const documentId = await makeBinder(vault, () => Promise.resolve(Buffer.from('%PDF-')));
  expect(listDocuments(vault, { kind: 'inspection-binder', patientId: null, subject: null })).toMatchObject([
    { id: documentId },
  ]);
});

const testPrinted = areInstalled('pdftotext') && findChromium() !== null ? test : test.skip;

testPrinted(
  'its contents name the page on which each chapter begins',
  async () => {
    fillWithCanary();
    const documentId = await makeBinder(vault, renderPdf);
    const file = join(vault.folder, 'classeur.pdf');
    writeFileSync(file, readDocumentBytes(vault, documentId));
    const { text } = run('pdftotext', ['-layout', file, '-']);
    const pages = text.split('\f');
    const listed = [...(pages[0] ?? '').matchAll(/^\s*(\d)\. +(.+?) +(\d+)$/gm)];
    expect(listed).toHaveLength(9);
    for (const [, number = '', title = '', page = ''] of listed)
      expect(pages[Number(page) - 1]).toContain(`${number}. ${title}`);
  },
  60_000,
);

test('who keeps the practice is named, even where a patient has the same name', () => {
  updateSettings(vault, { practice: { practitionerName: 'Camille Morel', city: 'Paris' } });
  createPatient(vault, { familyName: 'Morel', givenName: 'Paris' });
  expect(namesTakenOut(vault)('Morel, Paris')).toBe('Morel, Paris');
});

test.each([
  ['Morel est venu', '[nom] est venu'],
  ['le courrier de MOREL', 'le courrier de [nom]'],
  ['Élodie et élodie', '[nom] et [nom]'],
  ['un petit fichier de Petit', 'un petit fichier de [nom]'],
  ['rien à cacher', 'rien à cacher'],
])('%s', (text, expected) => {
  createPatient(vault, { familyName: 'Morel', givenName: 'Elodie' });
  createPatient(vault, { familyName: 'Petit', givenName: 'Paul' });
  expect(namesTakenOut(vault)(text)).toBe(expected);
});
