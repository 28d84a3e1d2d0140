import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { keyIdOf, wipe, type VaultKeys } from '../vault/keyring.ts';
import { requireFreeSpace } from '../vault/localCopy.ts';
import { migrate, readMigrations } from '../vault/migrations.ts';
import { copyVaultKeys } from '../vault/openedVault.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { removeAll } from '../vault/removal.ts';
import { openVaultDatabase, openVaultReader } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { takeVaultLock } from '../vault/vaultLock.ts';
import type { Vault } from '../vault/vault.ts';
import type { ReadManifest } from './format/manifest.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { judge, readRepository } from './repository/repository.ts';
import { writeSnapshotFiles } from './snapshotFiles.ts';
import type { Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { vaultManifestKeys } from './vaultSnapshot.ts';

/** A snapshot rebuilt beside the vault, to be looked into. */
export interface TrialVault {
  /** What the functions of the records read it through; it cannot be written. */
  readonly vault: Vault;
  readonly snapshotId: string;
  /** When the snapshot was taken. */
  readonly time: number;
  /** Ends the connection and removes the files. */
  close(): void;
}

export interface TrialVaultOptions {
  readonly migrationsFolder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** In the vault's own folder, since it is another copy of it, and as safe there as the vault itself. */
function trialFolder(vaultFolder: string): string {
  return join(vaultFolder, 'recherche');
}

/**
 * Rebuilds a snapshot of the open vault from a target, brings it to today's schema, and opens it to be read. Only
 * ciphertext touches the disk; the key stays in memory. Former generations are read with the keys that the vault keeps.
 *
 * Refuses `snapshot-not-found`, `snapshot-damaged`, `not-enough-space`, `vault-newer-than-program`, `target-*`, `cancelled`.
 */
export async function openTrialVault(
  vault: Vault,
  target: Target,
  snapshotId: string,
  options: TrialVaultOptions,
): Promise<TrialVault> {
  return refusingTargetFaults(async () => {
    const chosen = await findProven(vault, target, snapshotId);
    removeTrialVaults(vault.folder);
    requireFreeSpace(vault.folder, chosen.manifest.size * 2);
    const folder = join(trialFolder(vault.folder), randomBytes(4).toString('hex'));
    const keys = copyVaultKeys(vault);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { signal, onProgress } = options;
      await writeSnapshotFiles(folder, {
        options: { target, ...(signal && { signal }), ...(onProgress && { onProgress }) },
        chosen,
        keyFileText: chosen.manifest.keyFile,
        index: await readPackIndex(target),
      });
      // Locked while it was being rebuilt.
      if (!vault.db.open) refuse({ code: 'vault-locked' });
      const db = openToRead(vault, folder, keys, chosen, options.migrationsFolder);
      return {
        vault: faceOf(vault, folder, db),
        snapshotId,
        time: chosen.manifest.time,
        close: () => shred(db, vault.folder),
      };
    } catch (error) {
      removeTrialVaults(vault.folder);
      throw error;
    } finally {
      wipe(keys);
    }
  });
}

async function findProven(vault: Vault, target: Target, snapshotId: string): Promise<ReadManifest> {
  const keys = vaultManifestKeys(vault);
  try {
    const { verified, former } = judge(await readRepository(target), vault.id, keys);
    return [...former, ...verified].find(({ id }) => id === snapshotId) ?? refuse({ code: 'snapshot-not-found' });
  } finally {
    for (const { mac, seal } of keys) wipe(mac, seal);
  }
}

function openToRead(
  vault: Vault,
  folder: string,
  keys: VaultKeys,
  { manifest }: ReadManifest,
  migrationsFolder: string,
): Database.Database {
  const files = vaultFiles(folder);
  const { db, keyId } = openVaultDatabase(files, vault.id, keys, manifest.key);
  try {
    migrate(db, readMigrations(migrationsFolder), vault.now());
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  const key = [...keys.values()].find((each) => keyIdOf(each, vault.id) === keyId);
  return key === undefined ? refuse({ code: 'snapshot-not-found' }) : openVaultReader(files, vault.id, key);
}

function faceOf(vault: Vault, folder: string, db: Database.Database): Vault {
  return { id: vault.id, folder, db, practitioner: vault.practitioner, now: () => vault.now() };
}

function shred(db: Database.Database, vaultFolder: string): void {
  db.close();
  removeTrialVaults(vaultFolder);
}

/** Whoever holds the vault removes what lies there. Its files are ciphertext; no overwriting is needed. */
function removeTrialVaults(vaultFolder: string): void {
  removeAll(trialFolder(vaultFolder));
}

/**
 * At the start: what a crash left is removed before anybody opens anything. Left to its owner where another process has
 * the vault open.
 */
export function sweepTrialVaults(vaultFolder: string): void {
  if (!existsSync(trialFolder(vaultFolder))) return;
  try {
    const lock = takeVaultLock(vaultFiles(vaultFolder).lock);
    removeTrialVaults(vaultFolder);
    lock.release();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
