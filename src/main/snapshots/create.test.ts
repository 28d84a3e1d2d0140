import { afterEach, describe, expect, test } from '@jest/globals';
import { ModelFiles, ROOT } from '../../../test/fixtures/modelFiles.ts';
import { DAY, modelActor, modelTarget, ModelVault } from '../../../test/fixtures/modelVault.ts';
import { FolderTarget } from './target/folderTarget.ts';

const vaults: ModelVault[] = [];
function vaultOf(chunks: number, from?: ModelVault): ModelVault {
  const vault = new ModelVault(chunks, from);
  vaults.push(vault);
  return vault;
}
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.dispose();
});

describe('createSnapshot', () => {
  test('writes a snapshot that comes back byte for byte', async () => {
    const vault = vaultOf(20);
    const target = modelTarget(new ModelFiles());
    const created = await vault.create(target);
    expect(created).toMatchObject({ chunksAdded: 21, isReadBack: true });
    expect([...(await vault.restoreAll(target)).values()]).toEqual([vault.fingerprint()]);
  });

  test('writes only what changed the second time', async () => {
    const vault = vaultOf(520);
    const target = modelTarget(new ModelFiles());
    const first = await vault.create(target);
    const before = vault.fingerprint();
    vault.edit(3);
    vault.now += DAY;
    const second = await vault.create(target);
    // The chunk and the list that names it.
    expect(second.chunksAdded).toBe(2);
    expect(second.bytesAdded).toBeLessThan(3 * 16_384 + 4_000);
    const restored = await vault.restoreAll(target);
    expect(restored.get(first.snapshotId)).toBe(before);
    expect(restored.get(second.snapshotId)).toBe(vault.fingerprint());
  });

  test('stages what a slow target cannot take while the file is frozen, and leaves nothing staged', async () => {
    const vault = vaultOf(20);
    const files = new ModelFiles();
    const target = new FolderTarget(ROOT, files, { isSlow: true });
    await vault.create(target);
    expect([...(await vault.restoreAll(target)).values()]).toEqual([vault.fingerprint()]);
    expect(vault.isStagingEmpty()).toBe(true);
  });

  test('leaves nothing on the target but what the format names', async () => {
    const files = new ModelFiles();
    await vaultOf(3).create(modelTarget(files));
    const names = [...files.content().keys()].map((name) =>
      name.replace(/[0-9a-f]{64}/, '*').replace(/packs\/../, 'packs'),
    );
    expect(names.sort()).toEqual([
      `${ROOT}/LISEZMOI.txt`,
      `${ROOT}/config.json`,
      `${ROOT}/packs/*`,
      expect.stringMatching(/\/snapshots\/20260806T183000Z-000001-[0-9a-f]{8}\.json$/),
    ]);
  });

  test('refuses a target with the snapshots of another vault', async () => {
    const target = modelTarget(new ModelFiles());
    await vaultOf(3).create(target);
    await expect(vaultOf(3).create(target)).rejects.toMatchObject({ error: { code: 'repository-foreign' } });
  });

  test('refuses a target that went back in time, until the person says to go on', async () => {
    const vault = vaultOf(3);
    const files = new ModelFiles();
    await vault.create(modelTarget(files));
    const past = files.reopened();
    vault.edit(1);
    await vault.create(modelTarget(files));
    await expect(vault.create(modelTarget(past))).rejects.toMatchObject({ error: { code: 'repository-rolled-back' } });
    await vault.create(modelTarget(past), { adopt: true });
    expect((await vault.restoreAll(modelTarget(past))).size).toBe(2);
  });

  test('refuses when two PCs go on from one snapshot, whichever comes second', async () => {
    const one = vaultOf(3);
    const files = new ModelFiles();
    await one.create(modelTarget(files));
    const other = vaultOf(3, one);
    const { repository, head } = await headOf(one, modelTarget(files));
    other.book.adopt({ repository }, [], head);
    await other.create(modelTarget(files));
    await expect(one.create(modelTarget(files))).rejects.toMatchObject({ error: { code: 'repository-other-writer' } });
    expect((await one.restoreAll(modelTarget(files))).size).toBe(2);
  });
});

async function headOf(vault: ModelVault, target: FolderTarget) {
  const { judge, readRepository } = await import('./repository/repository.ts');
  const judged = judge(await readRepository(target), vault.id, [vault.keys]);
  const repository = judged.repository ?? '';
  return { repository, head: vault.book.head(repository) };
}

describe('a run that is cut off', () => {
  for (const how of ['kill', 'ENOSPC', 'EIO'] as const) {
    test(`by ${how} at any step leaves the former snapshots whole, and the next run succeeds`, async () => {
      const vault = vaultOf(5);
      const start = new ModelFiles();
      const first = await vault.create(modelTarget(start), { actor: modelActor(true) });
      const before = vault.fingerprint();
      const bytes = vault.bytes;
      let at = 1;
      for (; ; at += 1) {
        vault.bytes = bytes;
        vault.edit(at);
        vault.now += 1000;
        const files = start.reopened();
        files.fault = { at, how };
        const failure = await vault
          .create(modelTarget(files), { actor: modelActor(true) })
          .catch((error: unknown) => error);
        const wasHit = files.hasFailed;
        // The same disk, and no process that still holds anything.
        const after = modelTarget(files.reopened());
        expect((await vault.restoreAll(after)).get(first.snapshotId)).toBe(before);
        if (failure instanceof Error) {
          vault.now += 1000;
          await vault.create(after, { actor: modelActor(true) });
        }
        const restored = [...(await vault.restoreAll(after)).values()];
        expect(restored.at(-1)).toBe(vault.fingerprint());
        if (!wasHit) break;
        // Each try begins on the same target: what this one wrote there is not there for the next.
        vault.book.goBackTo(first);
      }
      expect(at).toBeGreaterThan(20);
    });
  }
});
