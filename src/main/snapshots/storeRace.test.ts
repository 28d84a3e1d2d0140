import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ModelStore } from '../../../test/fixtures/modelStore.ts';
import { DAY, modelActor, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { Refusal } from '../vault/refusal.ts';
import { snapshotIdOf } from './format/layout.ts';
import { pruneRepository } from './prune.ts';
import { readRepository } from './repository/repository.ts';
import type { Target } from './target/target.ts';
import { verifyRepository, type VerifyOptions } from './verify.ts';

// Two PCs that both went on from one copy push to one store at the same time, over a network that loses answers. Not
// one snapshot that either of them was told of may be lost, and none may be damaged; two that follow the same one are
// seen by both.

/** Numbers below 1 out of a seed: mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function outcomeOf<Value>(work: Promise<Value>): Promise<Value | string> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

/** What a push may end with while another PC pushes. */
const EXPECTED = [
  'repository-in-use',
  'repository-other-writer',
  'repository-ahead',
  'repository-rolled-back',
  'host-unreachable',
  // What was just written is not listed yet.
  'target-failed',
];

const circumstances = [
  { listingLag: 0, canDelete: true, timeouts: 0 },
  { listingLag: 0, canDelete: true, timeouts: 0.04 },
  { listingLag: 12, canDelete: true, timeouts: 0.02 },
  { listingLag: 12, canDelete: false, timeouts: 0.02 },
];

test.each(circumstances)(
  'two PCs race to a store that lists $listingLag steps late, loses $timeouts of its answers, deletes: $canDelete',
  async (circumstance) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 4 }), fc.boolean(), async (seed, rounds, ripens) => {
        const store = new ModelStore({ ...circumstance, draw: drawer(seed) });
        const quiet = store.seenBy('observer', { isDisturbed: false });
        const one = new ModelVault(3);
        const first = await one.create(quiet, { actor: modelActor(true) });
        store.settle();
        /** Told to one of the two PCs, by id: what it must come back as. */
        const told = new Map([[first.snapshotId, one.fingerprint()]]);
        const two = new ModelVault(3, one);
        two.book.adopt(first, [], one.book.head(first.repository));
        const pushes = async (vault: ModelVault, machine: string) => {
          for (let round = 0; round < rounds; round += 1) {
            vault.edit(round);
            vault.now += 60_000;
            const actor = { ...modelActor(true), machine };
            const fingerprint = vault.fingerprint();
            const target = store.seenBy(machine, { isDisturbed: true });
            const outcome = await outcomeOf(vault.create(target, { actor }));
            if (typeof outcome === 'string') expect(EXPECTED).toContain(outcome);
            else told.set(outcome.snapshotId, fingerprint);
          }
        };
        const ended = new Set<string | null>();
        const prune = async () => {
          const seen = store.seenBy('one', { isDisturbed: true });
          // By what it asks the store for: of a prune whose answers get lost nobody else knows what it ended.
          const end = (name: string) => {
            ended.add(snapshotIdOf(name));
            return seen.delete(name);
          };
          const target: Target = { ...seen, delete: end };
          const now = () => one.now;
          const actor = { ...modelActor(true), machine: 'one' };
          await outcomeOf(pruneRepository({ target, vaultId: one.id, keys: [one.keys], now, actor }));
        };
        /** With days between, on both PCs' clocks, so that what one of them condemns the next one deletes. */
        const pruning = async () => {
          await prune();
          for (let day = 0; ripens && day < 3; day += 1) {
            for (const vault of [one, two]) vault.now += DAY + 60_000;
            await prune();
          }
        };
        await Promise.all([pushes(one, 'one'), pushes(two, 'two'), pruning()]);
        store.settle();
        const restored = await one.restoreAll(quiet);
        for (const [id, fingerprint] of [...told].filter(([id]) => !ended.has(id)))
          expect([id, restored.get(id)]).toEqual([id, fingerprint]);
        await expectForkSeen(one, two, store);
        one.dispose();
        two.dispose();
      }),
      { numRuns: 50 },
    );
  },
  300_000,
);

test.each([
  { listingLag: 0, canDelete: true, timeouts: 0.04 },
  { listingLag: 12, canDelete: true, timeouts: 0.02 },
  { listingLag: 12, canDelete: false, timeouts: 0.02 },
])(
  'at a store that decides who writes first no two PCs follow the same snapshot: listing $listingLag steps late, losing $timeouts of its answers, deletes: $canDelete',
  async (circumstance) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 4 }), async (seed, rounds) => {
        const store = new ModelStore({ ...circumstance, decidesNew: true, draw: drawer(seed) });
        const quiet = store.seenBy('observer', { isDisturbed: false });
        const one = new ModelVault(3);
        const first = await one.create(quiet, { actor: modelActor(true) });
        store.settle();
        const two = new ModelVault(3, one);
        two.book.adopt(first, [], one.book.head(first.repository));
        const pushes = async (vault: ModelVault, machine: string) => {
          for (let round = 0; round < rounds; round += 1) {
            vault.edit(round);
            vault.now += 60_000;
            const actor = { ...modelActor(true), machine };
            const outcome = await outcomeOf(vault.create(store.seenBy(machine, { isDisturbed: true }), { actor }));
            if (typeof outcome === 'string') expect(EXPECTED).toContain(outcome);
          }
        };
        await Promise.all([pushes(one, 'one'), pushes(two, 'two')]);
        store.settle();
        const { manifests } = await readRepository(quiet);
        const followed = manifests.map(({ manifest }) => manifest.former);
        expect(new Set(followed).size).toBe(followed.length);
        one.dispose();
        two.dispose();
      }),
      { numRuns: 40 },
    );
  },
  300_000,
);

/** Where both PCs' snapshots lie there, neither goes on unasked, and a check names two that follow the same one. */
async function expectForkSeen(one: ModelVault, two: ModelVault, store: ModelStore): Promise<void> {
  const quiet = store.seenBy('observer', { isDisturbed: false });
  const ids = [...(await one.restoreAll(quiet)).keys()];
  const writers = [one, two].map((vault) => vault.book.presentWriter().slice(0, 8));
  if (!writers.every((writer) => ids.some((id) => id.endsWith(writer)))) return;
  for (const vault of [one, two]) {
    vault.now += DAY;
    const isSuspicious = await outcomeOf(vault.create(quiet, { actor: modelActor(true) }));
    // The first PC's writer is an ancestor of the second's, which may thus go on from what the first wrote before.
    if (vault === one) expect(isSuspicious).toBe('repository-other-writer');
    else expect(['repository-ahead', 'repository-rolled-back', 'object']).toContain(kindOf(isSuspicious));
  }
  const proof: VerifyOptions['proof'] = { vaultId: one.id, keys: [one.keys] };
  const { damaged } = await verifyRepository({
    target: quiet,
    full: true,
    proof,
    now: () => one.now,
    actor: modelActor(true),
  });
  expect(damaged.filter(({ kind }) => kind === 'chunks-missing' || kind === 'pack-damaged')).toEqual([]);
}

function kindOf(outcome: unknown): string {
  return typeof outcome === 'string' ? outcome : typeof outcome;
}
