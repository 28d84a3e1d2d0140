import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { PAGE_SIZE } from './database.ts';

// SQLCipher 4: a page ends with its 16-byte IV and the HMAC-SHA-512 over ciphertext, IV and page number (little-endian).
// The HMAC's key is drawn from the raw key with the file's salt, each byte XORed with 0x3a, by two rounds of PBKDF2.
// https://www.zetetic.net/sqlcipher/design/
const SALT_BYTES = 16;
const MAC_BYTES = 64;
const SALT_MASK = 0x3a;
const ROUNDS = 2;
const KEY_BYTES = 32;

/**
 * True where the database's first page is sealed by this raw key. Nothing is opened and nothing written: SQLite, given
 * a wrong key, would take what its journal or WAL holds for rubbish and throw it away.
 */
export function isFirstPageUnderKey(file: string, key: Buffer): boolean {
  const page = readFirstPage(file);
  if (page === null) return false;
  const salt = page.subarray(0, SALT_BYTES).map((byte) => byte ^ SALT_MASK);
  const macKey = pbkdf2Sync(key, salt, ROUNDS, KEY_BYTES, 'sha512');
  const pageNumber = Buffer.from([1, 0, 0, 0]);
  const mac = createHmac('sha512', macKey)
    .update(page.subarray(SALT_BYTES, PAGE_SIZE - MAC_BYTES))
    .update(pageNumber)
    .digest();
  macKey.fill(0);
  return timingSafeEqual(mac, page.subarray(PAGE_SIZE - MAC_BYTES));
}

function readFirstPage(file: string): Buffer | null {
  const handle = openSync(file, 'r');
  try {
    const page = Buffer.alloc(PAGE_SIZE);
    return readSync(handle, page, 0, PAGE_SIZE, 0) === PAGE_SIZE ? page : null;
  } finally {
    closeSync(handle);
  }
}
