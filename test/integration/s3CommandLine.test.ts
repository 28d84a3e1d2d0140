import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plainAccess } from '../../src/main/snapshots/target/s3Access.ts';
import { S3Target } from '../../src/main/snapshots/target/s3Target.ts';
import { TargetFailure } from '../../src/main/snapshots/target/target.ts';
import { osteocoffre as runCommandLine } from '../fixtures/commandLine.ts';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { S3RVER_KEYS, startS3rver, type S3rverStore } from '../fixtures/s3rverStore.ts';
import { startSwift, type SwiftStore } from '../fixtures/swiftStore.ts';

// `snapshot … s3:` as somebody without a screen has it: over two stores that others wrote, and a stand-in for what is refused.

const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';
const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-s3-'));
const vault = join(folder, 'coffre');
const phrase = join(folder, 'phrase');

// Before the tests are named: they are skipped, and counted so, where it cannot be started.
const swift = await startSwift();
const withSwift = swift === null ? test.skip : test;
let s3rver: S3rverStore;
let standIn: S3Store;
/** Endpoint and keys by the name of the store. */
const stores = new Map<string, { address: string; credentials: string }>();

beforeAll(async () => {
  writeFileSync(phrase, `${PASSPHRASE}\n`);
  const { code, stderr } = await osteocoffre('create', vault, '--argon2-floor');
  expect([code, stderr]).toEqual([0, expect.anything()]);
  standIn = new S3Store();
  const { endpoint, bucket } = await standIn.start();
  const { region, accessKeyId, secretAccessKey } = STORE_ACCESS;
  stores.set('a stand-in', {
    address: `s3:${endpoint}/${bucket}/cabinet/coffre`,
    credentials: credentialsFile({ endpoint, bucket, region, accessKeyId, secretAccessKey }),
  });
  s3rver = await startS3rver();
  stores.set('s3rver', {
    address: `s3:${s3rver.endpoint}/${s3rver.bucket}/cabinet/coffre`,
    credentials: credentialsFile({ ...S3RVER_KEYS, endpoint: s3rver.endpoint, bucket: s3rver.bucket }),
  });
  if (swift !== null)
    stores.set('OpenStack Swift', {
      address: `s3:${swift.endpoint}/${swift.bucket}/cabinet/coffre`,
      credentials: swift.credentialsFile,
    });
}, 400_000);
afterAll(async () => {
  await standIn.stop();
  await s3rver.stop();
  await swift?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function credentialsFile(content: Readonly<Record<string, string>>): string {
  const path = join(folder, `clés-${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

async function osteocoffre(...args: readonly string[]) {
  return runCommandLine([...args, '--json', '--passphrase-file', phrase]);
}

/** The object that a command answers with. */
async function answer(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await osteocoffre(...args);
  expect([code, stderr]).toEqual([0, expect.anything()]);
  return JSON.parse(stdout);
}

test('a vault goes to s3rver and comes back', () => goThereAndBack('s3rver'), 900_000);

withSwift('a vault goes to OpenStack Swift and comes back', () => goThereAndBack('OpenStack Swift'), 900_000);

async function goThereAndBack(name: string): Promise<void> {
  const store = stores.get(name);
  if (store === undefined) throw new Error(`${name} was not started`);
  const keys = ['--s3-credentials-file', store.credentials];
  const first = await answer('snapshot', 'create', vault, store.address, ...keys);
  const second = await answer('snapshot', 'create', vault, store.address, ...keys);
  expect(first).toMatchObject({ chunksAdded: expect.any(Number), seconds: expect.any(Number) });
  const ids = [first, second].map((created) => (created as { snapshotId: string }).snapshotId);
  expect(await answer('snapshot', 'list', store.address, ...keys)).toMatchObject({
    snapshots: ids.map((id) => ({ id })),
  });
  expect(await answer('snapshot', 'verify', store.address, '--full', ...keys)).toMatchObject({
    ok: true,
    proven: { isIntact: true, snapshotId: ids[1] },
  });
  const restored = join(folder, `restauré de ${name}`);
  expect(await answer('snapshot', 'restore', store.address, restored, ...keys)).toMatchObject({
    snapshotId: ids[1],
  });
  expect(await answer('check', restored)).toMatchObject({ ok: true });
  expect(await answer('snapshot', 'prune', store.address, ...keys)).toMatchObject({ kept: 1, dropped: 1 });
  expect(await answer('snapshot', 'verify', store.address, '--full', ...keys)).toMatchObject({ ok: true });
}

test('what cannot be is refused in a plain sentence, and no secret is in it', async () => {
  const { address, credentials } = stores.get('a stand-in') ?? { address: '', credentials: '' };
  const known = JSON.parse(readFileSync(credentials, 'utf8')) as Record<string, string>;
  const refused = async (target: string, ...more: readonly string[]) => {
    const { code, stdout, stderr } = await osteocoffre('snapshot', 'list', target, ...more);
    expect(stdout + stderr).not.toContain(STORE_ACCESS.secretAccessKey);
    return [code, stdout === '' ? '' : (JSON.parse(stdout) as { error: { code: string } }).error.code];
  };
  const withKeys = (changes: Record<string, string>) => [
    '--s3-credentials-file',
    credentialsFile({ ...known, ...changes }),
  ];
  expect(await refused(address)).toEqual([2, '']);
  expect(await refused(address, '--s3-credentials-file', join(folder, 'absent'))).toEqual([1, 'host-keys-unreadable']);
  expect(await refused(address, ...withKeys({ bucket: 'autres' }))).toEqual([1, 'host-address-contradicts']);
  expect(await refused(address, ...withKeys({ endpoint: 'https://autre.example' }))).toEqual([
    1,
    'host-address-contradicts',
  ]);
  expect(await refused('s3:http://stockage.example/coffres/a', ...withKeys({}))).toEqual([1, 'host-address-wrong']);
  expect(await refused('s3:coffres/a', ...withKeys({}))).toEqual([1, 'host-address-wrong']);
}, 600_000);

withSwift(
  'a real store names what is wrong, and takes up again after it was frozen',
  async () => {
    if (swift === null) throw new Error('Swift was not started');
    const { endpoint, bucket } = swift;
    const patience = { connectMs: 5_000, silenceMs: 2_000, tries: 2, firstDelayMs: 10 };
    const faultWith = async (
      changes: Partial<SwiftStore>,
      place: { bucket?: string; now?: () => number } = {},
    ): Promise<string> => {
      const access = plainAccess({ ...swiftKeys(), ...changes });
      const at = { endpoint, bucket: place.bucket ?? bucket, prefix: '' };
      const target = new S3Target(at, access, { patience, now: place.now ?? Date.now });
      try {
        await target.list('');
        return 'none';
      } catch (error) {
        return error instanceof TargetFailure ? error.fault : String(error);
      } finally {
        await target.close();
      }
    };
    expect(await faultWith({})).toBe('none');
    expect(await faultWith({ secretAccessKey: 'autre' })).toBe('key-refused');
    expect(await faultWith({ accessKeyId: 'autre' })).toBe('key-refused');
    expect(await faultWith({ region: 'eu-west-9' })).toBe('region-wrong');
    expect(await faultWith({}, { bucket: 'absent' })).toBe('bucket-missing');
    for (const minutes of [-16, 16])
      expect(await faultWith({}, { now: () => Date.now() + minutes * 60_000 })).toBe('clock-off');
    await swift.cut();
    expect(await faultWith({})).toBe('unreachable');
    await swift.heal();
    expect(await faultWith({})).toBe('none');
  },
  300_000,
);

function swiftKeys() {
  if (swift === null) throw new Error('no store was started');
  const { region, accessKeyId, secretAccessKey } = swift;
  return { region, accessKeyId, secretAccessKey };
}
