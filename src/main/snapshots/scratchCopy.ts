import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { requireFreeSpace } from '../vault/localCopy.ts';
import { removeAll } from '../vault/removal.ts';
import { openVaultDatabase } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import type { ReadManifest } from './format/manifest.ts';
import { thisProcess } from './repository/lock.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { writeSnapshotFiles } from './snapshotFiles.ts';
import type { Target } from './target/target.ts';
import type { RepositoryKeys } from './unlockRepository.ts';

export interface ScratchOptions {
  readonly signal?: AbortSignal;
  /** Where the folder is made; the system's folder of temporary files where it is not given. */
  readonly scratch?: string;
  /** Bytes of the database that are rebuilt. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Rebuilds a snapshot into a folder of its own, lets its database be looked into, and removes it. Only ciphertext lies in
 * that folder at any time. Refuses `snapshot-damaged`, `not-enough-space`.
 */
export async function inScratchCopy<Value>(
  target: Target,
  { vaultId, vaultKeys }: Pick<RepositoryKeys, 'vaultId' | 'vaultKeys'>,
  chosen: ReadManifest,
  { signal, onProgress, scratch = tmpdir() }: ScratchOptions,
  look: (db: Database.Database) => Value,
): Promise<Value> {
  requireFreeSpace(scratch, chosen.manifest.size);
  removeLeftovers(scratch);
  const folder = mkdtempSync(join(scratch, `${SCRATCH_PREFIX}${process.pid}-`));
  try {
    await writeSnapshotFiles(folder, {
      options: {
        target,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      chosen,
      keyFileText: chosen.manifest.keyFile,
      index: await readPackIndex(target),
    });
    const { db } = openVaultDatabase(vaultFiles(folder), vaultId, vaultKeys, chosen.manifest.key);
    try {
      return look(db);
    } finally {
      db.close();
    }
  } finally {
    removeQuietly(folder);
  }
}

const SCRATCH_PREFIX = 'osteocoffre-essai-';

/** What a trial that was killed left: as large as the vault, and ciphertext. */
function removeLeftovers(scratch: string): void {
  for (const name of readdirSync(scratch)) {
    const owner = /^(\d+)-/.exec(name.startsWith(SCRATCH_PREFIX) ? name.slice(SCRATCH_PREFIX.length) : '')?.[1];
    if (owner !== undefined && thisProcess.hasEnded(Number(owner))) removeQuietly(join(scratch, name));
  }
}

/** What the trial found counts, whether or not its folder can be removed: a later one tries again. */
function removeQuietly(folder: string): void {
  try {
    removeAll(folder);
  } catch {
    // See above.
  }
}
