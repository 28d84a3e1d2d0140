import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { wipe, type VaultKeys } from '../vault/keyring.ts';
import { requireFreeSpace } from '../vault/localCopy.ts';
import { openVaultDatabase } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { openFacts, type ReadManifest } from './format/manifest.ts';
import { readFrozenFacts } from './freeze.ts';
import { judge, type Repository } from './repository/repository.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { writeSnapshotFiles } from './restore.ts';
import type { Target } from './target/target.ts';
import { manifestKeysOf, type UnlockedRepository } from './unlockRepository.ts';

/** What a proven restore found. */
export interface Trial {
  readonly snapshotId: string;
  readonly patients: number;
  readonly consultations: number;
  /** integrity_check found nothing, and counts and log head are those that the manifest seals. */
  readonly isIntact: boolean;
  readonly seconds: number;
}

/**
 * Restores a snapshot for real into a folder of its own, opens it, checks it as a whole and against what its manifest
 * seals, and removes it. Only ciphertext lies in that folder at any time. Refuses `snapshot-damaged`, `not-enough-space`.
 */
export async function tryRestore(
  target: Target,
  unlocked: UnlockedRepository,
  chosen: ReadManifest,
  options: ScratchOptions = {},
): Promise<Trial> {
  const started = performance.now();
  const found = await inScratch(target, unlocked, chosen, options, (db) => {
    options.onChecking?.();
    return inspect(db, unlocked, chosen);
  });
  return { snapshotId: chosen.id, ...found, seconds: Math.round(performance.now() - started) / 1000 };
}

/**
 * The same repository with the former vault keys, too, which only the vault itself holds: they are read out of its
 * newest snapshot where some manifest there is under another key. Generations from before a rekey are read so.
 */
export async function withFormerKeys(
  target: Target,
  repository: Repository,
  unlocked: UnlockedRepository,
): Promise<UnlockedRepository> {
  const newest = unlocked.judged.verified.at(-1);
  const isUnderOther = ({ manifest }: ReadManifest) =>
    manifest.vault === unlocked.vaultId && unlocked.keys.every(({ keyId }) => keyId !== manifest.key);
  if (newest === undefined || !unlocked.judged.unverified.some(isUnderOther)) return unlocked;
  const former = await inScratch(target, unlocked, newest, {}, readFormerKeys);
  const added = manifestKeysOf(unlocked.vaultId, former);
  const keys: UnlockedRepository['keys'] = [...unlocked.keys, ...added];
  return {
    ...unlocked,
    vaultKeys: new Map([...unlocked.vaultKeys, ...former]),
    keys,
    judged: judge(repository, unlocked.vaultId, keys),
    close: () => {
      unlocked.close();
      wipe(former);
      for (const { mac, seal } of added) wipe(mac, seal);
    },
  };
}

function readFormerKeys(db: Database.Database): VaultKeys {
  const rows = db
    .prepare<[], { keyId: string; vaultKey: Buffer }>('SELECT key_id AS keyId, vault_key AS vaultKey FROM former_key')
    .all();
  return new Map(rows.map(({ keyId, vaultKey }) => [keyId, vaultKey]));
}

export interface ScratchOptions {
  readonly signal?: AbortSignal;
  /** Where the folder is made; the system's folder of temporary files where it is not given. */
  readonly scratch?: string;
  /** Bytes of the database that are rebuilt. */
  readonly onProgress?: (done: number, total: number) => void;
  /** It is rebuilt, and about to be checked. */
  readonly onChecking?: () => void;
}

async function inScratch<Value>(
  target: Target,
  unlocked: UnlockedRepository,
  chosen: ReadManifest,
  { signal, onProgress, scratch = tmpdir() }: ScratchOptions,
  look: (db: Database.Database) => Value,
): Promise<Value> {
  requireFreeSpace(scratch, chosen.manifest.size);
  const folder = mkdtempSync(join(scratch, 'osteocoffre-essai-'));
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
    const { vaultId, vaultKeys } = unlocked;
    const { db } = openVaultDatabase(vaultFiles(folder), vaultId, vaultKeys, chosen.manifest.key);
    try {
      return look(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspect(db: Database.Database, { keys }: UnlockedRepository, chosen: ReadManifest) {
  const sealed = openFacts(chosen.manifest, keys);
  const isSound = db.pragma('integrity_check', { simple: true }) === 'ok';
  const facts = readFrozenFacts(db);
  const agrees =
    sealed !== null &&
    sealed.patients === facts.patients &&
    sealed.consultations === facts.consultations &&
    sealed.accessLog?.hash === facts.accessLog.hash;
  return { patients: facts.patients, consultations: facts.consultations, isIntact: isSound && agrees };
}
