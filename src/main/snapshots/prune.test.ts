import { afterEach, describe, expect, test } from '@jest/globals';
import { forge } from '../../../test/fixtures/forgery.ts';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, modelTarget, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { pruneRepository, type PruneOptions } from './prune.ts';
import { FolderTarget } from './target/folderTarget.ts';
import { verifyRepository } from './verify.ts';

const vaults: ModelVault[] = [];
function vaultOf(chunks: number, from?: ModelVault): ModelVault {
  const vault = new ModelVault(chunks, from);
  vaults.push(vault);
  return vault;
}
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.dispose();
});

function prune(vault: ModelVault, files: ModelFiles, changes: Partial<PruneOptions> = {}) {
  return pruneRepository({
    target: modelTarget(files),
    vaultId: vault.id,
    keys: [vault.keys],
    now: () => vault.now,
    actor: modelActor(true),
    ...changes,
  });
}

/** Evenings on which one chunk of four changes, each with the fingerprint that its snapshot must come back as. */
async function evenings(vault: ModelVault, files: ModelFiles, count: number): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  for (let day = 0; day < count; day += 1) {
    vault.edit(day);
    const { snapshotId } = await vault.create(modelTarget(files), { actor: modelActor(true) });
    taken.set(snapshotId, vault.fingerprint());
    vault.now += DAY;
  }
  return taken;
}

async function expectWhole(
  vault: ModelVault,
  files: ModelFiles,
  taken: ReadonlyMap<string, string>,
): Promise<string[]> {
  const restored = await vault.restoreAll(modelTarget(files));
  for (const [id, fingerprint] of restored) expect(fingerprint).toBe(taken.get(id));
  return [...restored.keys()];
}

describe('pruneRepository', () => {
  test('drops what the rule no longer keeps; packs go a day later, sparse and small ones are written anew', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    const taken = await evenings(vault, files, 20);
    const first = await prune(vault, files);
    expect(first.kept).toHaveLength(9);
    expect(first.dropped).toHaveLength(11);
    expect(first).toMatchObject({ bytesFreed: 0, packsDeleted: 0 });
    expect(first.packsCondemned).toBeGreaterThan(10);
    expect(await expectWhole(vault, files, taken)).toEqual(first.kept);
    vault.now += DAY + 1;
    const second = await prune(vault, files);
    expect(second.packsDeleted).toBe(first.packsCondemned);
    expect(second.bytesFreed).toBeGreaterThan(0);
    expect(await expectWhole(vault, files, taken)).toEqual(second.kept);
    const packs = [...files.content().keys()].filter((name) => name.includes('/packs/'));
    expect(packs.length).toBeLessThan(4);
    const checked = await verifyRepository({
      target: modelTarget(files),
      full: true,
      proof: { vaultId: vault.id, keys: [vault.keys] },
      now: () => vault.now,
    });
    expect(checked.damaged.filter(({ kind }) => kind !== 'snapshot-missing')).toEqual([]);
  });

  test('what a prune left out is not taken for a loss', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    await evenings(vault, files, 20);
    await prune(vault, files);
    const proof = { vaultId: vault.id, keys: [vault.keys] as const };
    expect(
      (await verifyRepository({ target: modelTarget(files), full: false, proof, now: () => vault.now })).damaged,
    ).toEqual([]);
  });

  test('a dry run tells the same and changes nothing', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    await evenings(vault, files, 12);
    const before = [...files.content().keys()];
    const dry = await prune(vault, files, { dryRun: true });
    expect([...files.content().keys()]).toEqual(before);
    expect((await prune(vault, files)).dropped).toEqual(dry.dropped);
  });

  test('a snapshot that relies again on a condemned pack keeps it', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    const taken = await evenings(vault, files, 9);
    // Began before the prune, ends after it: it relies on packs that the prune saw dead.
    const late = files.reopened();
    await prune(vault, files);
    vault.edit(1);
    const { snapshotId } = await vault.create(modelTarget(late), { actor: modelActor(true) });
    taken.set(snapshotId, vault.fingerprint());
    for (const [name, bytes] of late.content()) {
      const isNew = !files.content().has(name) && (name.includes('/packs/') || name.includes(snapshotId));
      if (isNew) await copyInto(files, name, bytes);
    }
    vault.now += DAY + 1;
    await prune(vault, files);
    expect(await expectWhole(vault, files, taken)).toContain(snapshotId);
  });

  test('forged manifests drop no real one', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    const taken = await evenings(vault, files, 5);
    const forged = await forge(files, vault, 20);
    const pruned = await prune(vault, files);
    expect(pruned.dropped).toEqual([]);
    expect(pruned.leftAlone).toHaveLength(forged.length);
    expect(await expectWhole(vault, files, taken)).toEqual([...taken.keys()]);
  });

  test('packs that a damaged snapshot may need are left', async () => {
    const vault = vaultOf(4);
    const files = new ModelFiles();
    const taken = await evenings(vault, files, 20);
    const [rotted = ''] = [...taken.keys()].slice(-3);
    files.tamper(`${ROOT}/snapshots/${rotted}.json`, (bytes) => bytes.subarray(0, 100));
    const pruned = await prune(vault, files);
    expect(pruned).toMatchObject({ packsCondemned: 0, packsRewritten: 0 });
    expect(pruned.leftAlone).toContain(`snapshots/${rotted}.json`);
  });
});

describe('pruneRepository refuses', () => {
  test('while anybody else works there', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    await evenings(vault, files, 2);
    const { takeLock } = await import('./repository/lock.ts');
    const lock = await takeLock(modelTarget(files), 'shared', () => vault.now, modelActor(false));
    await expect(prune(vault, files, { actor: modelActor(false) })).rejects.toMatchObject({
      error: { code: 'repository-in-use' },
    });
    await lock.release();
  });

  test('when a snapshot is dated later than now', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    await evenings(vault, files, 3);
    vault.now -= 5 * DAY;
    await expect(prune(vault, files)).rejects.toMatchObject({ error: { code: 'clock-behind-snapshots' } });
  });

  test('when time runs against the sequence', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    await evenings(vault, files, 3);
    vault.now -= 400 * DAY;
    await evenings(vault, files, 1);
    vault.now += 500 * DAY;
    await expect(prune(vault, files)).rejects.toMatchObject({ error: { code: 'clock-against-sequence' } });
  });

  test('about a clock that was wrong once only once, and about a new wrong date anew', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    await evenings(vault, files, 3);
    vault.now += 3_000 * DAY;
    await evenings(vault, files, 1);
    vault.now -= 3_000 * DAY;
    await expect(prune(vault, files)).rejects.toMatchObject({ error: { code: 'clock-behind-snapshots' } });
    const { doubts } = await prune(vault, files, { acceptsClock: true });
    const answeredDoubts = doubts.map(({ name }) => name);
    expect(answeredDoubts).toHaveLength(1);
    // A right date that follows the wrong one is no new doubt.
    await evenings(vault, files, 2);
    expect((await prune(vault, files, { answeredDoubts })).doubts).toEqual([]);
    vault.now += 2_000 * DAY;
    await evenings(vault, files, 1);
    vault.now -= 2_000 * DAY;
    await expect(prune(vault, files, { answeredDoubts })).rejects.toMatchObject({
      error: { code: 'clock-behind-snapshots' },
    });
  });

  test('when the clock leapt to 2035 and would end everything, until the person says that it is right', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    const taken = await evenings(vault, files, 5);
    vault.now = Date.UTC(2035, 0, 1);
    await evenings(vault, files, 1);
    await expect(prune(vault, files)).rejects.toMatchObject({ error: { code: 'clock-leapt' } });
    expect((await vault.restoreAll(modelTarget(files))).size).toBe(taken.size + 1);
    expect((await prune(vault, files, { acceptsClock: true })).kept).toHaveLength(1);
  });

  test('when two PCs went on from one snapshot', async () => {
    const one = vaultOf(2);
    const files = new ModelFiles();
    const { repository } = await one.create(modelTarget(files));
    const other = vaultOf(2, one);
    const apart = files.reopened();
    other.book.adopt({ repository }, [], one.book.head(repository));
    other.edit(0);
    await other.create(modelTarget(apart));
    one.now += 1000;
    await one.create(modelTarget(files));
    for (const [name, bytes] of apart.content()) if (!files.content().has(name)) await copyInto(files, name, bytes);
    await expect(prune(one, files)).rejects.toMatchObject({ error: { code: 'repository-forked' } });
  });

  test('where the target lets nothing be deleted', async () => {
    const vault = vaultOf(2);
    const files = new ModelFiles();
    await evenings(vault, files, 1);
    const target = new FolderTarget(ROOT, files, { canDelete: false });
    await expect(prune(vault, files, { target })).rejects.toMatchObject({ error: { code: 'target-keeps-all' } });
  });
});

describe('a prune that is cut off', () => {
  for (const how of ['kill', 'ENOSPC', 'EIO'] as const) {
    test(`by ${how} at any step leaves every kept snapshot whole, and the next run succeeds`, async () => {
      const vault = vaultOf(2);
      const start = new ModelFiles();
      const taken = await evenings(vault, start, 10);
      await prune(vault, start);
      // A day on: packs to delete, packs to rewrite and manifests to drop in one run.
      for (const [id, fingerprint] of await evenings(vault, start, 3)) taken.set(id, fingerprint);
      const { kept } = await prune(vault, start, { dryRun: true });
      for (let at = 1; ; at += 1) {
        const files = start.reopened();
        files.fault = { at, how };
        const failure = await prune(vault, files).catch((error: unknown) => error);
        const after = files.reopened();
        expect(await expectWhole(vault, after, taken)).toEqual(expect.arrayContaining([...kept]));
        if (failure instanceof Error) expect((await prune(vault, after)).kept).toEqual(kept);
        expect(await expectWhole(vault, after, taken)).toEqual(kept);
        if (!files.hasFailed) break;
      }
    });
  }
});

async function copyInto(files: ModelFiles, name: string, bytes: Buffer): Promise<void> {
  const folder = name.slice(0, name.lastIndexOf('/'));
  await files.makeFolder(folder);
  await files.writeNew(name, bytes);
}
