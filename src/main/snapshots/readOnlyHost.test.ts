import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { modelActor, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { S3Store, STORE_ACCESS } from '../../../test/fixtures/s3Store.ts';
import { Refusal } from '../vault/refusal.ts';
import { pruneRepository } from './prune.ts';
import { takeReadingLock } from './repository/lock.ts';
import { cachedForPush } from './target/cachedForPush.ts';
import { RangeCache } from './target/rangeCache.ts';
import type { S3Place } from './target/s3Place.ts';
import { S3Target } from './target/s3Target.ts';

// Keys with fewer rights, as they are recommended: this PC's cannot delete, those of the sheet only read.

let store: S3Store;
let place: S3Place;
let target: S3Target;

beforeEach(async () => {
  store = new S3Store();
  place = await store.start();
  target = new S3Target(place, STORE_ACCESS, { settleMs: 0 });
});
afterEach(async () => {
  await target.close();
  await store.stop();
});

function refuse(...methods: string[]): void {
  store.fault = ({ method }) =>
    methods.includes(method) ? { kind: 'error', status: 403, code: 'AccessDenied' } : null;
}

test('without the right to delete copies go on, and a prune says why nothing goes', async () => {
  refuse('DELETE');
  const vault = new ModelVault(3);
  for (let evening = 0; evening < 3; evening += 1) {
    vault.edit(evening);
    await vault.create(target, { actor: modelActor(true) });
    vault.now += 24 * 60 * 60_000;
  }
  expect((await vault.restoreAll(target)).size).toBe(3);
  const now = () => vault.now + 400 * 24 * 60 * 60_000;
  const pruning = pruneRepository({ target, vaultId: vault.id, keys: [vault.keys], now, acceptsClock: true });
  await expect(pruning).rejects.toThrow(Refusal);
  await expect(pruning).rejects.toMatchObject({ error: { code: 'target-keeps-all' } });
  expect((await vault.restoreAll(target)).size).toBe(3);
  vault.dispose();
}, 60_000);

test('without the right to delete a push asks as little after sixty evenings as after six', async () => {
  refuse('DELETE');
  const vault = new ModelVault(3);
  const requests: number[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-index-'));
  const remembering = cachedForPush(target, new RangeCache(folder));
  for (let evening = 0; evening < 60; evening += 1) {
    vault.edit(evening % 3);
    const before = store.requests.length;
    await vault.create(remembering, { actor: modelActor(true) });
    requests.push(store.requests.length - before);
    vault.now += 24 * 60 * 60_000;
  }
  expect(requests[59]).toBe(requests[5]);
  rmSync(folder, { recursive: true });
  vault.dispose();
}, 120_000);

test('with the right to read alone everything comes back, without a lock', async () => {
  const vault = new ModelVault(3);
  await vault.create(target, { actor: modelActor(true) });
  refuse('PUT', 'DELETE');
  expect(await takeReadingLock(target, () => vault.now)).toBeNull();
  expect([...(await vault.restoreAll(target)).values()]).toEqual([vault.fingerprint()]);
  vault.dispose();
}, 60_000);
