import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { Practice } from '../../shared/contract/settings.ts';
import { PROGRAM_FOLDER } from '../programFolder.ts';
import { logAccess } from './accessLog.ts';
import { calibrateCosts, type Argon2Costs } from './argon2id.ts';
import { openDatabase } from './database.ts';
import { syncFolder } from './durableFile.ts';
import { newId } from './identifier.ts';
import { dropFormerKeyFile, readKeyFile, writeBothCopies } from './keyFileStore.ts';
import {
  deriveKey,
  keyIdOf,
  newVaultKey,
  openWithPassphrase,
  openWithRecoveryCode,
  preparePassphraseSlot,
  prepareRecoverySlot,
  sealKeyFile,
  wipe,
  wrapSlot,
  type KeyFile,
  type OpenedSlot,
  type Slot,
} from './keyring.ts';
import { copyBeforeMigration, removeOldLocalCopies } from './localCopy.ts';
import { migrate, readMigrations, requireKnownSchema, schemaVersion, type Migration } from './migrations.ts';
import { OpenedVault, type KeyFileText } from './openedVault.ts';
import { hasExpired, holdStill, readCopyMark } from './readingCopy.ts';
import { newRecoveryCode, readRecoveryCode, recoveryCodeText } from './recoveryCode.ts';
import { Refusal, refuse } from './refusal.ts';
import { finishRekey } from './rekey.ts';
import { removeAll } from './removal.ts';
import { emptyPractice } from './settings.ts';
import { addLivingSlots, listLivingSlots, removeLivingSlots } from './slotList.ts';
import { updateVaultState } from './stateFile.ts';
import { faultCode, isDiskFull, storageRefusal } from './storageFault.ts';
import { openVaultDatabase, readDatabaseSalt, type OpenedDatabase } from './vaultDatabase.ts';
import { vaultFiles, type VaultFiles } from './vaultFiles.ts';
import { takeVaultLock, type VaultLock } from './vaultLock.ts';
import { requireSafePlace } from './vaultPlace.ts';
import { writeVaultValue } from './vaultValue.ts';

const MIGRATIONS_FOLDER = join(PROGRAM_FOLDER, 'migrations');

export interface NewVault {
  readonly passphrase: string;
  readonly practice: Partial<Practice>;
  /** Slow enough for this PC, by measure, where it is not given. */
  readonly costs?: Argon2Costs;
  readonly greeting?: string | null;
  readonly isDemo?: boolean;
}

/** All that a new vault needs, in memory: nothing of it has reached the disk. */
export interface PreparedVault {
  readonly vaultId: string;
  readonly recoveryCode: Buffer;
  readonly vaultKey: Buffer;
  readonly keyFile: KeyFileText;
  readonly slots: readonly Slot[];
  readonly details: NewVault;
}

interface FolderOptions {
  readonly folder: string;
  readonly migrationsFolder?: string | undefined;
  readonly now?: (() => number) | undefined;
}

export type OpenOptions = FolderOptions & {
  /** Opens a copy that only consults although its time is over: for bringing it up to date, and nothing else. */
  readonly evenExpired?: boolean;
} & (
    | { readonly passphrase: string; readonly recoveryCode?: never }
    | { readonly recoveryCode: string; readonly passphrase?: never }
  );

/** Creates a vault and closes it. Refuses as `writeVault` does. */
export async function createVault(
  options: FolderOptions & NewVault,
): Promise<{ vaultId: string; recoveryCode: string }> {
  const prepared = await prepareVault(options, (options.now ?? Date.now)());
  const recoveryCode = recoveryCodeText(prepared.recoveryCode);
  closeVault(writeVault(prepared, options));
  wipe(prepared.recoveryCode);
  return { vaultId: prepared.vaultId, recoveryCode };
}

/** Draws the keys of a new vault and wraps them, in memory. Takes Argon2's time, twice where costs are measured. */
export async function prepareVault(details: NewVault, now: number): Promise<PreparedVault> {
  const passphraseSlot = await preparePassphraseSlot(
    details.passphrase,
    details.costs ?? (await calibrateCosts()),
    now,
  );
  const vaultId = newId();
  const vaultKey = newVaultKey();
  const recoveryCode = newRecoveryCode();
  const keys = new Map([[keyIdOf(vaultKey, vaultId), vaultKey]]);
  const slots = [wrapSlot(passphraseSlot, keys), wrapSlot(prepareRecoverySlot(recoveryCode, now), keys)];
  const keyFile = sealKeyFile({ vaultId, currentKeyId: keyIdOf(vaultKey, vaultId), revision: 1, slots }, keys);
  return { vaultId, recoveryCode, vaultKey, keyFile, slots, details };
}

/**
 * Writes a prepared vault and opens it. It is built in a sibling folder and renamed into place, so that a crash leaves
 * a whole vault or none. Refuses `vault-exists`, `vault-folder-not-empty`, `vault-place-forbidden`,
 * `vault-folder-read-only`, `disk-full`.
 */
export function writeVault(prepared: PreparedVault, options: FolderOptions): OpenedVault {
  return asRefusals(() => {
    const folder = resolve(options.folder);
    const now = options.now ?? Date.now;
    requireSafePlace(folder);
    requireNoVault(folder);
    mkdirSync(dirname(folder), { recursive: true });
    removeUnfinishedBuilds(folder);
    const building = `${folder}.creation-${randomBytes(4).toString('hex')}`;
    try {
      buildVault(building, prepared, readMigrations(options.migrationsFolder ?? MIGRATIONS_FOLDER), now());
      moveIntoPlace(building, folder);
    } catch (error) {
      removeAll(building);
      throw error;
    }
    const lock = takeVaultLock(vaultFiles(folder).lock);
    return openWithKeys(options, folder, lock, {
      ...prepared.keyFile,
      opened: {
        slot: firstSlot(prepared),
        keys: new Map([[prepared.keyFile.keyFile.currentKeyId, prepared.vaultKey]]),
      },
      isNew: true,
    });
  });
}

function firstSlot({ slots }: PreparedVault): Slot {
  const slot = slots[0];
  if (slot === undefined) throw new Error('a prepared vault has slots');
  return slot;
}

/** Refuses `vault-exists` and `vault-folder-not-empty`; an empty folder, or none, may take a vault. */
export function requireNoVault(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) refuse({ code: 'vault-folder-not-empty' });
  const files = vaultFiles(folder);
  if (existsSync(files.database) || existsSync(files.keys) || existsSync(files.keysCopy))
    refuse({ code: 'vault-exists' });
  if (readdirSync(folder).length > 0) refuse({ code: 'vault-folder-not-empty' });
}

/** What a crash in the middle of a creation left: encrypted, and of no use to anybody. */
function removeUnfinishedBuilds(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.creation-`)) continue;
    removeAll(join(dirname(folder), name));
  }
}

function buildVault(folder: string, prepared: PreparedVault, migrations: readonly Migration[], now: number): void {
  mkdirSync(folder, { mode: 0o700 });
  const files = vaultFiles(folder);
  const key = deriveKey(prepared.vaultKey, prepared.vaultId, 'db');
  const db = openDatabase(files.database, key, { create: true });
  wipe(key);
  try {
    migrate(db, migrations, now);
    db.transaction(() => writeFirstRows(db, prepared, folder, now))();
  } finally {
    db.close();
  }
  updateVaultState(files.state, {
    greeting: prepared.details.greeting ?? null,
    databaseSalt: readDatabaseSalt(files.database),
  });
  writeBothCopies(files, prepared.keyFile.text);
}

function writeFirstRows(
  db: OpenedDatabase['db'],
  { vaultId, slots, details }: PreparedVault,
  folder: string,
  now: number,
): void {
  const practice = { ...emptyPractice(), ...details.practice };
  const practitioner = { id: newId(), name: practice.practitionerName, role: 'titular' as const };
  writeVaultValue(db, 'vault-id', vaultId);
  writeVaultValue(db, 'created-at', String(now));
  writeVaultValue(db, 'practice', JSON.stringify(practice));
  if (details.isDemo === true) writeVaultValue(db, 'is-demo', 'true');
  db.prepare('INSERT INTO practitioner (id, name, role, created_at) VALUES (?, ?, ?, ?)').run(
    practitioner.id,
    practitioner.name,
    practitioner.role,
    now,
  );
  addLivingSlots(db, slots, practitioner.id);
  logAccess({ id: vaultId, folder, db, practitioner, now: () => now }, { action: 'vault-created' });
}

function moveIntoPlace(building: string, folder: string): void {
  try {
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(building, folder);
  } catch (error) {
    // Somebody was faster.
    if (faultCode(error) === 'ENOTEMPTY' || faultCode(error) === 'EEXIST') refuse({ code: 'vault-exists' });
    throw error;
  }
  syncFolder(dirname(folder));
}

/**
 * Opens a vault with a passphrase or a recovery code; takes its lock, and Argon2's time for a passphrase.
 * Refuses, having changed nothing: `no-vault`, `vault-place-forbidden`, `vault-in-use`, `vault-folder-read-only`,
 * `wrong-passphrase`, `wrong-recovery-code`, `recovery-code-mistyped`, `slot-expired`, `copy-expired`, `vault-newer-than-program`,
 * `migration-altered`, `not-enough-space`, `disk-full`, and all that may be wrong with key file and database.
 */
export async function openVault(options: OpenOptions): Promise<OpenedVault> {
  const folder = resolve(options.folder);
  const files = vaultFiles(folder);
  const lock = asRefusals(() => {
    requireVault(folder, files);
    requireSafePlace(folder);
    accessSync(folder, constants.W_OK);
    return takeVaultLock(files.lock);
  });
  try {
    const stored = readKeyFile(files);
    const opened = await openSlot(stored.keyFile, options);
    return asRefusals(() => openWithKeys(options, folder, lock, { ...stored, opened, isNew: false }));
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens with the keys of another opening a vault whose files were copied to this folder. */
export function adoptVaultAt(folder: string, former: OpenedVault, options: Omit<FolderOptions, 'folder'>): OpenedVault {
  const slot = former.keyFile.keyFile.slots.find(({ header }) => header.id === former.slotId);
  if (slot === undefined) return refuse({ code: 'slot-expired' });
  const keys = copyOf(former.keys);
  const lock = takeVaultLock(vaultFiles(folder).lock);
  return asRefusals(() =>
    openWithKeys({ ...options, folder }, folder, lock, { ...former.keyFile, opened: { slot, keys }, isNew: true }),
  );
}

/**
 * Closes an open vault, lets `swap` put another one under the same vault key in its folder, and opens that one by the same
 * access. Refuses `slot-expired` where the new key file does not know the access any more; the vault is closed then.
 */
export function reopenAfter(
  former: OpenedVault,
  swap: () => void,
  options: Omit<FolderOptions, 'folder'>,
): OpenedVault {
  const { folder } = former.vault;
  const { slotId } = former;
  const keys = copyOf(former.keys);
  former.close();
  try {
    swap();
    const stored = readKeyFile(vaultFiles(folder));
    const slot = stored.keyFile.slots.find(({ header }) => header.id === slotId) ?? refuse({ code: 'slot-expired' });
    const lock = takeVaultLock(vaultFiles(folder).lock);
    return asRefusals(() =>
      openWithKeys({ ...options, folder }, folder, lock, { ...stored, opened: { slot, keys }, isNew: true }),
    );
  } catch (error) {
    wipe(keys);
    throw error;
  }
}

function copyOf(keys: OpenedVault['keys']): OpenedVault['keys'] {
  return new Map([...keys].map(([keyId, key]) => [keyId, Buffer.from(key)]));
}

/** Closes the database, wipes the keys and frees the folder. */
export function closeVault(opened: OpenedVault): void {
  opened.close();
}

function requireVault(folder: string, files: VaultFiles): void {
  const keysThere = existsSync(files.keys) || existsSync(files.keysCopy) || existsSync(files.keysFormer);
  const databaseThere = existsSync(files.database);
  if (!existsSync(folder) || (!keysThere && !databaseThere)) refuse({ code: 'no-vault' });
  if (!keysThere) refuse({ code: 'key-file-missing' });
  if (!databaseThere) refuse({ code: 'database-missing' });
}

/** The slot that the secret opens. Refuses `wrong-passphrase`, `wrong-recovery-code`, `recovery-code-mistyped`. */
async function openSlot(keyFile: KeyFile, options: OpenOptions): Promise<OpenedSlot> {
  if (options.passphrase !== undefined) {
    const opened = await openWithPassphrase(keyFile, options.passphrase);
    return opened ?? refuse({ code: 'wrong-passphrase', retryInSeconds: 0 });
  }
  const code = readRecoveryCode(options.recoveryCode);
  const opened = openWithRecoveryCode(keyFile, code);
  wipe(code);
  return opened ?? refuse({ code: 'wrong-recovery-code' });
}

interface Unlocked extends KeyFileText {
  readonly opened: OpenedSlot;
  readonly isNew: boolean;
  readonly copiesAgree?: boolean;
  readonly isFormer?: boolean;
}

/** From keys in hand to an open vault: database, migrations, what a crash left half done, the log. */
function openWithKeys(
  options: FolderOptions & Pick<OpenOptions, 'evenExpired'>,
  folder: string,
  lock: VaultLock,
  unlocked: Unlocked,
): OpenedVault {
  const now = options.now ?? Date.now;
  const { keyFile, text } = unlocked;
  const { slot, keys } = unlocked.opened;
  const migrations = readMigrations(options.migrationsFolder ?? MIGRATIONS_FOLDER);
  const files = vaultFiles(folder);
  let database = openVaultDatabase(files, keyFile.vaultId, keys, keyFile.currentKeyId);
  let opened: OpenedVault | null = null;
  try {
    requireKnownSchema(database.db, migrations);
    const formerSchema = schemaVersion(database.db);
    if (formerSchema < migrations.length) {
      database.db.pragma('wal_checkpoint(TRUNCATE)');
      database.db.close();
      copyBeforeMigration(folder, formerSchema, now());
      database = openVaultDatabase(files, keyFile.vaultId, keys, keyFile.currentKeyId);
    }
    migrate(database.db, migrations, now());
    opened = new OpenedVault({
      folder,
      db: database.db,
      keys,
      keyFile: { keyFile, text },
      slotId: slot.header.id,
      openedWith: slot.header.kind,
      lock,
      now,
    });
    finishRekey(opened, database.keyId);
    if (formerSchema < migrations.length)
      logAccess(opened.vault, { action: 'vault-migrated', facts: { from: formerSchema, to: migrations.length } });
    const copy = readCopyMark(opened.db);
    if (copy !== null && options.evenExpired !== true && hasExpired(copy, now())) refuse({ code: 'copy-expired' });
    if (!unlocked.isNew) logOpening(opened);
    tidyKeyFiles(opened, unlocked);
    if (copy !== null) holdStill(opened.db);
    removeOldLocalCopies(folder, now());
    return opened;
  } catch (error) {
    database.db.close();
    opened?.close();
    wipe(keys);
    lock.release();
    throw error;
  }
}

function logOpening({ vault, openedWith }: OpenedVault): void {
  logAccess(vault, { action: openedWith === 'recovery' ? 'vault-opened-with-recovery' : 'vault-opened' });
}

/**
 * After an opening with the present key file: equal copies, no former file, no list entry without a slot.
 * A full disk leaves that to the next opening, since all of it is a second line of defence.
 */
function tidyKeyFiles(opened: OpenedVault, { copiesAgree, isFormer }: Unlocked): void {
  if (isFormer === true) return;
  const { vault, files, keyFile } = opened;
  try {
    if (copiesAgree === false) writeBothCopies(files, keyFile.text);
    dropFormerKeyFile(files);
    const inFile = new Set(keyFile.keyFile.slots.map(({ header }) => header.id));
    const gone = listLivingSlots(vault.db).filter(({ id }) => !inFile.has(id));
    if (gone.length === 0) return;
    vault.db.transaction(() =>
      removeLivingSlots(
        vault.db,
        gone.map(({ id }) => id),
      ),
    )();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

/** What the disk or the file system refuses becomes a refusal with its own code. */
function asRefusals<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const refusal = error instanceof Refusal ? null : storageRefusal(error);
    if (refusal === null) throw error;
    throw new Refusal(refusal);
  }
}
