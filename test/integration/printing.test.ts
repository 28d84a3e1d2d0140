import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printingHandlers } from '../../src/main/ipc/handlers/printing.ts';
import type { Core } from '../../src/main/ipc/core.ts';
import type { HostServices } from '../../src/main/host/port.ts';
import { saveConsultation, startConsultation } from '../../src/main/records/consultations.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { listAccess } from '../../src/main/vault/accessLog.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';
import { openTestVault, type TestVault } from '../fixtures/testVault.ts';

let vault: TestVault;
let running: TestCore;
let patientId: string;
let consultationId: string;
let savePath: string | null;
let suggested: string[];
let printed: string[];

beforeEach(() => {
  vault = openTestVault();
  running = startTestCore(null);
  patientId = createPatient(vault, { familyName: 'Le/fèvre', givenName: 'Éléonore' }).id;
  const consultation = startConsultation(vault, patientId);
  consultationId = consultation.id;
  saveConsultation(vault, consultation.id, consultation.version, { motive: 'Lombalgie <aiguë>' });
  savePath = join(vault.folder, 'document.pdf');
  suggested = [];
  printed = [];
});
afterEach(async () => {
  vault.close();
  await running.end();
});

const host: HostServices = {
  kind: 'chromium',
  printToPdf: async (html) => Buffer.from(html),
  print: async (html) => {
    printed.push(html);
  },
  chooseFiles: async () => [],
  chooseFolder: async () => null,
  chooseSavePath: async ({ suggestedName }) => {
    suggested.push(suggestedName);
    return savePath;
  },
  quit: async () => undefined,
};

function call(): { core: Core; vault: TestVault } {
  return { core: { ...running.core, host }, vault };
}

function lastAction(): { action: string | undefined; patientId: string | null | undefined } {
  const entry = listAccess(vault, { patientId: null, by: null, before: null, limit: 1 }).entries[0];
  return { action: entry?.action, patientId: entry?.patientId };
}

test('saves a consultation where the person chose, under a name that every system takes, and logs it', async () => {
  const output = await printingHandlers['printing.savePdf'](
    { document: { kind: 'consultation', consultationId } },
    call(),
  );
  expect(output).toEqual({ fileName: 'document.pdf' });
  expect(suggested).toEqual(['Éléonore Le fèvre, consultation.pdf']);
  expect(readFileSync(join(vault.folder, 'document.pdf'), 'utf8')).toContain('Lombalgie &lt;aiguë&gt;');
  expect(lastAction()).toEqual({ action: 'consultation-exported', patientId });
});

test('given up, or impossible there: no file, no entry', async () => {
  const before = lastAction();
  const document = { kind: 'patient', patientId } as const;
  savePath = null;
  await expect(printingHandlers['printing.savePdf']({ document }, call())).rejects.toThrow('file-not-chosen');
  savePath = join(vault.folder, 'a-folder');
  mkdirSync(savePath);
  await expect(printingHandlers['printing.savePdf']({ document }, call())).rejects.toThrow('file-not-writable');
  expect(lastAction()).toEqual(before);
});

test('an entry that cannot be written leaves no file', async () => {
  vault.db.exec(
    "CREATE TEMP TRIGGER no_entry BEFORE INSERT ON access_entry BEGIN SELECT raise(ABORT, 'no entry'); END",
  );
  const document = { kind: 'patient', patientId } as const;
  await expect(printingHandlers['printing.savePdf']({ document }, call())).rejects.toThrow('no entry');
  expect(existsSync(join(vault.folder, 'document.pdf'))).toBe(false);
});

test('prints the whole file, logged before it goes out', async () => {
  await printingHandlers['printing.print']({ document: { kind: 'patient', patientId } }, call());
  expect(printed).toHaveLength(1);
  expect(printed[0]).toContain('Lombalgie &lt;aiguë&gt;');
  expect(lastAction()).toEqual({ action: 'patient-printed', patientId });
});
