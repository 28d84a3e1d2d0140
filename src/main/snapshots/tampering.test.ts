import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forge } from '../../../test/fixtures/forgery.ts';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, modelTarget, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { Refusal } from '../vault/refusal.ts';
import type { CreatedSnapshot } from './create.ts';
import { pruneRepository } from './prune.ts';
import { judge, readRepository } from './repository/repository.ts';
import { verifyRepository } from './verify.ts';

/*
 * Somebody has the key for an evening, and no passphrase. Whatever they do to the files, in any number and order: it is
 * shown or the next copy refuses, a copy comes back as it was or not at all, and ending old copies ends no others.
 */

/** One thing done to the key; the numbers choose files and places. */
interface Act {
  readonly kind: 'drop' | 'swap' | 'flip' | 'cut' | 'replay' | 'forge' | 'mix';
  readonly one: number;
  readonly other: number;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('drop', 'swap', 'flip', 'cut', 'replay', 'forge', 'mix'),
    one: fc.nat(),
    other: fc.nat(),
  }),
  { minLength: 1, maxLength: 4 },
);

interface Given {
  readonly vault: ModelVault;
  readonly files: ModelFiles;
  /** What each snapshot must come back as. */
  readonly taken: ReadonlyMap<string, string>;
  readonly newest: CreatedSnapshot;
  /** The same key a few evenings before. */
  readonly earlier: ModelFiles;
  /** A key of somebody else’s vault. */
  readonly foreign: ModelFiles;
}

async function given(): Promise<Given> {
  const vault = new ModelVault(3);
  const files = new ModelFiles();
  const taken = new Map<string, string>();
  const evening = async (day: number) => {
    vault.edit(day);
    const created = await vault.create(modelTarget(files), { actor: modelActor(true) });
    taken.set(created.snapshotId, vault.fingerprint());
    vault.now += DAY;
    return created;
  };
  for (let day = 0; day < 5; day += 1) await evening(day);
  const earlier = files.reopened();
  for (let day = 5; day < 8; day += 1) await evening(day);
  const newest = await evening(8);
  const stranger = new ModelVault(3);
  const foreign = new ModelFiles();
  await stranger.create(modelTarget(foreign), { actor: modelActor(true) });
  stranger.dispose();
  return { vault, files, taken, newest, earlier, foreign };
}

async function commit(act: Act, files: ModelFiles, start: Given): Promise<void> {
  const { earlier, foreign } = start;
  const paths = [...files.content().keys()].filter((path) => !path.includes('/locks/')).sort();
  const [one, other] = [paths[act.one % paths.length], paths[act.other % paths.length]];
  if (one === undefined || other === undefined) return;
  const bytesOf = (path: string) => files.content().get(path) ?? Buffer.alloc(0);
  if (act.kind === 'drop') await files.remove(one);
  if (act.kind === 'cut') files.tamper(one, (bytes) => bytes.subarray(0, act.other % Math.max(1, bytes.length)));
  if (act.kind === 'flip') files.tamper(one, (bytes) => flipped(bytes, act.other));
  if (act.kind === 'swap') {
    const [first, second] = [bytesOf(one), bytesOf(other)];
    files.tamper(one, () => second);
    files.tamper(other, () => first);
  }
  if (act.kind === 'forge') await addAll(files, await withForged(start, act.one % 20), false);
  if (act.kind === 'replay') await replaceAll(files, earlier, paths);
  if (act.kind === 'mix') await addAll(files, foreign, act.one % 2 === 0);
}

/** Forged manifests for so many days, and nothing else that was not there. */
async function withForged({ vault, files }: Given, days: number): Promise<ModelFiles> {
  const forged = files.reopened();
  await forge(forged, vault, days);
  for (const path of files.content().keys()) await forged.remove(path);
  return forged;
}

/** A byte that is changed, so that something is: adding 0 would not. */
function flipped(bytes: Buffer, where: number): Buffer {
  if (bytes.length === 0) return bytes;
  const at = where % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  return bytes;
}

/** The whole key as it once was. */
async function replaceAll(files: ModelFiles, former: ModelFiles, paths: readonly string[]): Promise<void> {
  for (const path of paths) await files.remove(path);
  await addAll(files, former, true);
}

async function addAll(files: ModelFiles, others: ModelFiles, replaces: boolean): Promise<void> {
  for (const [path, bytes] of others.content()) {
    const isThere = files.content().has(path);
    if (isThere && replaces) files.tamper(path, () => bytes);
    if (isThere) continue;
    await files.makeFolder(path.slice(0, path.lastIndexOf('/')));
    await files.writeNew(path, bytes);
  }
}

function contentOf(files: ModelFiles): string {
  return JSON.stringify([...files.content()].map(([path, bytes]) => [path, bytes.toString('hex')]).sort());
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

test('whatever is done to the files of a key is shown or refused, and ends or changes no copy', async () => {
  const start = await given();
  const { vault, taken } = start;
  const untouched = await prune(vault, start.files.reopened());
  await fc.assert(
    fc.asyncProperty(acts, async (done) => {
      const files = start.files.reopened();
      for (const act of done) await commit(act, files, start);
      if (contentOf(files) === contentOf(start.files)) return;
      const target = modelTarget(files);
      const proof = { vaultId: vault.id, keys: [vault.keys] as const };
      const { damaged } = await verifyRepository({ target, full: true, proof, now: () => vault.now });
      const { verified } = judge(await readRepository(target), vault.id, [vault.keys]);
      // What is proven is one of ours, and comes back as it was or not at all.
      for (const { id } of verified) expect([...taken.keys()]).toContain(id);
      const restored = await vault.restoreAll(target).catch((error: unknown) => {
        if (error instanceof Refusal) return new Map<string, string>();
        throw error;
      });
      for (const [id, fingerprint] of restored) expect(fingerprint).toBe(taken.get(id));
      // Ending old copies ends none that would have stayed on the untouched key, unless it ends none at all.
      const pruned = await prune(vault, files.reopened()).catch((error: unknown) => {
        if (error instanceof Refusal) return { dropped: [] };
        throw error;
      });
      const isShown = damaged.length > 0;
      if (!isShown) {
        const refused = await codeOf(vault.create(target, { actor: modelActor(true) }));
        // A copy that retention ends anyway is no loss; everything else that is not shown stops the next copy.
        if (refused === null) expect([...restored.keys()]).toEqual(expect.arrayContaining([...untouched.kept]));
        else expect(['repository-rolled-back', 'repository-foreign', 'repository-other-writer']).toContain(refused);
        vault.book.goBackTo(start.newest);
      } else for (const id of pruned.dropped) expect(untouched.kept).not.toContain(id);
    }),
    { numRuns: 60 },
  );
  vault.dispose();
});

function prune(vault: ModelVault, files: ModelFiles) {
  return pruneRepository({
    target: modelTarget(files),
    vaultId: vault.id,
    keys: [vault.keys],
    now: () => vault.now,
    actor: modelActor(true),
  });
}

test('an ended copy that is put back is shown', async () => {
  const { vault, files } = await given();
  const before = files.reopened();
  const { dropped } = await prune(vault, files);
  vault.edit(1);
  await vault.create(modelTarget(files), { actor: modelActor(true) });
  const name = `${ROOT}/snapshots/${dropped[0] ?? ''}.json`;
  await files.writeNew(name, before.content().get(name) ?? Buffer.alloc(0));
  const proof = { vaultId: vault.id, keys: [vault.keys] as const };
  const { damaged } = await verifyRepository({
    target: modelTarget(files),
    full: false,
    proof,
    now: () => vault.now,
  });
  expect(damaged.map(({ kind }) => kind)).toContain('snapshot-returned');
  vault.dispose();
});
