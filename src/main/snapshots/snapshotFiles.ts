import { open, type FileHandle } from 'node:fs/promises';
import { syncFolder } from '../vault/durableFile.ts';
import { writeBothCopies } from '../vault/keyFileStore.ts';
import { refuse } from '../vault/refusal.ts';
import { updateVaultState } from '../vault/stateFile.ts';
import { readDatabaseSalt } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import type { ReadManifest } from './format/manifest.ts';
import { hashHere } from './hashing/hasher.ts';
import { ThreadHasher } from './hashing/threadHasher.ts';
import { readDatabase } from './rebuild.ts';
import type { PackIndex } from './repository/packIndex.ts';
import type { Target } from './target/target.ts';

/** What it takes to write the files of a vault out of a snapshot. */
export interface SnapshotFiles {
  readonly options: {
    readonly target: Target;
    /** A database of the same vault on this disk, from which what did not change is taken. */
    readonly near?: string;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  };
  readonly chosen: ReadManifest;
  readonly keyFileText: string;
  readonly index: PackIndex;
}

/** Bytes from which on a second thread saves more than its start takes. */
const WORTH_A_THREAD = 64 * 1024 * 1024;

/** The disk writes these while the next ones are read and proven: at the end there is little left to sync. */
const FLUSH_BYTES = 16 * 1024 * 1024;

/** Writes coffre.db and both copies of the key file, all synced. */
export async function writeSnapshotFiles(
  folder: string,
  { options, chosen, keyFileText, index }: SnapshotFiles,
): Promise<void> {
  const files = vaultFiles(folder);
  const handle = await open(files.database, 'wx', 0o600);
  const hasher = chosen.manifest.size < WORTH_A_THREAD ? hashHere : new ThreadHasher();
  let near: FileHandle | null = null;
  try {
    if (options.near !== undefined) near = await open(options.near, 'r');
    let done = 0;
    let flushing = Promise.resolve();
    for await (const bytes of readDatabase(options.target, index, chosen.manifest, { near, hasher })) {
      if (options.signal?.aborted === true) refuse({ code: 'cancelled' });
      // Unlike `write`, all of it: a disk that fills up takes a part first.
      await handle.writeFile(bytes);
      if (Math.floor((done + bytes.length) / FLUSH_BYTES) > Math.floor(done / FLUSH_BYTES)) {
        await flushing;
        flushing = handle.datasync();
        // Whoever awaits it next hears of a failure.
        flushing.catch(() => undefined);
      }
      done += bytes.length;
      options.onProgress?.(done, chosen.manifest.size);
    }
    await flushing;
    await handle.sync();
  } finally {
    hasher.close();
    await handle.close();
    await near?.close();
  }
  writeBothCopies(files, keyFileText);
  updateVaultState(files.state, { databaseSalt: readDatabaseSalt(files.database) });
  syncFolder(folder);
}
