import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { syncFile, syncFolder } from './durableFile.ts';
import { refuse } from './refusal.ts';
import { removeAll } from './removal.ts';
import { vaultFiles } from './vaultFiles.ts';

/** Copies made before a migration end after so many days, at the next opening. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

export interface LocalCopy {
  readonly folder: string;
  readonly madeAt: number;
  readonly bytes: number;
}

/** Copies of the vault beside itself, oldest first. */
export function listLocalCopies(vaultFolder: string): LocalCopy[] {
  const { copies } = vaultFiles(vaultFolder);
  if (!existsSync(copies)) return [];
  return readdirSync(copies)
    .sort()
    .flatMap((name) => {
      const madeAt = Number(/^(\d{13})-schema-\d+$/.exec(name)?.[1]);
      if (Number.isNaN(madeAt)) return [];
      const folder = join(copies, name);
      return [{ folder, madeAt, bytes: statSync(vaultFiles(folder).database).size }];
    });
}

/**
 * Copies database and key file before a migration. The database must be closed, with no WAL left: nothing else in
 * the process may have it open, since closing our descriptor would drop SQLite's lock. Refuses `not-enough-space`.
 */
export function copyBeforeMigration(vaultFolder: string, schemaVersion: number, now: number): void {
  const files = vaultFiles(vaultFolder);
  requireFreeSpace(vaultFolder, statSync(files.database).size * 2);
  const folder = join(files.copies, `${String(now).padStart(13, '0')}-schema-${schemaVersion}`);
  const unfinished = `${folder}.tmp`;
  removeAll(unfinished);
  mkdirSync(unfinished, { recursive: true });
  copyVaultFiles(vaultFolder, unfinished);
  removeAll(folder);
  renameSync(unfinished, folder);
  syncFolder(files.copies);
}

/** Copies the files that make a vault, each synced; the lock and what is half done stay. */
export function copyVaultFiles(from: string, to: string): void {
  const [source, target] = [vaultFiles(from), vaultFiles(to)];
  for (const name of ['database', 'keys', 'keysCopy', 'state'] as const) {
    if (!existsSync(source[name])) continue;
    copyFileSync(source[name], target[name]);
    syncFile(target[name]);
  }
  syncFolder(to);
}

export function removeOldLocalCopies(vaultFolder: string, now: number): void {
  for (const { folder, madeAt } of listLocalCopies(vaultFolder)) {
    if (now - madeAt > KEPT_MS) removeAll(folder);
  }
}

/** A purge, or a key that must open nothing any more, ends them all. */
export function removeLocalCopies(vaultFolder: string): void {
  removeAll(vaultFiles(vaultFolder).copies);
}

/** Refuses `not-enough-space` where the disk of this folder has less free. */
export function requireFreeSpace(folder: string, neededBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < neededBytes) refuse({ code: 'not-enough-space', neededBytes });
}
