import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { decodeManifest, encodeManifest } from '../../src/main/snapshots/format/manifest.ts';
import { manifestName } from '../../src/main/snapshots/format/layout.ts';
import { ask, practiceCores } from '../fixtures/practiceCores.ts';
import { PASSPHRASE, makeTemplateVault } from '../fixtures/templateVault.ts';
import { startTestCore, type TestCore } from '../fixtures/testCore.ts';

// Copies are cut in a process of their own, which takes its time on a machine that does other things.
jest.setTimeout(180_000);

const SECRET = { kind: 'passphrase', text: PASSPHRASE } as const;

const cores = practiceCores();

/** An open vault, copied twice to a key, a day apart. */
async function copiedTwice() {
  const core = cores.start();
  await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
  const key = mkdtempSync(join(cores.scratch, 'clé-'));
  core.chosen.folder = key;
  await ask(core, 'snapshots.choosePlace', {});
  await ask(core, 'snapshots.add', { label: 'CLÉ BLEUE' });
  core.pass(24 * 60 * 60_000);
  const between = core.core.session.vault?.now() ?? 0;
  await ask(core, 'patients.create', { fields: { familyName: 'Lefebvre', givenName: 'Marie' } });
  core.pass(60_000);
  await ask(core, 'snapshots.create', { repository: null, adopt: false });
  const manifests = readdirSync(join(key, 'snapshots')).sort();
  return { core, key, between, manifests: manifests.map((name) => join(key, 'snapshots', name)) };
}

/** What is said of the key, from the program whose vault is open, or from a fresh one. */
async function findingsOn(core: TestCore, key: string) {
  core.chosen.folder = key;
  await ask(core, 'snapshots.chooseSource', {});
  return ask(core, 'snapshots.openSource', { secret: SECRET });
}

test('nothing is said of a key as it should be; the open vault tells what a restore would take away', async () => {
  const { core, key, between } = await copiedTwice();
  expect(await findingsOn(core, key)).toMatchObject({ findings: [], isFormerAccess: false, snapshots: [{}, {}] });
  expect(await findingsOn(cores.start(false), key)).toMatchObject({ findings: [] });
  const nothing = { newPatients: 0, newConsultations: 0, changedConsultations: 0 };
  expect(await ask(core, 'snapshots.changesSince', { time: between - 1 })).toEqual({ ...nothing, newPatients: 1 });
  expect(await ask(core, 'snapshots.changesSince', { time: between + 1 })).toEqual(nothing);
});

test('a key that went back in time is known by the vault that wrote there; an empty PC shows the date', async () => {
  const { core, key, manifests } = await copiedTwice();
  rmSync(manifests.at(-1) ?? '');
  expect(await findingsOn(core, key)).toMatchObject({ findings: ['rolled-back'], snapshots: [{}] });
  expect(await findingsOn(cores.start(false), key)).toMatchObject({ findings: [], snapshots: [{}] });
});

test('a snapshot that is missing, or cut off, is said', async () => {
  const { core, key, manifests } = await copiedTwice();
  const [oldest = ''] = manifests;
  const whole = readFileSync(oldest);
  writeFileSync(oldest, whole.subarray(0, whole.length / 2));
  expect(await findingsOn(core, key)).toMatchObject({ findings: ['incomplete'], snapshots: [{}] });
  rmSync(oldest);
  expect(await findingsOn(cores.start(false), key)).toMatchObject({ findings: ['incomplete'] });
});

test('a snapshot of another vault, or without a proof, is said and left out', async () => {
  const { core, key, manifests } = await copiedTwice();
  const newest = decodeManifest(readFileSync(manifests.at(-1) ?? ''))?.manifest;
  if (newest === undefined) throw new Error('no manifest');
  const forged = encodeManifest({ ...newest, time: newest.time + 60_000, sequence: 99 }, Buffer.alloc(32, 7));
  writeFileSync(join(key, manifestName(decodeManifest(forged)?.id ?? '')), forged);
  expect(await findingsOn(core, key)).toMatchObject({ findings: ['unproven'], snapshots: [{}, {}] });

  const elsewhere = await makeTemplateVault();
  const other = startTestCore(elsewhere);
  await ask(other, 'vault.unlock', { passphrase: PASSPHRASE });
  expect((await findingsOn(other, key)).findings).toContain('other-vault');
  await other.end();
  elsewhere.remove();
});

test('a later program wrote there: some of it is said, all of it is refused', async () => {
  const { core, key, manifests } = await copiedTwice();
  const [oldest = '', newest = ''] = manifests;
  const later = (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('"version":1', '"version":2'));
  later(oldest);
  expect((await findingsOn(core, key)).findings).toContain('newer-program');
  later(newest);
  core.chosen.folder = key;
  expect(await core.call('snapshots.chooseSource', {})).toBe('repository-newer');
  renameSync(join(key, 'snapshots'), join(key, 'ailleurs'));
  expect(await core.call('snapshots.chooseSource', {})).toBe('repository-empty');
});

test('the passphrase of a colleague opens no copy in the wizard, and restores nothing', async () => {
  const { core, key } = await copiedTwice();
  const colleague = { kind: 'passphrase', text: 'sabot lunaire violon cactus ruche papaye tambour' } as const;
  const terms = { role: 'replacement', mayWrite: true, mayExport: true, lastDay: null } as const;
  await ask(core, 'practitioners.create', { name: 'Jeanne Petit', ...terms, passphrase: colleague.text });
  await ask(core, 'snapshots.create', { repository: null, adopt: false });

  for (const pc of [core, cores.start(false)]) {
    const { snapshots } = await findingsOn(pc, key);
    const snapshotId = snapshots[0]?.snapshotId ?? '';
    expect(await pc.call('snapshots.openSource', { secret: colleague })).toBe('titular-only');
    expect(await pc.call('snapshots.trySource', { secret: colleague, snapshotId })).toBe('titular-only');
    const restored = { secret: colleague, snapshotId, acceptsFormerAccess: false };
    expect(await pc.call('snapshots.restore', restored)).toBe('titular-only');
  }
});
