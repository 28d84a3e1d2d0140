import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { cutHere, type Cutter } from '../../src/main/snapshots/cutter/cutter.ts';
import type { CutterProcess } from '../../src/main/snapshots/cutter/cutterProcess.ts';
import type { Order, Report } from '../../src/main/snapshots/cutter/messages.ts';
import type { CreatedSnapshot } from '../../src/main/snapshots/create.ts';
import { readDatabase } from '../../src/main/snapshots/rebuild.ts';
import { readPackIndex } from '../../src/main/snapshots/repository/packIndex.ts';
import { readRepository } from '../../src/main/snapshots/repository/repository.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import type { TargetSpec } from '../../src/main/snapshots/target/targetSpec.ts';
import { verifyRepository } from '../../src/main/snapshots/verify.ts';
import { vaultManifestKeys, snapshotVault } from '../../src/main/snapshots/vaultSnapshot.ts';
import { Refusal } from '../../src/main/vault/refusal.ts';
import type { Vault } from '../../src/main/vault/vault.ts';

/** SHA-256 of the database's ciphertext, by snapshot. */
export type Fingerprints = ReadonlyMap<string, string>;

export function folderTargetSpec(root: string): TargetSpec {
  return { kind: 'folder', root, isShare: false };
}

/** Takes a snapshot, inside this process: nobody else has the vault. */
export function copyTo(vault: Vault, target: string): Promise<CreatedSnapshot> {
  mkdirSync(target, { recursive: true });
  return snapshotVault(vault, { spec: folderTargetSpec(target), label: basename(target), startCutter: cutterHere });
}

/** The cutter without a process of its own. It drops SQLite's locks on the file, which nobody contends for here. */
function cutterHere(): CutterProcess {
  let tell: (report: Report) => void = () => undefined;
  let cutter: Cutter | null = null;
  const obey = async (order: Order): Promise<void> => {
    if (order.type === 'open') {
      cutter = cutHere(openTarget(order.target));
      await cutter.ready;
      tell({ type: 'ready' });
      return;
    }
    const result = await cutter?.cut(order.job, {
      onRead: ({ lists }) => tell({ type: 'read', lists: [...lists] }),
      onProgress: () => undefined,
    });
    if (result !== undefined) tell({ type: 'done', result: { ...result, reliesOn: [...result.reliesOn] } });
  };
  return {
    send: (order) =>
      void obey(order).catch((error: unknown) => tell({ type: 'failed', fault: null, detail: String(error) })),
    onMessage: (listener) => {
      tell = listener;
    },
    onEnd: () => undefined,
    kill: () => undefined,
  };
}

/** Rebuilds every snapshot that lies there. Those that cannot be are left out. */
export async function fingerprints(root: string): Promise<Fingerprints> {
  const target = openTarget(folderTargetSpec(root));
  const index = await readPackIndex(target);
  const found = new Map<string, string>();
  for (const { id, manifest } of (await readRepository(target)).manifests) {
    const hash = createHash('sha256');
    try {
      for await (const bytes of readDatabase(target, index, manifest)) hash.update(bytes);
    } catch (error) {
      if (!(error instanceof Refusal) || error.error.code !== 'snapshot-damaged') throw error;
      continue;
    }
    found.set(id, hash.digest('hex'));
  }
  return found;
}

/** Each of the snapshots that must be there comes back byte for byte; returns all that lie there, each of which does. */
export async function expectSnapshots(
  root: string,
  known: Fingerprints,
  required: Iterable<string> = known.keys(),
): Promise<Fingerprints> {
  const found = await fingerprints(root);
  const { manifests, unreadable } = await readRepository(openTarget(folderTargetSpec(root)));
  assert.deepEqual(unreadable, [], 'a manifest cannot be read');
  assert.deepEqual(
    manifests.map(({ id }) => id).filter((id) => !found.has(id)),
    [],
    'a snapshot that lies there does not come back',
  );
  for (const id of required) assert.ok(found.has(id), `the snapshot ${id} is gone`);
  for (const [id, hash] of found) {
    const before = known.get(id);
    if (before !== undefined) assert.equal(hash, before, `the snapshot ${id} comes back with other bytes`);
  }
  return found;
}

/** A full verification with the vault's keys finds nothing. */
export async function expectSoundTarget(vault: Vault, root: string): Promise<void> {
  const keys = vaultManifestKeys(vault);
  const target = openTarget(folderTargetSpec(root));
  const { damaged } = await verifyRepository({ target, full: true, proof: { vaultId: vault.id, keys }, now: Date.now });
  assert.deepEqual(damaged, [], 'the target does not pass its own check');
}
