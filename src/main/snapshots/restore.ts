import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { logAccess } from '../vault/accessLog.ts';
import type { Slot } from '../vault/keyring.ts';
import { Refusal, refuse } from '../vault/refusal.ts';
import { removeAll } from '../vault/removal.ts';
import { addLivingSlots, listLivingSlots } from '../vault/slotList.ts';
import { storageRefusal } from '../vault/storageFault.ts';
import type { Practitioner, Vault } from '../vault/vault.ts';
import { openVaultDatabase } from '../vault/vaultDatabase.ts';
import { vaultFiles } from '../vault/vaultFiles.ts';
import { requireSafePlace } from '../vault/vaultPlace.ts';
import type { KnownTarget } from './book.ts';
import { buildBeside } from './buildBeside.ts';
import { forgetDownload, resumable } from './download.ts';
import type { ReadManifest } from './format/manifest.ts';
import { takeReadingLock, thisProcess, type Actor } from './repository/lock.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { readRepository } from './repository/repository.ts';
import { replayRestore, swapIn } from './restoreJournal.ts';
import type { SnapshotFiles } from './snapshotFiles.ts';
import { stoppable } from './target/stoppable.ts';
import type { Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { requireTitular, titularSlotsOf } from './titularAccess.ts';
import { unlockRepository, type Secret, type UnlockedRepository } from './unlockRepository.ts';
import { becomeNewWriter, openBook } from './vaultBook.ts';

export interface RestoreOptions {
  readonly target: Target;
  readonly place: Omit<KnownTarget, 'repository'>;
  /** The vault's folder, to be made. */
  readonly folder: string;
  /** True where a vault lies there and steps aside; else the place must be free. */
  readonly replaces?: boolean;
  /** A snapshot's id; the newest proven one where it is not given. */
  readonly at?: string;
  readonly secret: Secret;
  /**
   * After the person was asked: the accesses of the snapshot that the secret fits, although newer ones exist there.
   * Else the vault gets the newest accesses, and a passphrase that fits only older ones is told.
   */
  readonly acceptsFormerAccess?: boolean;
  /** What the built vault becomes before it takes its place; a vault that goes on from here, where it is not given. */
  readonly settle?: (vault: Vault, chosen: ReadManifest) => void;
  readonly now: () => number;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RestoredSnapshot {
  readonly vaultId: string;
  readonly snapshotId: string;
  readonly seconds: number;
  /** Where the vault that lay there was kept, if there was one. */
  readonly formerFolder: string | null;
}

/**
 * Builds the vault of a snapshot in a sibling folder, checks it, and puts it in place by renames. What lies in the
 * vault's folder is never overwritten, and coffre.db never comes to lie beside a WAL that is not its own. Only a titular
 * may: a moment before a patient objected would show the file again. What came of a host before a cut is not fetched again.
 *
 * Refuses, having changed nothing: `titular-only`, `repository-*`, `snapshot-not-found`, `snapshot-not-proven`, `snapshot-damaged`,
 * `wrong-passphrase`, `wrong-recovery-code`, `passphrase-of-that-time`, `access-of-that-time-needed`, `vault-exists`,
 * `vault-folder-not-empty`, `vault-place-forbidden`, `not-enough-space`, `disk-full`, `target-*`, `cancelled`.
 */
export async function restoreSnapshot(given: RestoreOptions): Promise<RestoredSnapshot> {
  const started = performance.now();
  const folder = resolve(given.folder);
  const options = { ...given, target: resumable(stoppable(given.target, given.signal), folder) };
  requireSafePlace(folder);
  replayRestore(folder);
  if (options.replaces !== true) requireFreePlace(folder);
  return refusingTargetFaults(async () => {
    const lock = await takeReadingLock(options.target, options.now, options.actor ?? thisProcess);
    try {
      const unlocked = await unlockRepository(await readRepository(options.target), options.secret, options.at);
      try {
        await requireTitular(options.target, unlocked);
        const chosen = choose(unlocked, options.at);
        const keyFileText = chooseKeyFile(unlocked, chosen, options.acceptsFormerAccess === true);
        const titularSlots = await titularSlotsOf(options.target, unlocked, keyFileText);
        const index = await readPackIndex(options.target);
        const formerFolder = await buildAndSwap({
          options,
          folder,
          unlocked,
          chosen,
          keyFileText,
          titularSlots,
          index,
        });
        forgetDownload(folder);
        const seconds = Math.round(performance.now() - started) / 1000;
        return { vaultId: unlocked.vaultId, snapshotId: chosen.id, seconds, formerFolder };
      } finally {
        unlocked.close();
      }
    } finally {
      await lock?.release();
    }
  });
}

function requireFreePlace(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  if (names.includes(basename(vaultFiles(folder).database))) refuse({ code: 'vault-exists' });
  if (names.length > 0) refuse({ code: 'vault-folder-not-empty' });
}

function choose({ judged, keys, vaultId }: UnlockedRepository, at: string | undefined): ReadManifest {
  const chosen = at === undefined ? judged.verified.at(-1) : judged.verified.find(({ id }) => id === at);
  if (chosen !== undefined) return chosen;
  if (at === undefined) return refuse({ code: 'snapshot-not-proven' });
  const other = judged.unverified.find(({ id }) => id === at)?.manifest;
  if (other === undefined) return refuse({ code: 'snapshot-not-found' });
  const isOtherGeneration = other.vault === vaultId && keys.every(({ keyId }) => keyId !== other.key);
  return refuse({ code: isOtherGeneration ? 'access-of-that-time-needed' : 'snapshot-not-proven' });
}

/** The newest proven key file under the same vault key; an older one only when asked for. */
function chooseKeyFile(unlocked: UnlockedRepository, chosen: ReadManifest, acceptsFormer: boolean): string {
  const sameKey = unlocked.judged.verified.filter(({ manifest }) => manifest.key === chosen.manifest.key);
  const newest = sameKey.at(-1)?.manifest.keyFile ?? chosen.manifest.keyFile;
  const isProven = sameKey.some(({ manifest }) => manifest.keyFile === unlocked.keyFileText);
  if (newest === unlocked.keyFileText) return newest;
  if (isProven && acceptsFormer) return unlocked.keyFileText;
  return isProven ? refuse({ code: 'passphrase-of-that-time' }) : newest;
}

interface Build extends SnapshotFiles {
  readonly options: RestoreOptions;
  readonly folder: string;
  readonly unlocked: UnlockedRepository;
  /** Those slots of the key file that are the titular's. */
  readonly titularSlots: readonly Slot[];
}

async function buildAndSwap(build: Build): Promise<string | null> {
  const { folder, options } = build;
  return refusingStorageFaults(async () => {
    const building = await buildBeside(folder, build);
    try {
      settleIn(building, build);
      if (options.replaces !== true) makeWay(folder);
      return swapIn(folder, building, options.now());
    } catch (error) {
      removeAll(building);
      throw error;
    }
  });
}

/** An empty folder at the place was allowed; the rename needs it gone. */
function makeWay(folder: string): void {
  requireFreePlace(folder);
  removeAll(folder);
}

/** Opens the built vault once, and makes of it what it is to be. */
function settleIn(building: string, { options, unlocked, chosen, titularSlots }: Build): void {
  const { db } = openVaultDatabase(vaultFiles(building), unlocked.vaultId, unlocked.vaultKeys, chosen.manifest.key);
  try {
    db.transaction(() => {
      const practitioner = titularOf(db);
      admitSlots(db, titularSlots, practitioner);
      const vault = { id: unlocked.vaultId, folder: building, db, now: options.now, practitioner };
      if (options.settle === undefined) goOn(vault, chosen, options, unlocked);
      else options.settle(vault, chosen);
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** The vault becomes a writer of its own, knows the target's head, and logs where it comes from. */
function goOn(
  vault: Vault,
  { id, manifest }: ReadManifest,
  options: RestoreOptions,
  unlocked: UnlockedRepository,
): void {
  becomeNewWriter(vault.db, manifest.writer, vault.now());
  rememberTarget(vault, options, unlocked);
  logAccess(vault, { action: 'vault-restored', facts: { snapshot: id, takenAt: manifest.time } });
}

function titularOf(db: Database.Database): Practitioner {
  const titular = db
    .prepare<[], Practitioner>("SELECT id, name, role FROM practitioner WHERE role = 'titular' LIMIT 1")
    .get();
  return titular ?? refuse({ code: 'database-damaged' });
}

/**
 * The key file may be newer than the snapshot's list of living slots: the titular's slots live. A colleague's whose
 * account came later is unknown to this database, and opens nothing until the account is made anew.
 */
function admitSlots(db: Database.Database, titularSlots: readonly Slot[], titular: Practitioner): void {
  const known = new Set(listLivingSlots(db).map(({ id }) => id));
  addLivingSlots(
    db,
    titularSlots.filter(({ header }) => !known.has(header.id)),
    titular.id,
  );
}

/** The restored vault goes on from the newest snapshot there, which the person saw when choosing. */
function rememberTarget(
  vault: { db: Database.Database; now: () => number },
  { place }: RestoreOptions,
  { judged }: UnlockedRepository,
): void {
  const newest = judged.verified.at(-1);
  if (newest === undefined || judged.repository === null) return;
  const writers = [...new Set(judged.verified.map(({ manifest }) => manifest.writer))];
  const head = {
    snapshotId: newest.id,
    sha256: newest.sha256,
    sequence: newest.manifest.sequence,
    time: newest.manifest.time,
    // What the head holds beyond the restored snapshot is gone from this vault: all that is done now is in no copy.
    logNumber: 0,
  };
  openBook(vault).adopt({ ...place, repository: judged.repository }, writers, head);
}

async function refusingStorageFaults<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof Refusal ? null : storageRefusal(error);
    throw refusal === null ? error : new Refusal(refusal);
  }
}
