import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Link, type LinkFault } from '../../../test/fixtures/link.ts';
import { modelActor, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { S3Store, STORE_ACCESS } from '../../../test/fixtures/s3Store.ts';
import { Refusal } from '../vault/refusal.ts';
import type { S3Place } from './target/s3Place.ts';
import { S3Target } from './target/s3Target.ts';
import { verifyRepository, type VerifyOptions } from './verify.ts';

// A line that goes dead at each of a push's requests in turn, and comes back.

const HURRY = { connectMs: 10_000, silenceMs: 60_000, tries: 2, firstDelayMs: 1 };

/** What a pack takes, with room for its index. */
const PACK_CHUNKS = 1_020;

let store: S3Store;
let link: Link;
let place: S3Place;

beforeEach(async () => {
  store = new S3Store();
  const behind = await store.start();
  link = new Link(behind.endpoint);
  place = { ...behind, endpoint: await link.start(), prefix: 'cabinet/' };
});
afterEach(async () => {
  await link.stop();
  await store.stop();
});

async function withTarget<Value>(
  use: (target: S3Target) => Promise<Value>,
  silenceMs = HURRY.silenceMs,
): Promise<Value> {
  const target = new S3Target(place, STORE_ACCESS, { patience: { ...HURRY, silenceMs }, settleMs: 0 });
  try {
    return await use(target);
  } finally {
    await target.close();
  }
}

/** Takes a snapshot; the refusal's code where it was refused. */
async function push(vault: ModelVault, silenceMs?: number): Promise<string | null> {
  return withTarget(async (target) => {
    try {
      await vault.create(target, { actor: modelActor(true) });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.error.code;
      throw error;
    }
  }, silenceMs);
}

function packBytesSent(): number {
  return link.sent.filter(({ path }) => path.includes('/packs/')).reduce((sum, { bytes }) => sum + bytes, 0);
}

function packBytesStored(): number {
  return [...store.objects]
    .filter(([name]) => name.includes('/packs/'))
    .reduce((sum, [, bytes]) => sum + bytes.length, 0);
}

/** Indexes, footers and lists of packs that begin elsewhere than they would have in one go. */
const OTHER_CUTS = 100_000;

/** A vault with one snapshot on the empty store, which has grown since. */
async function grownVault(chunks: number): Promise<{ vault: ModelVault; before: string }> {
  store.objects.clear();
  link.heal();
  const vault = new ModelVault(3);
  expect(await push(vault)).toBeNull();
  const before = vault.fingerprint();
  vault.bytes = Buffer.concat([vault.bytes, randomBytes(chunks * 16_384)]);
  link.heal();
  return { vault, before };
}

const faults: LinkFault[] = ['before', 'after'];
test.each(faults)(
  'cut %s any request is obeyed, a push goes on where it was: what lies there is not sent again, nothing is damaged',
  async (fault) => {
    const requests = await requestsOf(20);
    for (let at = 1; at <= requests; at += 1) await pushAcross({ chunks: 20, fault, at });
  },
  600_000,
);

test('of several packs on their way at once, those that came through are not sent again', async () => {
  const sent = await pushAcross({ chunks: PACK_CHUNKS + 40, fault: 'before', at: (await firstPackOf(20)) + 1 });
  expect(sent.first + sent.second).toBeLessThan((PACK_CHUNKS + 40) * 16_384 + OTHER_CUTS);
}, 600_000);

/** How many requests an undisturbed push makes. */
async function requestsOf(chunks: number): Promise<number> {
  const { vault } = await grownVault(chunks);
  expect(await push(vault)).toBeNull();
  vault.dispose();
  return link.requests;
}

/** Which request of an undisturbed push carries the first pack. */
async function firstPackOf(chunks: number): Promise<number> {
  const { vault } = await grownVault(chunks);
  const former = store.requests.length;
  expect(await push(vault)).toBeNull();
  vault.dispose();
  const made = store.requests.slice(former);
  return made.findIndex(({ method, key }) => method === 'PUT' && key.includes('/packs/')) + 1;
}

/** A push whose line goes dead at a request, then another; all is checked after it. */
async function pushAcross({ chunks, fault, at }: { chunks: number; fault: LinkFault; at: number }) {
  const { vault, before } = await grownVault(chunks);
  const former = packBytesStored();
  link.fault = fault;
  link.deadFrom = at;
  const outcome = await push(vault);
  const arrived = packBytesStored() - former;
  link.heal();
  // Null where only the lock's release was cut.
  if (outcome !== null) {
    expect(outcome).toBe('host-unreachable');
    expect(await push(vault)).toBeNull();
  }
  const sent = { first: arrived, second: packBytesSent() };
  // The lists of the chunks are cut anew where the first run did not come to write them.
  expect(sent.second).toBeLessThanOrEqual((chunks + 1) * 16_384 - arrived + OTHER_CUTS);
  await withTarget(async (target) => {
    const restored = [...(await vault.restoreAll(target)).values()];
    expect(restored).toContain(before);
    expect(restored).toContain(vault.fingerprint());
    const proof: VerifyOptions['proof'] = { vaultId: vault.id, keys: [vault.keys] };
    const now = () => vault.now;
    const found = await verifyRepository({ target, full: true, proof, now, actor: modelActor(true) });
    expect(found.damaged).toEqual([]);
  });
  vault.dispose();
  return sent;
}

test('a line that falls silent is given up, told, and taken up again', async () => {
  const { vault } = await grownVault(20);
  link.fault = 'silence';
  link.deadFrom = 8;
  expect(await push(vault, 1_000)).toBe('host-unreachable');
  link.heal();
  expect(await push(vault)).toBeNull();
  expect([...(await withTarget((target) => vault.restoreAll(target))).values()]).toContain(vault.fingerprint());
  vault.dispose();
}, 60_000);

test('a pack that came to lie there otherwise than it was sent is found before anything relies on it', async () => {
  const { vault, before } = await grownVault(20);
  store.fault = ({ method, key }) => (method === 'GET' && key.includes('/packs/') ? { kind: 'wrong-content' } : null);
  expect(await push(vault)).toBe('target-failed');
  store.fault = () => null;
  expect([...(await withTarget((target) => vault.restoreAll(target))).values()]).toEqual([before]);
  vault.dispose();
}, 60_000);
