import type Database from 'better-sqlite3-multiple-ciphers';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { APPLICATION_ID, PAGE_SIZE, openDatabase } from './database.ts';
import { deriveKey, wipe, type VaultKeys } from './keyring.ts';
import { isFirstPageUnderKey } from './pageSeal.ts';
import { refuse } from './refusal.ts';
import { readVaultState } from './stateFile.ts';
import { faultCode } from './storageFault.ts';
import type { VaultFiles } from './vaultFiles.ts';
import { readVaultValue } from './vaultValue.ts';

export interface OpenedDatabase {
  readonly db: Database.Database;
  /** Which of the keys it is under: not the current one only in the middle of a rekey. */
  readonly keyId: string;
}

/**
 * Opens coffre.db with the current key, else with another of the key file's. Writes nothing before it is known to be
 * this vault's. Refuses `database-missing`, `database-damaged`, `database-foreign`.
 */
export function openVaultDatabase(
  files: VaultFiles,
  vaultId: string,
  keys: VaultKeys,
  currentKeyId: string,
): OpenedDatabase {
  const file = statSync(files.database, { throwIfNoEntry: false });
  if (file === undefined) return refuse({ code: 'database-missing' });
  // SQLite takes an empty file for a new database, and would write to it.
  if (file.size < PAGE_SIZE) return refuse({ code: 'database-damaged' });
  for (const keyId of likelyKeys(files.database, vaultId, keys, currentKeyId)) {
    const vaultKey = keys.get(keyId);
    if (vaultKey === undefined) continue;
    const db = tryKey(files.database, vaultKey, vaultId);
    if (db !== null) return { db, keyId };
  }
  return refuse({ code: isOurs(files) ? 'database-damaged' : 'database-foreign' });
}

/** The key whose seal is on the first page, and no other; where none fits (a damaged page) the current one, then the others. */
function likelyKeys(file: string, vaultId: string, keys: VaultKeys, currentKeyId: string): string[] {
  const sealing = [...keys].find(([, vaultKey]) => {
    const key = deriveKey(vaultKey, vaultId, 'db');
    try {
      return isFirstPageUnderKey(file, key);
    } finally {
      wipe(key);
    }
  });
  if (sealing !== undefined) return [sealing[0]];
  return [currentKeyId, ...[...keys.keys()].filter((keyId) => keyId !== currentKeyId)];
}

/** Another connection on the same database, which cannot write. */
export function openVaultReader(files: VaultFiles, vaultId: string, vaultKey: Buffer): Database.Database {
  const key = deriveKey(vaultKey, vaultId, 'db');
  try {
    return openDatabase(files.database, key, { readonly: true });
  } finally {
    wipe(key);
  }
}

/** Null where the key does not open the file. */
function tryKey(file: string, vaultKey: Buffer, vaultId: string): Database.Database | null {
  const key = deriveKey(vaultKey, vaultId, 'db');
  try {
    const db = openDatabase(file, key);
    if (belongsTo(db, vaultId)) return db;
    db.close();
    return refuse({ code: 'database-foreign' });
  } catch (error) {
    if (faultCode(error) === 'SQLITE_NOTADB') return null;
    throw error;
  } finally {
    wipe(key);
  }
}

function belongsTo(db: Database.Database, vaultId: string): boolean {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return false;
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'vault_value'").get();
  return known !== undefined && readVaultValue(db, 'vault-id') === vaultId;
}

/** True where the file, though no key opens it, began as this vault's: same first 16 bytes, or at least its size. */
function isOurs(files: VaultFiles): boolean {
  const { databaseSalt } = readVaultState(files.state);
  const salt = readDatabaseSalt(files.database);
  if (salt === null || isPlainSqlite(salt)) return salt === null;
  if (databaseSalt !== null) return salt === databaseSalt;
  return statSync(files.database).size % PAGE_SIZE !== 0;
}

/** SQLCipher's salt, the file's first 16 bytes, in hexadecimal; null where the file has fewer. */
export function readDatabaseSalt(file: string): string | null {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(16);
    return readSync(handle, bytes, 0, 16, 0) === 16 ? bytes.toString('hex') : null;
  } finally {
    closeSync(handle);
  }
}

function isPlainSqlite(salt: string): boolean {
  return Buffer.from(salt, 'hex').toString('latin1') === 'SQLite format 3\0';
}
