import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { countNirs, isNirUsed, readNirOf, setNir, startNirUse, stopNirUse } from '../../src/main/privacy/nir.ts';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { clearTraces, erasePatient } from '../../src/main/records/erasure.ts';
import { createPatient, openPatientFile } from '../../src/main/records/patients.ts';
import { searchEverywhere } from '../../src/main/records/search.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import { statement } from '../../src/main/vault/statements.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

const NIR = '295109912611193';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault.close());

const newPatientId = () => createPatient(vault, { familyName: 'Lefèvre', givenName: 'Marie' }).id;

function actions(): string[] {
  return statement<[], { action: string }>(vault.db, 'SELECT action FROM access_entry ORDER BY number')
    .all()
    .map(({ action }) => action);
}

test('nobody can type a number until the practice decides to use it, and that decision is logged', () => {
  const id = newPatientId();
  expect(isNirUsed(vault)).toBe(false);
  expect(() => setNir(vault, id, NIR)).toThrow(Refusal);
  startNirUse(vault);
  expect(isNirUsed(vault)).toBe(true);
  setNir(vault, id, '2 95 10 99 126 111 93');
  expect(readNirOf(vault, id)).toBe(NIR);
  expect(actions()).toContain('nir-use-started');
});

test('what is no number is kept as it was typed, and an emptied field leaves nothing', () => {
  const id = newPatientId();
  startNirUse(vault);
  setNir(vault, id, ' 2 95 10 ');
  expect(readNirOf(vault, id)).toBe('2 95 10');
  setNir(vault, id, ' ');
  expect(countNirs(vault)).toBe(0);
});

test('the number is neither in the file that is read, printed and copied, nor found by any search', () => {
  const id = newPatientId();
  startNirUse(vault);
  setNir(vault, id, NIR);
  expect(JSON.stringify(openPatientFile(vault, id))).not.toContain(NIR);
  expect(searchEverywhere(vault, NIR, 20)).toMatchObject({ patients: [] });
});

test('a practice that stops keeps the numbers hidden, or erases them', () => {
  const id = newPatientId();
  startNirUse(vault);
  setNir(vault, id, NIR);
  expect(stopNirUse(vault, false)).toBe(0);
  expect(readNirOf(vault, id)).toBe('');
  startNirUse(vault);
  expect(readNirOf(vault, id)).toBe(NIR);
  expect(stopNirUse(vault, true)).toBe(1);
  startNirUse(vault);
  expect(readNirOf(vault, id)).toBe('');
});

test('the number goes with the file, and a colleague of whose sight the file is has neither', async () => {
  const id = newPatientId();
  startNirUse(vault);
  setNir(vault, id, NIR);
  const account = vault.account('replacement', 'Jeanne Petit');
  recordOpposition(vault, {
    patientId: id,
    recipient: { kind: 'account', accountId: account.id },
    channel: 'spoken',
    note: '',
  });
  const colleague = vault.openAs('replacement', 'Jeanne Petit');
  expect(() => readNirOf(colleague, id)).toThrow(Refusal);
  colleague.db.close();
  erasePatient(vault, id);
  await clearTraces(vault);
  expect(countNirs(vault)).toBe(0);
});
