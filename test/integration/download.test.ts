import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { keepDocument } from '../../src/main/privacy/keptDocuments.ts';
import { forgetOldDownload } from '../../src/main/snapshots/download.ts';
import { restoreSnapshot } from '../../src/main/snapshots/restore.ts';
import type { S3Place } from '../../src/main/snapshots/target/s3Place.ts';
import { S3Target } from '../../src/main/snapshots/target/s3Target.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import { Link } from '../fixtures/link.ts';
import { ask, practiceCores } from '../fixtures/practiceCores.ts';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { PASSPHRASE } from '../fixtures/templateVault.ts';

// A vault that comes back from a host over a line that is cut: what came is not fetched again.

jest.setTimeout(300_000);

const SECRET = { kind: 'passphrase', text: PASSPHRASE } as const;
/** Enough for several of the runs in which a database is fetched. */
const SCAN_BYTES = 11 * 1024 * 1024;

const cores = practiceCores();
let store: S3Store;
let link: Link;
let place: S3Place;
let address: Input<'hosting.useSource'>['address'];

beforeEach(async () => {
  store = new S3Store();
  const behind = await store.start();
  link = new Link(behind.endpoint);
  const endpoint = await link.start();
  place = { ...behind, endpoint, prefix: 'cabinet/' };
  address = {
    endpoint,
    bucket: behind.bucket,
    prefix: 'cabinet',
    region: 'fr-test-1',
    style: 'path',
    authority: null,
    proxy: null,
  };
  await pushAVault();
});
afterEach(async () => {
  await link.stop();
  await store.stop();
});

const { accessKeyId, secretAccessKey } = STORE_ACCESS;
const keys = { accessKeyId, secretAccessKey };

/** A vault with a large scan lies at the host. */
async function pushAVault(): Promise<void> {
  const core = cores.start();
  await ask(core, 'vault.unlock', { passphrase: PASSPHRASE });
  const { vault } = core.session;
  if (vault === null) throw new Error('the vault is not open');
  const bytes = randomBytes(SCAN_BYTES);
  keepDocument(vault, { kind: 'hosting-contract', title: 'Contrat', mediaType: 'application/pdf', bytes });
  await ask(core, 'hosting.saveAttestation', {
    hostName: 'Stockage du Test',
    certificateNumber: 'HDS-2026-0042',
    activities: [1, 2, 3, 4, 5, 6],
    expiresOn: '2027-03-01',
    contractOn: '2026-11-02',
  });
  await ask(core, 'hosting.saveAccess', { address: { ...address, kilobytesPerSecond: null }, keys });
  await ask(core, 'hosting.copy', { adopt: false });
}

/** Bytes of packs that the store gave out since that request. */
function packBytesGiven(since: number): number {
  return store.requests
    .slice(since)
    .filter(({ method, key }) => method === 'GET' && key.includes('/packs/'))
    .reduce((sum, { headers }) => sum + rangeLength(headers.range), 0);
}

function rangeLength(range: string | undefined): number {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  return first === undefined ? Number.NaN : Number(last) - Number(first) + 1;
}

/** What it was refused with; null where the vault is in place. */
async function restoreInto(folder: string): Promise<string | null> {
  const patience = { connectMs: 10_000, silenceMs: 60_000, tries: 2, firstDelayMs: 1 };
  const target = new S3Target(place, STORE_ACCESS, { patience, settleMs: 0 });
  try {
    const known = { label: 'Hébergeur', kind: 's3', place: `s3:${place.endpoint}/${place.bucket}/cabinet` } as const;
    await restoreSnapshot({ target, place: known, folder, secret: { passphrase: PASSPHRASE }, now: Date.now });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  } finally {
    await target.close();
  }
}

test('cut at any request, a restore goes on where it was, and leaves the vault alone beside itself', async () => {
  link.heal();
  let before = store.requests.length;
  expect(await restoreInto(join(cores.scratch, 'en-une-fois'))).toBeNull();
  const [requests, whole] = [link.requests, packBytesGiven(before)];
  expect(whole).toBeGreaterThan(SCAN_BYTES);
  for (let at = 1; at <= requests; at += 1) {
    const folder = join(cores.scratch, `coupe-${at}`);
    link.heal();
    link.deadFrom = at;
    before = store.requests.length;
    const outcome = await restoreInto(folder);
    link.heal();
    // Null where only the lock's release was cut.
    if (outcome !== null) {
      expect([at, outcome]).toEqual([at, 'host-unreachable']);
      expect(existsSync(folder)).toBe(false);
      expect(await restoreInto(folder)).toBeNull();
    }
    expect([at, packBytesGiven(before)]).toEqual([at, whole]);
    expect(existsSync(`${folder}.telechargement`)).toBe(false);
    expect(existsSync(join(folder, 'coffre.db'))).toBe(true);
  }
});

test('what the wizard tried out is not fetched again for the restore', async () => {
  const core = cores.start(false);
  const before = store.requests.length;
  await ask(core, 'hosting.useSource', { address, keys });
  const { snapshots } = await ask(core, 'snapshots.openSource', { secret: SECRET });
  const { snapshotId = '' } = snapshots[0] ?? {};
  const trial = await ask(core, 'snapshots.trySource', { secret: SECRET, snapshotId });
  expect(trial).toMatchObject({ isIntact: true });
  const fetched = packBytesGiven(before);
  await ask(core, 'snapshots.restore', { secret: SECRET, snapshotId, acceptsFormerAccess: false });
  expect(packBytesGiven(before)).toBe(fetched);
  expect(await core.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({});
  expect(existsSync(`${core.session.folder}.telechargement`)).toBe(false);
});

test('what nobody came back for within a week goes at the next start', () => {
  const folder = join(cores.scratch, 'coffre');
  mkdirSync(`${folder}.telechargement`, { recursive: true });
  forgetOldDownload(folder);
  expect(existsSync(`${folder}.telechargement`)).toBe(true);
  const eightDaysAgo = new Date(Date.now() - 8 * 24 * 60 * 60_000);
  utimesSync(`${folder}.telechargement`, eightDaysAgo, eightDaysAgo);
  forgetOldDownload(folder);
  expect(existsSync(`${folder}.telechargement`)).toBe(false);
});
