import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, modelTarget, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { newId } from '../vault/identifier.ts';
import { decodeManifest, encodeManifest, type ManifestKeys } from './format/manifest.ts';
import { manifestName } from './format/layout.ts';
import { pruneRepository } from './prune.ts';
import { judge, readRepository } from './repository/repository.ts';
import { findingsOf } from './sourceFindings.ts';
import { verifyRepository } from './verify.ts';

type Keys = readonly [ManifestKeys, ...ManifestKeys[]];

const vaults: ModelVault[] = [];
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.dispose();
});

/** A vault that was copied on five evenings, then rekeyed: nothing of it is the same ciphertext any more. */
async function rekeyed() {
  const vault = new ModelVault(4);
  vaults.push(vault);
  const files = new ModelFiles();
  const before = await evenings(vault, files, [vault.keys], 5);
  const keys: Keys = [newKeys(), vault.keys];
  vault.bytes = randomBytes(vault.bytes.length);
  return { vault, files, before, keys };
}

function newKeys(): ManifestKeys {
  return { keyId: newId(), mac: randomBytes(32), seal: randomBytes(32) };
}

async function evenings(vault: ModelVault, files: ModelFiles, keys: Keys, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let day = 0; day < count; day += 1) {
    vault.edit(day);
    ids.push((await vault.create(modelTarget(files), { keys: [...keys], actor: modelActor(true) })).snapshotId);
    vault.now += DAY;
  }
  return ids;
}

async function judged(files: ModelFiles, vault: ModelVault, keys: Keys) {
  const { verified, former, unverified } = judge(await readRepository(modelTarget(files)), vault.id, keys);
  const ids = (reads: typeof verified) => reads.map(({ id }) => id);
  return { verified: ids(verified), former: ids(former), unverified: ids(unverified) };
}

function prune(vault: ModelVault, files: ModelFiles, keys: Keys) {
  return pruneRepository({
    target: modelTarget(files),
    vaultId: vault.id,
    keys,
    now: () => vault.now,
    actor: modelActor(true),
  });
}

describe('a generation', () => {
  test('begins with the first snapshot under a new key, and owes nothing to the former one', async () => {
    const { vault, files, before, keys } = await rekeyed();
    expect(await judged(files, vault, keys)).toEqual({ verified: [], former: before, unverified: [] });
    const after = await evenings(vault, files, keys, 2);
    expect(await judged(files, vault, keys)).toEqual({ verified: after, former: before, unverified: [] });
    // Who holds the new key alone takes nothing of the former generation for proven; who holds the former one, nothing of this.
    expect(await judged(files, vault, [keys[0]])).toEqual({ verified: after, former: [], unverified: before });
    expect(await judged(files, vault, [vault.keys])).toEqual({ verified: before, former: [], unverified: after });
    for (const proof of [undefined, { vaultId: vault.id, keys }]) {
      const options = { target: modelTarget(files), full: true, now: () => vault.now };
      expect((await verifyRepository(proof === undefined ? options : { ...options, proof })).damaged).toEqual([]);
    }
  });

  test('a rollback is seen across the rekey, before the new generation has begun and after', async () => {
    const { vault, files, before, keys } = await rekeyed();
    const rolledBack = files.reopened();
    await rolledBack.remove(`${ROOT}/${manifestName(before.at(-1) ?? '')}`);
    await expect(evenings(vault, rolledBack, keys, 1)).rejects.toMatchObject({
      error: { code: 'repository-rolled-back' },
    });
    const [first] = await evenings(vault, files, keys, 1);
    await files.remove(`${ROOT}/${manifestName(first ?? '')}`);
    await expect(evenings(vault, files, keys, 1)).rejects.toMatchObject({ error: { code: 'repository-rolled-back' } });
  });

  test('whoever holds the former key stops no copy, and ends no snapshot of today', async () => {
    const { vault, files, keys } = await rekeyed();
    const after = await evenings(vault, files, keys, 3);
    // Later and with a higher number than anything real, by a writer that nobody knows, once a day.
    const [newest] = [...files.content()]
      .filter(([name]) => name.includes('/snapshots/'))
      .flatMap(([, bytes]) => decodeManifest(bytes) ?? [])
      .filter(({ manifest }) => manifest.key === vault.keys.keyId)
      .toReversed();
    if (newest === undefined) throw new Error('there is a former generation');
    for (let day = 1; day <= 8; day += 1) {
      const { manifest } = newest;
      const forged = { ...manifest, writer: newId(), time: vault.now - day * 60_000, sequence: 900_000 + day };
      const bytes = encodeManifest(forged, vault.keys.mac);
      await files.writeNew(`${ROOT}/${manifestName(decodeManifest(bytes)?.id ?? '')}`, bytes);
    }
    expect(await evenings(vault, files, keys, 1)).toHaveLength(1);
    expect((await prune(vault, files, keys)).kept).toEqual(expect.arrayContaining(after));
    // Who restores with that key alone is told that it is not the last one, whatever the forged numbers say.
    const repository = await readRepository(modelTarget(files));
    const opened = { judged: judge(repository, vault.id, [vault.keys]), keys: [vault.keys], vaultId: vault.id };
    expect(findingsOf({ ...opened, repository, now: () => vault.now, vault: null })).toContain('newer-closed');
  });

  test('the former one ends as the days pass, and its packs with it', async () => {
    const { vault, files, before, keys } = await rekeyed();
    await evenings(vault, files, keys, 1);
    expect((await judged(files, vault, keys)).former).toEqual(before);
    await evenings(vault, files, keys, 9);
    const { kept } = await prune(vault, files, keys);
    // Only what is some week's or month's last among all is left of it.
    const left = before.filter((id) => kept.includes(id));
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(before.length);
    vault.now += 400 * DAY;
    await evenings(vault, files, keys, 1);
    const options = { target: modelTarget(files), vaultId: vault.id, keys, now: () => vault.now };
    await pruneRepository({ ...options, actor: modelActor(true), acceptsClock: true });
    expect((await judged(files, vault, keys)).former).toEqual([]);
  });
});
