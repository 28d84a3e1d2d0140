import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createPatient } from '../../src/main/records/patients.ts';
import { restoreSnapshot } from '../../src/main/snapshots/restore.ts';
import type { FileOperations } from '../../src/main/snapshots/target/fileOperations.ts';
import { FolderTarget } from '../../src/main/snapshots/target/folderTarget.ts';
import { nodeFiles } from '../../src/main/snapshots/target/nodeFiles.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import { folderSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { snapshotVault } from '../../src/main/snapshots/vaultSnapshot.ts';
import { verifyRepository } from '../../src/main/snapshots/verify.ts';
import type { OpenedVault } from '../../src/main/vault/openedVault.ts';
import { closeVault, openVault } from '../../src/main/vault/vaultFolder.ts';
import { modelActor, ModelVault } from '../fixtures/modelVault.ts';
import { RealKey, whyNoRealKey, type KeyFileSystem } from '../fixtures/realKey.ts';
import { makeTemplateVault, type TemplateVault } from '../fixtures/templateVault.ts';

/*
 * Keys with their real file systems, whose drivers name things, fill up and forget in their own way. What a pull takes is
 * real, too: the image of a key that is pulled out holds what was synced and what happened to be written.
 */

let template: TemplateVault;
let scratch: string;
beforeAll(async () => {
  template = await makeTemplateVault();
  scratch = mkdtempSync(join(tmpdir(), 'osteocoffre-keys-'));
});
afterAll(() => {
  template.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const inUse: { dispose(): void }[] = [];
afterEach(() => {
  for (const thing of inUse.splice(0).toReversed()) thing.dispose();
});

function used<Thing extends { dispose(): void }>(thing: Thing): Thing {
  inUse.push(thing);
  return thing;
}

function newKey(fileSystem: KeyFileSystem, megabytes: number): RealKey {
  const key = used(new RealKey(join(mkdtempSync(join(scratch, 'k-')), 'key'), fileSystem, megabytes));
  key.plugIn();
  return key;
}

/** The machine's own files, on which the key is pulled out before the `at`-th step that would change it. */
function pulledOutAt(key: RealKey, at: number): { files: FileOperations; wasPulled: () => boolean } {
  let count = 0;
  const step = (work: () => Promise<void>) => {
    count += 1;
    if (count === at) key.pullOut();
    return work();
  };
  const files = {
    ...nodeFiles,
    writeNew: (file: string, bytes: Uint8Array) => step(() => nodeFiles.writeNew(file, bytes)),
    syncFile: (file: string) => step(() => nodeFiles.syncFile(file)),
    rename: (from: string, to: string) => step(() => nodeFiles.rename(from, to)),
    syncFolder: (folder: string) => step(() => nodeFiles.syncFolder(folder)),
    makeFolder: (folder: string) => step(() => nodeFiles.makeFolder(folder)),
    remove: (file: string) => step(() => nodeFiles.remove(file)),
  };
  return { files, wasPulled: () => count >= at };
}

const KEYS: readonly { fileSystem: KeyFileSystem; name: string; pulls: readonly number[] }[] = [
  { fileSystem: 'exfat', name: 'an exFAT key', pulls: [3, 9, 14, 17, 20, 24] },
  { fileSystem: 'ntfs', name: 'an NTFS key', pulls: [15] },
];

for (const { fileSystem, name, pulls } of KEYS) {
  const reason = whyNoRealKey(fileSystem);
  const real = reason === null ? test : test.skip;
  const because = reason === null ? '' : ` (skipped: ${reason})`;

  describe(`${name}${because}`, () => {
    real('takes a vault, proves each byte, and gives it back', async () => {
      const key = newKey(fileSystem, 64);
      const opened = await openCopy();
      createPatient(opened.vault, { familyName: 'Lefèvre', givenName: 'Zoé' });
      const spec = await folderSpec(key.root, { create: true });
      const { snapshotId } = await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
      closeVault(opened);
      key.eject();
      key.check();
      expect(readdirSync(key.mountPoint)).toEqual([]);
      key.plugIn({ readOnly: true });
      const checked = await verifyRepository({ target: openTarget(spec), full: true, now: Date.now });
      expect(checked).toMatchObject({ ok: true, snapshots: 1 });
      const folder = join(mkdtempSync(join(scratch, 'r-')), 'coffre');
      const restored = await restoreSnapshot({
        target: openTarget(spec),
        place: { label: 'CLÉ BLEUE', kind: 'folder', place: spec.root },
        folder,
        secret: { recoveryCode: template.recoveryCode },
        now: Date.now,
      });
      expect(restored).toMatchObject({ snapshotId });
      const again = await openVault({ folder, recoveryCode: template.recoveryCode });
      expect(again.vault.db.prepare('SELECT family_name FROM patient').pluck().all()).toEqual(['Lefèvre']);
      closeVault(again);
      key.eject();
    });

    real(
      'pulled out at any step loses no former copy, and the next run goes on when it is back',
      async () => {
        const key = newKey(fileSystem, 64);
        const vault = used(new ModelVault(200));
        const target = () => new FolderTarget(key.root);
        const taken = new Map([[(await createOn(vault, target())).snapshotId, vault.fingerprint()]]);
        for (const at of pulls) {
          vault.edit(at);
          vault.now += 60_000;
          const { files, wasPulled } = pulledOutAt(key, at);
          const failure = await createOn(vault, new FolderTarget(key.root, files)).catch((error: unknown) => error);
          expect(wasPulled()).toBe(true);
          expect(failure).toMatchObject({ error: { code: 'target-absent' } });
          // Nothing was written into the place where the key had been.
          expect(readdirSync(key.mountPoint)).toEqual([]);
          key.plugIn();
          // The pull may have come when the new one was there already.
          const [added] = [...(await vault.restoreAll(target())).keys()].filter((id) => !taken.has(id));
          if (added !== undefined) taken.set(added, vault.fingerprint());
          expect(await vault.restoreAll(target())).toEqual(taken);
          taken.set((await createOn(vault, target())).snapshotId, vault.fingerprint());
          expect(await vault.restoreAll(target())).toEqual(taken);
        }
        key.eject();
        key.check();
      },
      120_000,
    );

    real('that fills up says so, keeps what it held, and goes on when there is room', async () => {
      const key = newKey(fileSystem, 32);
      const vault = used(new ModelVault(100));
      const target = () => new FolderTarget(key.root);
      const taken = new Map([[(await createOn(vault, target())).snapshotId, vault.fingerprint()]]);
      const filler = join(key.mountPoint, 'vacances.mov');
      const { bavail, bsize } = statfsSync(key.mountPoint);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 2 * 1024 * 1024));
      vault.bytes = Buffer.from(new ModelVault(300).bytes);
      vault.now += 60_000;
      await expect(createOn(vault, target())).rejects.toMatchObject({ error: { code: 'target-full' } });
      expect(await vault.restoreAll(target())).toEqual(taken);
      rmSync(filler);
      taken.set((await createOn(vault, target())).snapshotId, vault.fingerprint());
      expect(await vault.restoreAll(target())).toEqual(taken);
      key.eject();
      key.check();
    });

    real('that is write-protected is not written to, and gives back what it holds', async () => {
      const key = newKey(fileSystem, 32);
      const vault = used(new ModelVault(20));
      const { snapshotId } = await createOn(vault, new FolderTarget(key.root));
      key.eject();
      key.plugIn({ readOnly: true });
      const target = new FolderTarget(key.root);
      await expect(createOn(vault, target)).rejects.toMatchObject({ error: { code: 'target-read-only' } });
      expect(await vault.restoreAll(target)).toEqual(new Map([[snapshotId, vault.fingerprint()]]));
      const proof = { vaultId: vault.id, keys: [vault.keys] as const };
      const checked = await verifyRepository({ target, full: true, proof, now: () => vault.now });
      expect(checked).toMatchObject({ ok: true, damaged: [] });
      key.eject();
      key.check();
    });
  });
}

describe('the process that cuts', () => {
  const reason = whyNoRealKey('exfat');
  const real = reason === null ? test : test.skip;

  real(
    `is heard when its key is pulled out while it writes${reason === null ? '' : ` (skipped: ${reason})`}`,
    async () => {
      const key = newKey('exfat', 64);
      const opened = await openCopy();
      const spec = await folderSpec(key.root, { create: true });
      const pulled = snapshotVault(opened.vault, {
        spec,
        label: 'CLÉ BLEUE',
        onProgress: (step) => {
          if (step === 'reading' && existsSync(key.root)) key.pullOut();
        },
      });
      await expect(pulled).rejects.toMatchObject({ error: { code: 'target-absent' } });
      key.plugIn();
      await snapshotVault(opened.vault, { spec, label: 'CLÉ BLEUE' });
      closeVault(opened);
      expect(await verifyRepository({ target: openTarget(spec), full: true, now: Date.now })).toMatchObject({
        ok: true,
      });
      key.eject();
      key.check();
    },
  );
});

function createOn(vault: ModelVault, target: FolderTarget) {
  return vault.create(target, { actor: modelActor(true) });
}

function openCopy(): Promise<OpenedVault> {
  return openVault({ folder: template.copy(), recoveryCode: template.recoveryCode });
}
