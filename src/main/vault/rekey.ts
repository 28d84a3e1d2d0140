import type Database from 'better-sqlite3-multiple-ciphers';
import { copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { logAccess } from './accessLog.ts';
import { openDatabase, rekeyDatabase } from './database.ts';
import { removeDurably, syncFile, syncFolder, writeDurably } from './durableFile.ts';
import { dropFormerKeyFile, readKeyFileAt, replaceKeyFile, writeBothCopies } from './keyFileStore.ts';
import {
  deriveKey,
  isUnderKey,
  keyIdOf,
  newVaultKey,
  sealKeyFile,
  wipe,
  wrapSlot,
  type PreparedSlot,
  type Slot,
} from './keyring.ts';
import { removeLocalCopies, requireFreeSpace } from './localCopy.ts';
import type { OpenedVault } from './openedVault.ts';
import { removeAll } from './removal.ts';
import { addLivingSlots, listLivingSlots, removeLivingSlots } from './slotList.ts';
import { updateVaultState } from './stateFile.ts';
import { readDatabaseSalt } from './vaultDatabase.ts';
import type { VaultFiles } from './vaultFiles.ts';

/**
 * Slots of the acting person and of the new recovery sheet, twice: one pair wraps the old and the new key while the
 * database changes over, the other the new key alone. A salt and nonce serve once, hence two.
 */
export interface PreparedRekey {
  readonly between: readonly PreparedSlot[];
  readonly final: readonly PreparedSlot[];
}

/** Points at which a test may stop the work. */
export type RekeyStep = 'list' | 'next' | 'step-1' | 'step-2' | 'step-3';

/**
 * Renews the vault key: every slot that was made before opens nothing written from now on. Three durable steps:
 * the key file holds both keys; the database is under the new one; the old key leaves the file. A crash in between
 * is finished by the next opening (`finishRekey`). Refuses `not-enough-space`.
 */
export function rekeyVault(
  opened: OpenedVault,
  prepared: PreparedRekey,
  reached: (step: RekeyStep) => void = () => undefined,
): void {
  const { vault, files } = opened;
  requireFreeSpace(vault.folder, statSync(files.database).size * 2);
  const oldKey = opened.currentKey;
  const oldKeyId = opened.keyFile.keyFile.currentKeyId;
  const newKey = newVaultKey();
  const newKeyId = keyIdOf(newKey, vault.id);
  const { revision } = opened.keyFile.keyFile;
  const both = new Map([
    [newKeyId, newKey],
    [oldKeyId, oldKey],
  ]);
  const alone = new Map([[newKeyId, newKey]]);
  const betweenSlots = prepared.between.map((slot) => wrapSlot(slot, both));
  const finalSlots = prepared.final.map((slot) => wrapSlot(slot, alone));
  const content = { vaultId: vault.id, currentKeyId: newKeyId };
  const between = sealKeyFile({ ...content, revision: revision + 1, slots: betweenSlots }, both);
  const final = sealKeyFile({ ...content, revision: revision + 2, slots: finalSlots }, alone);

  vault.db.transaction(() => {
    addLivingSlots(vault.db, [...betweenSlots, ...finalSlots], vault.practitioner.id);
    vault.db
      .prepare('INSERT OR IGNORE INTO former_key (key_id, vault_key, ended_at) VALUES (?, ?, ?)')
      .run(oldKeyId, oldKey, vault.now());
  })();
  reached('list');
  writeDurably(files.keysNext, final.text);
  reached('next');
  replaceKeyFile(files, opened.keyFile.text, between.text);
  opened.adoptKeyFile(between, both, slotOfKind(betweenSlots, opened.openedWith));
  reached('step-1');
  finishRekey(opened, oldKeyId, reached);
}

/**
 * Steps two and three, from wherever a crash left them. `databaseKeyId` is the key that the database is under now;
 * where it is the only one, and no key file waits, there is nothing to finish.
 */
export function finishRekey(
  opened: OpenedVault,
  databaseKeyId: string,
  reached: (step: RekeyStep) => void = () => undefined,
): void {
  const { currentKeyId } = opened.keyFile.keyFile;
  removeNextDatabase(opened.files);
  const formerKey = opened.keys.get(databaseKeyId);
  if (databaseKeyId !== currentKeyId && formerKey !== undefined) {
    renewDatabaseKey(opened, formerKey);
    reached('step-2');
  }
  if (opened.keys.size > 1) dropOldKey(opened, reached);
  if (existsSync(opened.files.keysNext)) removeDurably(opened.files.keysNext);
}

function slotOfKind(slots: readonly Slot[], kind: Slot['header']['kind']): string {
  const slot = slots.find(({ header }) => header.kind === kind);
  if (slot === undefined) throw new Error('a rekey makes a slot of either kind');
  return slot.header.id;
}

/**
 * A copy is rekeyed and checked, then renamed over the database: at any moment coffre.db is whole and under one key.
 * Not in place: SQLite's journal of a rekey that a crash stopped cannot be played back by the library, for it holds
 * pages under the old key and the old salt, and is thrown away.
 */
function renewDatabaseKey(opened: OpenedVault, formerKey: Buffer): void {
  const { db, files, vault } = opened;
  const key = deriveKey(opened.currentKey, vault.id, 'db');
  const former = deriveKey(formerKey, vault.id, 'db');
  try {
    leaveWal(db, files);
    try {
      makeNextDatabase(files, former, key);
    } catch (error) {
      removeNextDatabase(files);
      db.pragma('journal_mode=WAL');
      throw error;
    }
    db.close();
    renameSync(files.databaseNext, files.database);
    syncFolder(vault.folder);
    opened.adoptDatabase(openDatabase(files.database, key));
  } finally {
    wipe(key, former);
  }
  updateVaultState(files.state, { databaseSalt: readDatabaseSalt(files.database) });
}

/** Leaves no WAL under the old key beside a database under the new one; fails where another connection is open. */
function leaveWal(db: Database.Database, { database }: VaultFiles): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  try {
    // All rows: SQLite commits as the statement ends, after its row, and one left at its row keeps a failure to itself.
    const [row] = db.pragma('journal_mode=DELETE') as readonly { readonly journal_mode: string }[];
    if (row?.journal_mode !== 'delete') throw new Error('the database is in use');
  } catch (error) {
    // Neither done nor undone: the next opening plays the journal back.
    if (existsSync(`${database}-journal`)) db.close();
    throw error;
  }
}

function makeNextDatabase(files: VaultFiles, former: Buffer, key: Buffer): void {
  copyFileSync(files.database, files.databaseNext);
  const copy = openDatabase(files.databaseNext, former);
  try {
    copy.pragma('journal_mode=DELETE');
    rekeyDatabase(copy, key);
  } finally {
    copy.close();
  }
  const renewed = openDatabase(files.databaseNext, key, { readonly: true });
  try {
    requireSound(renewed);
  } finally {
    renewed.close();
  }
  syncFile(files.databaseNext);
}

/** What a crash in the middle of a rekey left of the copy. */
function removeNextDatabase({ databaseNext }: VaultFiles): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) removeAll(`${databaseNext}${suffix}`);
}

function requireSound(db: Database.Database): void {
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('the rekeyed database is not sound');
}

/**
 * The key file that waits replaces the one with both keys. Where it is lost, both keys stay until the next rekey:
 * the other slot could not be wrapped anew without its owner.
 */
function dropOldKey(opened: OpenedVault, reached: (step: RekeyStep) => void): void {
  const { files, vault } = opened;
  const next = readKeyFileAt(files.keysNext);
  const { currentKeyId } = opened.keyFile.keyFile;
  if (next === null || next.keyFile.currentKeyId !== currentKeyId || !isUnderKey(next.keyFile, opened.currentKey))
    return;
  writeBothCopies(files, next.text);
  const current = opened.currentKey;
  opened.adoptKeyFile(next, new Map([[currentKeyId, current]]), slotOfKind(next.keyFile.slots, opened.openedWith));
  reached('step-3');
  const kept = new Set(next.keyFile.slots.map(({ header }) => header.id));
  vault.db.transaction(() => {
    const ended = listLivingSlots(vault.db).filter(({ id }) => !kept.has(id));
    removeLivingSlots(
      vault.db,
      ended.map(({ id }) => id),
    );
    logAccess(vault, { action: 'vault-rekeyed' });
  })();
  dropFormerKeyFile(files);
  removeLocalCopies(vault.folder);
}
