import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readVaultValue } from '../../src/main/vault/vaultValue.ts';
import { consultationRow, consultationsCsv, patientRow, patientsCsv } from '../fixtures/libreosteo.ts';
import { makeTemplateVault, PASSPHRASE, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

let template: TemplateVault;
let core: TestCore;
beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
});
afterAll(async () => {
  await core.end();
  template.remove();
});

test('an import is taken back at once; its traces are cleared behind the answer, and after a lock at the next opening', async () => {
  await unlock(core);
  const batchId = await bringPatients(core, 40);
  expect(await core.call('imports.undo', { batchId })).toMatchObject({ removed: { patients: 40 } });
  expect(tracesAreLeft(core)).toBe(true);
  expect(await core.call('patients.list', { offset: 0, limit: 10 })).toMatchObject({ total: 0 });
  expect(tracesAreLeft(core)).toBe(true);
  await core.session.lock();
  core = core.restart();
  await unlock(core);
  while (tracesAreLeft(core)) await setImmediate();
  expect(core.faults).toEqual([]);
});

async function unlock(of: TestCore): Promise<void> {
  expect(await of.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
}

async function bringPatients(into: TestCore, count: number): Promise<string> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1));
  const files = [
    patientsCsv(numbers.map((number) => patientRow(number, { 3: `Prénom${number}` }))),
    consultationsCsv(numbers.map((number) => consultationRow(number, '03/02/2020'))),
  ];
  into.chosen.files = files.map((bytes, index) => {
    const path = join(into.dataFolder, `fichier${index}.csv`);
    writeFileSync(path, bytes);
    return path;
  });
  const taken = await into.call('imports.chooseFiles', {});
  if (typeof taken === 'string') throw new Error(taken);
  const plan = taken.files.map(({ fileId, match }) => ({ fileId, match }));
  const report = await into.call('imports.run', { files: plan, answers: [], overwrite: [] });
  if (typeof report === 'string') throw new Error(report);
  return report.batchId;
}

function tracesAreLeft({ session }: TestCore): boolean {
  if (session.vault === null) throw new Error('the vault is open here');
  return readVaultValue(session.vault.db, 'traces-to-clear') !== null;
}
