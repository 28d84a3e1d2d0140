import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { logAccess } from './accessLog.ts';
import { syncFolder } from './durableFile.ts';
import { copyVaultFiles, requireFreeSpace } from './localCopy.ts';
import type { OpenedVault } from './openedVault.ts';
import { removeAll } from './removal.ts';
import { adoptVaultAt, requireNoVault } from './vaultFolder.ts';
import { openVaultDatabase } from './vaultDatabase.ts';
import { vaultFiles } from './vaultFiles.ts';
import { requireSafePlace } from './vaultPlace.ts';

/**
 * Moves an open vault to another folder: copied, compared byte for byte, opened there; only then the former files go.
 * Returns the vault opened at its new place; the former one is closed. Whatever fails leaves the vault where it was.
 */
export async function moveVault(
  opened: OpenedVault,
  target: string,
  options: { migrationsFolder: string; now: () => number },
): Promise<OpenedVault> {
  const from = opened.vault.folder;
  const folder = resolve(target);
  requireSafePlace(folder);
  requireNoVault(folder);
  mkdirSync(dirname(folder), { recursive: true });
  requireFreeSpace(dirname(folder), statSync(opened.files.database).size * 2);
  const building = `${folder}.creation-${randomBytes(4).toString('hex')}`;
  // Nothing else in this process may have the file open while it is read: closing it would drop SQLite's lock.
  opened.db.pragma('wal_checkpoint(TRUNCATE)');
  opened.db.close();
  try {
    mkdirSync(building, { mode: 0o700 });
    copyVaultFiles(from, building);
    await requireEqual(opened.files.database, vaultFiles(building).database);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(building, folder);
    syncFolder(dirname(folder));
    const moved = adoptVaultAt(folder, opened, options);
    logAccess(moved.vault, { action: 'vault-moved' });
    opened.close();
    removeVaultFiles(from);
    return moved;
  } catch (error) {
    removeAll(building);
    const { keyFile } = opened.keyFile;
    opened.adoptDatabase(openVaultDatabase(opened.files, keyFile.vaultId, opened.keys, keyFile.currentKeyId).db);
    throw error;
  }
}

async function requireEqual(one: string, other: string): Promise<void> {
  if ((await digest(one)) !== (await digest(other))) throw new Error('the copy is not equal to the vault');
}

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Removes the vault's own files, and the folder where nothing else lies in it. */
export function removeVaultFiles(folder: string): void {
  const files = vaultFiles(folder);
  const paths: string[] = Object.values({ ...files });
  for (const path of paths) removeAll(path);
  for (const suffix of ['-wal', '-shm', '-journal']) removeAll(`${files.database}${suffix}`);
  removeAll(`${files.lock}-journal`);
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
