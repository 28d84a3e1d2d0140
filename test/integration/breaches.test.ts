import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LostKey } from '../../src/shared/contract/lostKeys.ts';
import { HOURS_72_MS } from '../../src/shared/domain/breach.ts';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../src/main/host/chromium/printing.ts';
import { paperDocument } from '../../src/main/printing/paper.ts';
import { breachLettersPaper, makeBreachLetter } from '../../src/main/privacy/breaches/breachLetters.ts';
import { declareSent } from '../../src/main/privacy/breaches/breachNotice.ts';
import { breachDuties } from '../../src/main/privacy/breaches/breachDuties.ts';
import {
  addBreachPersons,
  listBreachPersons,
  markInformed,
  removeBreachPerson,
} from '../../src/main/privacy/breaches/breachPersons.ts';
import { setNir, startNirUse } from '../../src/main/privacy/nir.ts';
import { proposeNumbers } from '../../src/main/privacy/breaches/breachProposal.ts';
import {
  closeBreach,
  listBreaches,
  readBreach,
  recordBreach,
  reopenBreach,
  saveBreach,
} from '../../src/main/privacy/breaches/breachRegister.ts';
import { enterLostKeys } from '../../src/main/privacy/breaches/lostKeyBreaches.ts';
import { listDocuments, readDocument } from '../../src/main/privacy/keptDocuments.ts';
import { removePatient } from '../../src/main/records/bin.ts';
import { startConsultation } from '../../src/main/records/consultations.ts';
import { clearTraces, erasePatient } from '../../src/main/records/erasure.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { lettersLeft } from '../fixtures/lettersLeft.ts';
import { areInstalled, run } from '../fixtures/programs.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const CANARY = 'Quetzalwombi';

let vault: TestVault;
/** What the last paper said. */
let printed: string;
const printToPdf = (html: string): Promise<Uint8Array> => {
  printed = html;
  return Promise.resolve(Buffer.from('%PDF-'));
};

beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

function stolenPc(): string {
  return recordBreach(vault, {
    title: 'Ordinateur volé',
    learntHow: 'Porte forcée ce matin',
    awareAt: vault.now(),
    confidentiality: true,
    integrity: false,
    availability: false,
  });
}

test('from awareness the clock runs, and doubt counts as a high risk until questions are answered', () => {
  const breachId = stolenPc();
  expect(listBreaches(vault)).toMatchObject([
    { number: 1, risk: 'high', clock: { state: 'running' }, informsPersons: true },
  ]);
  expect(breachDuties(vault)[0]).toMatchObject({ state: 'due', finding: 'breach-to-notify', on: '2026-11-27' });
  vault.at(vault.now() + HOURS_72_MS + 1);
  expect(breachDuties(vault)[0]).toMatchObject({ state: 'late', finding: 'breach-to-notify' });
  expect(() => closeBreach(vault, breachId, 'Rien')).toThrow('breach-to-notify');
  saveBreach(vault, breachId, { isUnreadable: true });
  expect(listBreaches(vault)).toMatchObject([{ risk: 'none', clock: { state: 'none' }, informsPersons: false }]);
  closeBreach(vault, breachId, 'Disque chiffré');
  expect(() => saveBreach(vault, breachId, { facts: 'plus' })).toThrow('breach-closed');
  expect(breachDuties(vault)).toMatchObject([{ state: 'fine', finding: 'breaches-kept', count: 1 }]);
  reopenBreach(vault, breachId);
  expect(readBreach(vault, breachId).summary.closedAt).toBeNull();
});

test('the practitioner’s own view of the risk stands over the answers, and an exemption over telling the persons', () => {
  const breachId = stolenPc();
  saveBreach(vault, breachId, { exemption: 'measures', exemptionReason: 'Poste effacé à distance' });
  expect(listBreaches(vault)).toMatchObject([{ risk: 'high', informsPersons: false }]);
  saveBreach(vault, breachId, { ownRisk: 'risk', ownRiskReason: 'Retrouvé éteint' });
  expect(listBreaches(vault)).toMatchObject([{ risk: 'risk' }]);
});

test('what cannot be is refused: awareness to come, an unknown breach', () => {
  const awareAt = vault.now() + 60_000;
  expect(() => saveBreach(vault, stolenPc(), { awareAt })).toThrow('date-in-the-future');
  expect(() => readBreach(vault, 'f'.repeat(32))).toThrow('not-found');
});

test('the first notice stops the clock and stays; the next completes it with the receipt of the first', async () => {
  const breachId = stolenPc();
  saveBreach(vault, breachId, { consequences: 'Divulgation à un tiers', persons: 12 });
  vault.at(vault.now() + 3_600_000);
  const documentId = await declareSent(vault, { breachId, receipt: 'N-2026-123', sentAt: vault.now() }, printToPdf);
  expect(printed).toContain('N-2026-123');
  expect(printed).toContain('Divulgation à un tiers');
  expect(listDocuments(vault, { kind: 'breach-notice', patientId: null, subject: breachId })).toMatchObject([
    { id: documentId },
  ]);
  saveBreach(vault, breachId, { consequences: 'Aucune, poste retrouvé' });
  await declareSent(vault, { breachId, receipt: 'N-2026-124', sentAt: vault.now() }, printToPdf);
  const { notices, summary } = readBreach(vault, breachId);
  expect(summary.clock).toMatchObject({ state: 'sent', isLate: false });
  expect(notices).toMatchObject([
    { kind: 'initial', receipt: 'N-2026-123' },
    { kind: 'complementary', receipt: 'N-2026-124' },
  ]);
  expect(JSON.stringify(notices[0]?.form)).toContain('Divulgation à un tiers');
  expect(JSON.stringify(notices[1]?.form)).toContain('N-2026-123');
  expect(() => vault.db.exec("UPDATE breach_notice SET receipt = 'x'")).toThrow('stays as it is');
  expect(() => vault.db.exec('DELETE FROM breach_notice')).toThrow('is kept');
});

test('a first notice after 72 hours says why', async () => {
  const breachId = stolenPc();
  vault.at(vault.now() + HOURS_72_MS + 1);
  const sent = { breachId, receipt: 'N-1', sentAt: vault.now() };
  await expect(declareSent(vault, sent, printToPdf)).rejects.toThrow('delay-reason-missing');
  saveBreach(vault, breachId, { delayReason: 'Expertise du poste en cours' });
  await declareSent(vault, sent, printToPdf);
  expect(printed).toContain('Expertise du poste en cours');
  expect(listBreaches(vault)).toMatchObject([{ clock: { state: 'sent', isLate: true } }]);
});

test('social-security numbers are among the data, and who may be a minor by a birth date known in part counts as one', () => {
  const { id } = createPatient(vault, { familyName: 'Morel', givenName: 'Paul', birthDate: '2008' });
  createPatient(vault, { familyName: 'Petit', givenName: 'Léa', birthDate: '2007-12' });
  startNirUse(vault);
  setNir(vault, id, '295109912611193');
  expect(proposeNumbers(vault, stolenPc())).toMatchObject({
    persons: 2,
    minors: 1,
    dataKinds: ['identity', 'social-security-number'],
  });
});

test('who was a minor when a breach began, or became known, counts as one, whatever their age today', () => {
  createPatient(vault, { familyName: 'Petit', givenName: 'Léa', birthDate: '2008-11-24' });
  createPatient(vault, { familyName: 'Petit', givenName: 'Max', birthDate: '2008-11-25' });
  const breachId = stolenPc();
  expect(proposeNumbers(vault, breachId).minors).toBe(1);
  vault.at(Date.UTC(2027, 10, 24, 9));
  expect(proposeNumbers(vault, breachId).minors).toBe(1);
  saveBreach(vault, breachId, { startedOn: '2026-11-20' });
  expect(proposeNumbers(vault, breachId).minors).toBe(2);
});

test('numbers and kinds of data are taken from the vault, of the listed persons once there are any', () => {
  const { id } = createPatient(vault, { familyName: 'Morel', givenName: 'Paul', mobile: '0612345678' });
  createPatient(vault, { familyName: 'Petit', givenName: 'Léa', birthDate: '2015-03-01' });
  startConsultation(vault, id);
  const breachId = stolenPc();
  expect(proposeNumbers(vault, breachId)).toEqual({
    persons: 2,
    minors: 1,
    records: 3,
    dataKinds: ['identity', 'contact', 'health', 'appointments'],
    personKinds: ['patients', 'minors'],
  });
  addBreachPersons(vault, breachId, [id]);
  expect(proposeNumbers(vault, breachId)).toMatchObject({ persons: 1, minors: 0, records: 2 });
  removeBreachPerson(vault, breachId, id);
  addBreachPersons(vault, breachId, null);
  expect(listBreachPersons(vault, breachId).map(({ patient }) => patient?.displayName)).toEqual([
    'Paul Morel',
    'Léa Petit',
  ]);
});

test('a letter goes to each person, and a purge takes the name and its letter, not that somebody was told', async () => {
  const { id } = createPatient(vault, { familyName: CANARY, givenName: CANARY, street: `${CANARY} 3` });
  const breachId = stolenPc();
  await makeBreachLetter(vault, breachId, null, printToPdf);
  expect(printed).not.toContain(CANARY);
  await expect(makeBreachLetter(vault, breachId, id, printToPdf)).rejects.toThrow('not-found');
  addBreachPersons(vault, breachId, [id]);
  await makeBreachLetter(vault, breachId, id, printToPdf);
  expect(printed).toContain(`${CANARY} 3`);
  markInformed(vault, breachId, id, 'letter');
  expect(() => markInformed(vault, breachId, null, 'letter')).toThrow('not-found');
  expect(() => removeBreachPerson(vault, breachId, id)).toThrow('not-found');
  vault.db.transaction(() => erasePatient(vault, id))();
  await clearTraces(vault);
  expect(listBreachPersons(vault, breachId)).toMatchObject([{ patient: null, channel: 'letter' }]);
  expect(listBreaches(vault)).toMatchObject([{ listed: 1, informed: 1 }]);
  expect(listDocuments(vault, { kind: 'breach-letter', patientId: null, subject: null })).toHaveLength(1);
  expect(lettersLeft(vault, CANARY)).toEqual([]);
});

test('a letter also goes to a person whose file is in the archive or in the bin, and the titular alone reads it', async () => {
  const archived = createPatient(vault, { familyName: 'Ancien', givenName: 'Jean', street: '3 rue du Lac' }).id;
  const removed = createPatient(vault, { familyName: 'Jeté', givenName: 'Paul' }).id;
  vault.db.prepare('UPDATE patient SET archived_at = 1 WHERE id = ?').run(archived);
  removePatient(vault, removed, 'par erreur');
  const breachId = stolenPc();
  addBreachPersons(vault, breachId, null);
  for (const id of [archived, removed]) {
    const documentId = await makeBreachLetter(vault, breachId, id, printToPdf);
    expect(readDocument(vault, documentId)).toMatchObject({ patientId: id, kind: 'breach-letter' });
    const colleague = vault.openAs('associate', 'Luc Bernard');
    expect(() => readDocument(colleague, documentId)).toThrow('not-found');
  }
  expect(printed).toContain('Paul Jeté');
});

const testPrinted = areInstalled('pdftotext') && findChromium() !== null ? test : test.skip;

testPrinted(
  'all letters that are still to be sent come as one PDF, each on its own sheet, and nobody’s stands in another’s',
  async () => {
    const names = ['Premier', 'Second', 'Troisième'];
    const ids = names.map((familyName) => createPatient(vault, { familyName, givenName: 'Léa', city: familyName }).id);
    const breachId = stolenPc();
    addBreachPersons(vault, breachId, ids);
    markInformed(vault, breachId, ids[1] ?? '', 'telephone');
    const { paper, letters } = breachLettersPaper(vault, breachId);
    expect(letters).toBe(2);
    const file = join(vault.folder, 'lettres.pdf');
    writeFileSync(file, await renderPdf(paperDocument(paper)));
    const pages = run('pdftotext', ['-layout', file, '-'])
      .text.split('\f')
      .filter((page) => page.trim() !== '');
    expect(pages.map((page) => names.filter((name) => page.includes(name)))).toEqual([['Premier'], ['Troisième']]);
    for (const page of pages) expect(page).toContain('Madame, Monsieur');
    markInformed(vault, breachId, null, 'letter');
    expect(() => breachLettersPaper(vault, breachId)).toThrow('not-found');
  },
  30_000,
);

const LOST: LostKey = {
  id: 'a'.repeat(32),
  repository: 'b'.repeat(32),
  label: 'CLÉ BLEUE',
  reportedAt: Date.UTC(2026, 10, 24, 8),
  reportedBy: 'Camille Martin',
  lastSeenOn: '2026-11-20',
  lastSeenWhere: 'Train',
  withIt: 'nothing',
  hasOtherCopy: true,
  lastCopyAt: Date.UTC(2026, 10, 20, 18),
  patients: 42,
  madeWorthlessAt: null,
  foundAt: null,
};

test('a lost encrypted key enters the register by itself, once, closed with the reasoning of article 34(3)(a)', () => {
  enterLostKeys(vault, [LOST]);
  enterLostKeys(vault, [LOST]);
  const [entry, ...others] = listBreaches(vault);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ risk: 'none', clock: { state: 'none' }, isLostKey: true, informsPersons: false });
  expect(entry?.closedAt).not.toBeNull();
  expect(readBreach(vault, entry?.id ?? '').conclusion).toContain('incompréhensibles');
});

test.each(['passphrase', 'recovery-sheet', 'unknown'] as const)(
  'a key lost with %s runs against the clock',
  (withIt) => {
    enterLostKeys(vault, [{ ...LOST, withIt }]);
    expect(listBreaches(vault)).toMatchObject([
      {
        risk: 'high',
        clock: { state: 'running', before: LOST.reportedAt + HOURS_72_MS },
        closedAt: null,
        informsPersons: true,
      },
    ]);
  },
);
