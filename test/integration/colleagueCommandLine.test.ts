import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { VERBS } from '../../src/cli/verbs/index.ts';
import { recordOpposition } from '../../src/main/privacy/oppositions.ts';
import { startConsultation } from '../../src/main/records/consultations.ts';
import { fillPractice } from '../../src/main/records/inventedPractice/fillPractice.ts';
import { createPatient } from '../../src/main/records/patients.ts';
import { folderSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { snapshotVault } from '../../src/main/snapshots/vaultSnapshot.ts';
import { createAccount } from '../../src/main/vault/accounts.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { osteocoffre } from '../fixtures/commandLine.ts';
import { patientRow, patientsCsv } from '../fixtures/libreosteo.ts';
import { makeTemplateVault, PASSPHRASE, type TemplateVault } from '../fixtures/templateVault.ts';

// By no verb of the command line does a colleague learn that a patient exists who objected to her.

jest.setTimeout(120_000);

const COLLEAGUE = 'sabot lunaire violon cactus ruche papaye tambour';
/** What the vault holds with the hidden file: numbers that nothing else here comes near to. */
const TRUE_COUNTS = { patients: 212, consultations: 308 };

/** What she is refused whatever she asks, as in the window. */
const TITULARS = new Set(['check', 'import', 'fill', 'rescue-key', 'snapshot restore', 'snapshot prune']);
const TITULAR_ONLY = { error: { code: 'titular-only' } };

let template: TemplateVault;
let scratch: string;
let vault: string;
let key: string;
let hiddenId: string;
let beforeAccount: string;
let visibleId: string;

beforeAll(async () => {
  template = await makeTemplateVault();
  scratch = mkdtempSync(join(tmpdir(), 'osteocoffre-colleague-'));
  vault = template.copy();
  key = join(scratch, 'clé');
  mkdirSync(key);
  file('titular', PASSPHRASE);
  file('colleague', COLLEAGUE);
  const opened = await openVault({ folder: vault, passphrase: PASSPHRASE });
  await fillPractice(opened.vault, { patients: 210, consultations: 307, seed: 5 });
  visibleId = createPatient(opened.vault, { familyName: 'Morel', givenName: 'Paul' }).id;
  hiddenId = createPatient(opened.vault, {
    familyName: 'Zyxaquil',
    givenName: 'Zyxaquine',
    birthDate: '1985-03-12',
    mobile: '0698765432',
  }).id;
  startConsultation(opened.vault, hiddenId);
  beforeAccount = await snapshot(opened);
  await createAccount(opened, {
    name: 'Jeanne Petit',
    role: 'replacement',
    mayWrite: true,
    mayExport: true,
    lastDay: null,
    passphrase: COLLEAGUE,
  });
  await snapshot(opened);
  recordOpposition(opened.vault, {
    patientId: hiddenId,
    recipient: { kind: 'every-colleague' },
    channel: 'spoken',
    note: '',
  });
  await snapshot(opened);
  closeVault(opened);
}, 240_000);
afterAll(() => {
  template.remove();
  rmSync(scratch, { recursive: true, force: true });
});

async function snapshot({ vault: open }: OpenedVault): Promise<string> {
  return (await snapshotVault(open, { spec: await folderSpec(key, { create: false }), label: 'CLÉ BLEUE' })).snapshotId;
}

function file(name: string, content?: string | Uint8Array): string {
  const path = join(scratch, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

/** What each verb is asked, with all that it could tell of the hidden patient by; one that nobody lists here fails. */
function callsOf(verb: string): readonly (readonly string[])[] {
  const hiddenRow = patientRow('7', { 1: 'Zyxaquil', 2: '', 3: 'Zyxaquine', 4: '12/03/1985' });
  const calls: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
    create: () => [[vault]],
    check: () => [[vault]],
    search: () => [
      [vault, 'zyxa'],
      [vault, '12/03/1985'],
      [vault, '0698765432'],
    ],
    patient: () => [[vault, hiddenId]],
    import: () => [
      [vault, file('p.csv', patientsCsv([hiddenRow])), '--dry-run'],
      [vault, file('p.csv', patientsCsv([hiddenRow]))],
    ],
    fill: () => [[vault, '--patients', '1', '--consultations', '1', '--seed', '1']],
    passphrase: () => [[vault, '--new-passphrase-file', file('colleague')]],
    'rescue-key': () => [[vault]],
    'snapshot create': () => [
      [vault, key],
      [vault, join(scratch, 'a-place-of-her-own')],
      [vault, key, '--adopt'],
    ],
    'snapshot list': () => [[key]],
    'snapshot verify': () => [[key], [key, '--full']],
    'snapshot restore': () => [
      [key, join(scratch, 'restored')],
      [key, join(scratch, 'restored'), '--at', beforeAccount],
      [key, join(scratch, 'restored'), '--former-access'],
    ],
    'snapshot prune': () => [[key], [key, '--dry-run']],
  };
  const call = calls[verb];
  if (call === undefined) throw new Error(`no call of ${verb} is tried here`);
  return call().map((args) => [...verb.split(' '), ...args]);
}

/** What an output has of the hidden patient. */
function betrayalsIn(output: string): string[] {
  const told = output.replaceAll(/"seconds":[\d.]+|en [\d.]+ secondes/g, '');
  const texts = ['zyxaq', hiddenId, '1985-03-12', '12/03/1985', '698765432'];
  const counts = Object.values(TRUE_COUNTS).filter((count) => new RegExp(`(?<![\\d.])${count}(?!\\d)`).test(told));
  return [...texts.filter((text) => told.toLowerCase().includes(text)), ...counts.map(String)];
}

async function runAs(who: 'titular' | 'colleague', args: readonly string[], asJson: boolean) {
  return osteocoffre([...args, '--passphrase-file', file(who), ...(asJson ? ['--json'] : [])]);
}

test('by no verb does she learn of the patient, in its answer or in what it says', async () => {
  const betrayals: string[] = [];
  for (const { name } of VERBS)
    for (const args of callsOf(name)) {
      const ended = await runAs('colleague', args, true);
      const spoken = await runAs('colleague', args, false);
      for (const told of betrayalsIn(ended.stdout + ended.stderr + spoken.stdout + spoken.stderr))
        betrayals.push(`${args.join(' ')}: ${told}`);
      if (TITULARS.has(name)) expect([args, JSON.parse(ended.stdout)]).toEqual([args, TITULAR_ONLY]);
    }
  expect(betrayals).toEqual([]);
  expect(readdirSync(scratch).filter((name) => /^(restored|a-place-of-her-own)/.test(name))).toEqual([]);
}, 400_000);

test('the titular is told all of it by the same verbs', async () => {
  const told = async (...args: string[]) => {
    const { stdout } = await runAs('titular', args, true);
    return betrayalsIn(stdout);
  };
  expect(await told('search', vault, 'zyxa')).toContain('zyxaq');
  expect(await told('patient', vault, hiddenId)).toContain(hiddenId);
  expect(await told('check', vault)).toEqual(['212', '308']);
  expect(await told('snapshot', 'verify', key)).toEqual(['212', '308']);
});

test('she searches, opens a file that she may see, copies to a known key, checks it, and changes her own passphrase', async () => {
  const next = file('next', 'pelote sifflet anguille mortier verger cachette bougie');
  for (const args of [
    ['search', vault, 'morel'],
    ['patient', vault, visibleId],
    ['snapshot', 'create', vault, key],
    ['snapshot', 'verify', key],
    ['passphrase', vault, '--new-passphrase-file', next],
  ])
    expect([args, (await runAs('colleague', args, true)).code]).toEqual([args, 0]);
  expect((await runAs('titular', ['check', vault], true)).code).toBe(0);
  expect((await osteocoffre(['search', vault, 'morel', '--passphrase-file', next])).code).toBe(0);
});

test('a vault restored to before her account does not take her for the titular', async () => {
  const place = join(scratch, 'before');
  expect((await runAs('titular', ['snapshot', 'restore', key, place, '--at', beforeAccount], true)).code).toBe(0);
  const { code, stdout } = await runAs('colleague', ['search', place, 'zyxa'], true);
  expect([code, JSON.parse(stdout)]).toEqual([1, { error: { code: 'slot-expired' } }]);
  expect((await runAs('titular', ['check', place], true)).code).toBe(0);
});
