import Database from 'better-sqlite3-multiple-ciphers';
import { refuse } from './refusal.ts';
import { faultCode } from './storageFault.ts';

/** Held by the one process that has the vault; the system frees it at a crash. */
export interface VaultLock {
  release(): void;
}

/**
 * Takes `BEGIN EXCLUSIVE` on a tiny plain SQLite file, since Node has no flock. Refuses `vault-in-use` at once where
 * another process, or this one, holds it. Nothing else in the process may open or read that file: closing any
 * descriptor of it would drop the lock (POSIX).
 */
export function takeVaultLock(path: string): VaultLock {
  const db = new Database(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (faultCode(error) === 'SQLITE_BUSY') return refuse({ code: 'vault-in-use' });
    throw error;
  }
  return { release: () => void db.close() };
}
