import type Database from 'better-sqlite3-multiple-ciphers';
import type { ChainHead } from '../vault/accessLog.ts';
import { wipe, type VaultKeys } from '../vault/keyring.ts';
import { compareSample, type SampledFile } from './fileSample.ts';
import { openFacts, type ReadManifest } from './format/manifest.ts';
import { readFrozenFacts } from './freeze.ts';
import { judge, type Repository } from './repository/repository.ts';
import { inScratchCopy, type ScratchOptions } from './scratchCopy.ts';
import type { Target } from './target/target.ts';
import { manifestKeysOf, type RepositoryKeys, type UnlockedRepository } from './unlockRepository.ts';

/** What a proven restore found. */
export interface Trial {
  readonly snapshotId: string;
  readonly patients: number;
  readonly consultations: number;
  /** integrity_check found nothing, counts and log head are those that the manifest seals, and no file of the sample differs. */
  readonly isIntact: boolean;
  /** Files that were held against those of the open vault; 0 where none is open. */
  readonly filesCompared: number;
  readonly seconds: number;
  /** Head of the access log that its manifest seals; null where it seals none. */
  readonly logHead: ChainHead | null;
}

export interface TrialOptions extends ScratchOptions {
  /** Files of the open vault that are held against those of the copy. */
  readonly sample?: readonly SampledFile[];
  /** It is rebuilt, and about to be checked. */
  readonly onChecking?: () => void;
}

/**
 * Restores a snapshot for real into a folder of its own, opens it, checks it as a whole and against what its manifest
 * seals, and removes it. Only ciphertext lies in that folder at any time. Refuses `snapshot-damaged`, `not-enough-space`.
 */
export async function tryRestore(
  target: Target,
  unlocked: RepositoryKeys,
  chosen: ReadManifest,
  options: TrialOptions = {},
): Promise<Trial> {
  const started = performance.now();
  const found = await inScratchCopy(target, unlocked, chosen, options, (db) => {
    options.onChecking?.();
    return inspect(db, unlocked, chosen, options.sample ?? []);
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
  const former = await inScratchCopy(target, unlocked, newest, {}, readFormerKeys);
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

function inspect(
  db: Database.Database,
  { keys }: RepositoryKeys,
  chosen: ReadManifest,
  sample: readonly SampledFile[],
) {
  const sealed = openFacts(chosen.manifest, keys);
  const isSound = db.pragma('integrity_check', { simple: true }) === 'ok';
  const facts = readFrozenFacts(db);
  const agrees =
    sealed !== null &&
    sealed.patients === facts.patients &&
    sealed.consultations === facts.consultations &&
    sealed.accessLog?.hash === facts.accessLog.hash;
  const { compared, differing } = compareSample(db, sample);
  return {
    patients: facts.patients,
    consultations: facts.consultations,
    isIntact: isSound && agrees && differing === 0,
    filesCompared: compared,
    logHead: sealed?.accessLog ?? null,
  };
}
