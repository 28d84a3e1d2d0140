import { afterEach, describe, expect, test } from '@jest/globals';
import { ModelFiles } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, modelTarget, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { pruneRepository } from './prune.ts';

/*
 * A power cut may lose any of the steps that no sync made durable, each for itself, and so in any order. After every
 * prefix of the steps, every subset of the unsynced ones is tried where there are few, a bounded choice where there are
 * many; in each state all proven snapshots that lie there must come back byte for byte, and the next run must succeed.
 */
const ALL_SUBSETS_UP_TO = 5;
const CHOSEN_SUBSETS = 24;

const vaults: ModelVault[] = [];
function vaultOf(chunks: number): ModelVault {
  const vault = new ModelVault(chunks);
  vaults.push(vault);
  return vault;
}
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.dispose();
});

/** Subsets of the unsynced steps to lose: all, or none, each alone, all but each, and some spread over the rest. */
function subsets(unsynced: readonly number[]): Set<number>[] {
  if (unsynced.length <= ALL_SUBSETS_UP_TO) {
    return Array.from({ length: 2 ** unsynced.length }, (_, bits) => chosen(unsynced, bits));
  }
  const alone = unsynced.map((step) => new Set([step]));
  const allBut = unsynced.map((step) => new Set(unsynced.filter((other) => other !== step)));
  const spread = Array.from({ length: CHOSEN_SUBSETS }, (_, seed) => chosen(unsynced, (seed + 1) * 0x9e3779b1));
  return [new Set<number>(), new Set(unsynced), ...alone, ...allBut, ...spread];
}

function chosen(unsynced: readonly number[], bits: number): Set<number> {
  return new Set(unsynced.filter((_, index) => (bits >>> (index % 31)) & 1));
}

/** Every state in which the disk may be found after a cut during these steps. */
function* statesOf(files: ModelFiles): Generator<ModelFiles> {
  for (let prefix = 0; prefix <= files.steps.length; prefix += 1) {
    for (const lost of subsets(files.unsynced(prefix))) yield files.afterPowerCut(prefix, lost);
  }
}

describe('a power cut on the target', () => {
  test('during a first snapshot leaves none, or one that comes back whole', async () => {
    const vault = vaultOf(3);
    const files = new ModelFiles();
    await vault.create(modelTarget(files), { actor: modelActor(true) });
    let states = 0;
    for (const state of statesOf(files)) {
      states += 1;
      for (const fingerprint of (await vault.restoreAll(modelTarget(state))).values())
        expect(fingerprint).toBe(vault.fingerprint());
    }
    expect(states).toBeGreaterThan(60);
    // When the run had said that it was done, its snapshot was there whatever the cut could take.
    const all = files.steps.length;
    for (const lost of subsets(files.unsynced(all)))
      expect((await vault.restoreAll(modelTarget(files.afterPowerCut(all, lost)))).size).toBe(1);
  });

  test('during a later snapshot leaves the former ones whole, and the next run succeeds', async () => {
    const vault = vaultOf(3);
    const first = new ModelFiles();
    await vault.create(modelTarget(first), { actor: modelActor(true) });
    const before = vault.fingerprint();
    vault.edit(1);
    vault.now += DAY;
    const files = first.reopened();
    await vault.create(modelTarget(files), { actor: modelActor(true) });
    for (const state of statesOf(files)) {
      const [former, ...later] = (await vault.restoreAll(modelTarget(state))).values();
      expect(former).toBe(before);
      for (const fingerprint of later) expect(fingerprint).toBe(vault.fingerprint());
      vault.now += 1000;
      // The cut hit the target, not the vault, which may know a head that is lost: the person is asked, and says yes.
      await vault.create(modelTarget(state), { actor: modelActor(true), adopt: true });
      expect([...(await vault.restoreAll(modelTarget(state))).values()].at(-1)).toBe(vault.fingerprint());
    }
  });

  test('during a run after a killed one takes nothing that the new snapshot relies on', async () => {
    const vault = vaultOf(3);
    // Killed before the folder of its pack was synced, the pack is listed, and may still be lost.
    for (let at = 1; ; at += 1) {
      const files = new ModelFiles();
      files.fault = { at, how: 'kill' };
      await vault.create(modelTarget(files), { actor: modelActor(true) }).catch(() => undefined);
      if (!files.hasFailed) break;
      const next = files.continued();
      await vault.create(modelTarget(next), { actor: modelActor(true), adopt: true });
      const all = next.steps.length;
      for (const lost of subsets(next.unsynced(all))) {
        const state = next.afterPowerCut(all, lost);
        expect([...(await vault.restoreAll(modelTarget(state))).values()].at(-1)).toBe(vault.fingerprint());
      }
    }
  });

  test('during a prune takes no kept snapshot', async () => {
    const vault = vaultOf(2);
    const start = new ModelFiles();
    const taken = new Map<string, string>();
    const evening = async () => {
      vault.edit(taken.size);
      const { snapshotId } = await vault.create(modelTarget(start), { actor: modelActor(true) });
      taken.set(snapshotId, vault.fingerprint());
      vault.now += DAY;
    };
    const prune = (files: ModelFiles) =>
      pruneRepository({
        target: modelTarget(files),
        vaultId: vault.id,
        keys: [vault.keys],
        now: () => vault.now,
        actor: modelActor(true),
      });
    for (let day = 0; day < 10; day += 1) await evening();
    await prune(start);
    for (let day = 0; day < 2; day += 1) await evening();
    const files = start.reopened();
    const { kept } = await prune(files);
    for (const state of statesOf(files)) {
      const restored = await vault.restoreAll(modelTarget(state));
      for (const [id, fingerprint] of restored) expect(fingerprint).toBe(taken.get(id));
      expect([...restored.keys()]).toEqual(expect.arrayContaining([...kept]));
    }
  });
});
