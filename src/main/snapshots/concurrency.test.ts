import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { Refusal } from '../vault/refusal.ts';
import { LOCKS_PREFIX } from './format/layout.ts';
import { pruneRepository } from './prune.ts';
import { FolderTarget } from './target/folderTarget.ts';
import type { Target } from './target/target.ts';
import { verifyRepository } from './verify.ts';

/** The folder as one process sees it: each operation waits for its turn, drawn at random. */
function interleaved(files: ModelFiles, draw: () => number, seesLocks: boolean): Target {
  const target = new FolderTarget(ROOT, files);
  const own = new Set<string>();
  const turn = async () => {
    for (let ticks = draw(); ticks > 0; ticks -= 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    capabilities: target.capabilities,
    list: async (prefix) => {
      await turn();
      const entries = await target.list(prefix);
      return seesLocks || !prefix.startsWith(LOCKS_PREFIX) ? entries : entries.filter(({ name }) => own.has(name));
    },
    readRange: async (name, offset, length) => {
      await turn();
      return target.readRange(name, offset, length);
    },
    readBack: async (name) => {
      await turn();
      return target.readBack(name);
    },
    writeWhole: async (name, bytes) => {
      own.add(name);
      await turn();
      await target.writeWhole(name, bytes);
    },
    settle: async (names) => {
      await turn();
      await target.settle(names);
    },
    delete: async (name) => {
      await turn();
      await target.delete(name);
    },
  };
}

/** Small numbers out of a seed: mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 6;
  };
}

/** The refusal's code, or the value; anything else that is thrown is a fault of ours. */
async function outcomeOf<Value>(work: Promise<Value>): Promise<Value | string> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

for (const seesLocks of [true, false]) {
  const how = seesLocks ? 'with locks that are seen' : 'even where no lock is ever seen, as on a store that lists late';
  test(`two writers, a pruner and a reader leave only snapshots that restore, none lost unasked, ${how}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 8 }), async (seed, evenings) => {
        const one = new ModelVault(2);
        const files = new ModelFiles();
        const taken = new Map<string, string>();
        const plain = new FolderTarget(ROOT, files);
        for (let day = 0; day <= evenings; day += 1) {
          one.edit(day);
          taken.set((await one.create(plain, { actor: modelActor(true) })).snapshotId, one.fingerprint());
          one.now += DAY;
        }
        const { repository } = await outcomeAsCreated(one, plain, taken);
        const two = new ModelVault(2, one);
        two.book.adopt({ repository }, [], one.book.head(repository));
        two.edit(evenings);
        one.edit(evenings + 1);
        const draw = drawer(seed);
        const see = () => interleaved(files, draw, seesLocks);
        const proof = { vaultId: one.id, keys: [one.keys] as const };
        const now = () => one.now;
        const work = { now, actor: modelActor(false) };
        const atSomeMoment = async <Value>(begin: () => Promise<Value>) => {
          for (let ticks = 40 * draw(); ticks > 0; ticks -= 1) await new Promise((resolve) => setImmediate(resolve));
          return outcomeOf(begin());
        };
        const [byOne, byTwo, pruned] = await Promise.all([
          atSomeMoment(() => one.create(see(), { actor: modelActor(false) })),
          atSomeMoment(() => two.create(see(), { actor: modelActor(false) })),
          atSomeMoment(() => pruneRepository({ target: see(), vaultId: one.id, keys: [one.keys], ...work })),
          atSomeMoment(() => verifyRepository({ target: see(), full: true, proof, ...work, actor: modelActor(false) })),
        ]);
        if (typeof byOne !== 'string') taken.set(byOne.snapshotId, one.fingerprint());
        if (typeof byTwo !== 'string') taken.set(byTwo.snapshotId, two.fingerprint());
        if (typeof pruned !== 'string') for (const id of pruned.dropped) taken.delete(id);
        expect(await one.restoreAll(plain)).toEqual(taken);
        // A day on, when condemned packs go, too.
        one.now += 2 * DAY;
        const later = await outcomeOf(
          pruneRepository({
            target: plain,
            vaultId: one.id,
            keys: [one.keys],
            now,
            actor: modelActor(true),
            acceptsFork: true,
          }),
        );
        if (typeof later !== 'string') for (const id of later.dropped) taken.delete(id);
        expect(await one.restoreAll(plain)).toEqual(taken);
        one.dispose();
        two.dispose();
      }),
      { numRuns: 40 },
    );
  });
}

async function outcomeAsCreated(vault: ModelVault, target: Target, taken: Map<string, string>) {
  const created = await vault.create(target, { actor: modelActor(true) });
  taken.set(created.snapshotId, vault.fingerprint());
  vault.now += 60_000;
  return created;
}
