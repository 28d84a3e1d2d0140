import type { ContractError } from '../../shared/contract/errors.ts';

/** The code of a Node or SQLite error (`ENOSPC`, `SQLITE_FULL`); null for anything else. */
export function faultCode(error: unknown): string | null {
  // Not `instanceof Error`: under jest Node's own errors are of another realm.
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** True where the disk had no place left. */
export function isDiskFull(error: unknown): boolean {
  const code = faultCode(error);
  // SHMSIZE: the index of the WAL could not grow, for which SQLite has no other word.
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT';
}

/**
 * What a failing disk or a damaged file is to be told as; null where the error is none of the storage's and hence ours.
 * Codes of SQLite: https://www.sqlite.org/rescode.html (better-sqlite3 gives the extended names).
 */
export function storageRefusal(error: unknown): ContractError | null {
  const code = faultCode(error);
  if (code === null) return null;
  if (isDiskFull(error)) return { code: 'disk-full' };
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' && isFrozenFile(error)) return { code: 'file-frozen' };
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return { code: 'vault-folder-read-only' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'database-damaged' };
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return { code: 'vault-in-use' };
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN' || code === 'EIO') return { code: 'disk-error' };
  return null;
}

/** What the triggers of migrations/0012_requests.sql raise under every write of a frozen file. */
function isFrozenFile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'message' in error && error.message === 'file-frozen';
}
