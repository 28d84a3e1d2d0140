import Database from '@signalapp/sqlcipher';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { rescueKey } from '../../src/main/vault/rescueKey.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';

let template: TemplateVault;
beforeAll(async () => {
  template = await makeTemplateVault();
});
afterAll(() => template.remove());

test('Zetetic’s SQLCipher 4 opens what we wrote with the rescue key, and reads rows and full-text tables', async () => {
  const folder = template.copy();
  const opened = await openVault({ folder, recoveryCode: template.recoveryCode });
  const patient = createPatient(opened.vault, { familyName: 'Lefèvre', givenName: 'Zoé' });
  const consultation = startConsultation(opened.vault, patient.id);
  saveConsultation(opened.vault, consultation.id, consultation.version, { history: 'Entorse de la cheville gauche' });
  const rescue = rescueKey(opened.vault);
  closeVault(opened);

  const stock = new Database(join(folder, 'coffre.db'));
  for (const pragma of rescue.pragmas) stock.exec(pragma);
  expect(stock.prepare('SELECT family_name, given_name FROM patient').all()).toEqual([
    { family_name: 'Lefèvre', given_name: 'Zoé' },
  ]);
  const found = stock.prepare("SELECT rowid FROM consultation_search WHERE consultation_search MATCH 'cheville'").all();
  expect(found).toHaveLength(1);
  expect(stock.prepare("SELECT rowid FROM patient_search WHERE patient_search MATCH 'lefevre'").all()).toHaveLength(1);
  expect(stock.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(stock.pragma('cipher_integrity_check')).toEqual([]);
  stock.close();
});

test('another key opens nothing there', () => {
  const stock = new Database(join(template.copy(), 'coffre.db'));
  stock.exec(`PRAGMA key = "x'${'00'.repeat(32)}'"`);
  stock.exec('PRAGMA cipher_compatibility = 4');
  expect(() => stock.prepare('SELECT count(*) FROM patient').get()).toThrow();
  stock.close();
});
