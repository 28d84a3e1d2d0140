import Database from 'better-sqlite3-multiple-ciphers';

/** Bytes of a page; SQLCipher 4's own default, and a quarter of a snapshot's chunk. */
export const PAGE_SIZE = 4096;

/** "OCof", in the header of every vault's database. */
export const APPLICATION_ID = 0x4f436f66;

/**
 * Opens, or creates where `create` is set, a SQLCipher 4 database with a raw 256-bit key.
 * The caller learns that the key or the file is wrong at the first read (SQLITE_NOTADB), which this function makes.
 *
 * Source of the settings: design.md, Vault; https://utelle.github.io/SQLite3MultipleCiphers (cipher sqlcipher, legacy 4).
 */
export function openDatabase(
  file: string,
  key: Buffer,
  options: { create?: boolean; readonly?: boolean } = {},
): Database.Database {
  const db = new Database(file, { fileMustExist: options.create !== true, readonly: options.readonly === true });
  try {
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    setKey(db, key);
    if (options.create === true) {
      db.pragma(`page_size=${PAGE_SIZE}`);
      db.pragma('auto_vacuum=0');
      db.pragma(`application_id=${APPLICATION_ID}`);
    }
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (options.readonly !== true) {
      db.pragma('journal_mode=WAL');
      // A fresh connection reports NORMAL, which loses the last commits at a power cut.
      db.pragma('synchronous=FULL');
      db.pragma('secure_delete=ON');
    }
    db.pragma('foreign_keys=ON');
    db.pragma('temp_store=MEMORY');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Gives the connection its raw key. */
function setKey(db: Database.Database, key: Buffer): void {
  const raw = rawKey(key);
  db.key(raw);
  raw.fill(0);
}

/** Puts every page of the database under another raw key, in one transaction. */
export function rekeyDatabase(db: Database.Database, key: Buffer): void {
  const raw = rawKey(key);
  db.rekey(raw);
  raw.fill(0);
}

/**
 * A raw key as the library takes it: without the prefix 32 bytes would count as a passphrase, go through PBKDF2, and
 * stock SQLCipher could not open the file. https://utelle.github.io/SQLite3MultipleCiphers/docs/ciphers/cipher_sqlcipher/
 */
function rawKey(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from('raw:', 'latin1'), key]);
}
