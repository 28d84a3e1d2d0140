import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { paperDocument } from '../../src/main/printing/paper.ts';
import { accessLogPaper } from '../../src/main/privacy/accessLogPaper.ts';
import { moveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { createPatient, openPatientFile } from '../../src/main/records/patients.ts';
import { accessLogHead } from '../../src/main/vault/accessLog.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const DAY = 86_400_000;
const EVERYBODY = { patientId: null, by: null };

let vault: TestVault;
let marie: string;
let paul: string;
beforeEach(() => {
  vault = openTestVault();
  marie = createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' }).id;
  paul = createPatient(vault, { familyName: 'Morel', givenName: 'Paul' }).id;
  vault.at(vault.now() + DAY);
  openPatientFile(vault, marie);
  moveConsultation(vault, startConsultation(vault, paul).id, marie, 'Mauvais dossier');
});
afterEach(() => vault.close());

function printed(filter: Parameters<typeof accessLogPaper>[1]): string {
  return paperDocument(accessLogPaper(vault, filter).paper);
}

test('it says who did what on whom and why, day by day, and where its chain ends', () => {
  const text = printed(EVERYBODY);
  for (const said of ['mercredi 25 novembre 2026', 'mardi 24 novembre 2026', 'Marie Lefèvre', 'a ouvert le dossier'])
    expect(text).toContain(said);
  expect(text).toContain('Raison\u00a0: Mauvais dossier');
  expect(text).toContain(accessLogHead(vault.db).hash);
  expect(text.indexOf('mercredi 25')).toBeLessThan(text.indexOf('mardi 24'));
});

test('of one patient it names nobody else', () => {
  const text = printed({ patientId: marie, by: null });
  expect(text).toContain('Dossier de Marie Lefèvre');
  expect(text).not.toContain('Morel');
});

test('of one person it has the accesses of nobody else', () => {
  expect(accessLogPaper(vault, { patientId: null, by: 'Jeanne Petit' }).entries).toBe(0);
  expect(printed({ patientId: null, by: 'Camille Martin' })).toContain('accès de Camille Martin seulement');
});
