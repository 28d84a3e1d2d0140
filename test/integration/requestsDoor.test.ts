import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { requestOf } from '../fixtures/personRequest.ts';
import { PASSPHRASE, makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

let template: TemplateVault;
let core: TestCore;
let requestId: string;

beforeAll(async () => {
  template = await makeTemplateVault();
  core = startTestCore(template);
  core.core.host.printToPdf = blankPdf;
  await core.call('vault.unlock', { passphrase: PASSPHRASE });
  const patient = await core.call('patients.create', { fields: { familyName: 'Lefèvre', givenName: 'Marie' } });
  if (typeof patient === 'string') throw new Error(patient);
  const received = { kind: 'access', receivedAt: core.core.session.vault?.now() ?? 0 } as const;
  const request = await core.call('requests.record', requestOf(patient.id, received));
  if (typeof request === 'string') throw new Error(request);
  requestId = request.id;
  await core.call('requests.checkIdentity', { requestId, proof: 'Connue du cabinet' });
}, 60_000);
afterAll(async () => {
  await core.end();
  template.remove();
});

async function blankPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  return await document.save();
}

function folder(name: string): string {
  const path = join(core.dataFolder, name);
  mkdirSync(path);
  return path;
}

test('a folder of a cloud is refused, and taken where the person says so', async () => {
  const cloud = folder('Dropbox');
  core.chosen.folder = cloud;
  expect(await core.call('requests.makeCopy', { requestId, evenInCloud: false })).toBe('export-in-cloud');
  expect(readdirSync(cloud)).toEqual([]);
  expect(await core.call('requests.makeCopy', { requestId, evenInCloud: true })).toMatchObject({ bits: 90 });
  expect(readdirSync(cloud)).toHaveLength(2);
});

test('the password stands in no table, event or fault', async () => {
  core.chosen.folder = folder('cle');
  const made = await core.call('requests.makeCopy', { requestId, evenInCloud: false });
  if (typeof made === 'string') throw new Error(made);
  const { vault } = core.session;
  if (vault === null) throw new Error('the vault is open');
  const tables = vault.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .all();
  expect(tables.length).toBeGreaterThan(20);
  const held = tables.map(({ name }) => JSON.stringify(vault.db.prepare(`SELECT * FROM "${name}"`).all()));
  for (const text of [...held, JSON.stringify([core.events, core.faults])]) expect(text).not.toContain(made.password);
  expect(held.some((text) => text.includes(made.fileNames[0] ?? 'none'))).toBe(true);
});

test('who gives up in the dialog gets nothing, and a place that cannot be written is said', async () => {
  core.chosen.folder = null;
  expect(await core.call('requests.makeCopy', { requestId, evenInCloud: false })).toBe('file-not-chosen');
  core.chosen.folder = join(core.dataFolder, 'absent');
  expect(await core.call('requests.makeCopy', { requestId, evenInCloud: false })).toBe('file-not-writable');
});
