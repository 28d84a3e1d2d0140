import type Database from 'better-sqlite3-multiple-ciphers';
import { z } from 'zod';
import type { ReadingCopyStanding } from '../../shared/contract/readingCopy.ts';
import { instant } from '../../shared/contract/values.ts';
import { readVaultValue, writeVaultValue } from './vaultValue.ts';

/*
 * A copy that only consults. The mark lies in the database, where nobody takes it off without the key. On every connection of
 * a copy SQLite itself refuses to write (`holdStill`), but for what belongs to this PC: its access log, its PIN, its delays.
 */
const copyMark = z.strictObject({
  snapshotId: z.string(),
  /** The vault's own counter: what is older than this was put there again by somebody. */
  sequence: z.int(),
  /** Of the snapshot that it holds. */
  takenAt: instant,
  /** When it was last brought up to date, or made. */
  updatedAt: instant,
  /** Days that it opens for afterwards. */
  days: z.int().min(1),
  /** Number of this PC's first own entry in the access log: what comes before it is the practice's. */
  firstOwnEntry: z.int(),
});
export type CopyMark = z.infer<typeof copyMark>;

/** What a copy is brought up to date with: built beside it, and not seen yet. */
export interface CopyUpdate {
  /** Takes over from the open copy what is this PC's own. */
  settle(): void;
  /** Once the copy is closed: the newer one takes its place, by renames that a power cut does not part. */
  swap(): void;
  /** It is not wanted any more. */
  discard(): void;
}

const DAY_MS = 24 * 60 * 60_000;

/** A clock that was set back further makes no expired copy young again. */
const CLOCK_LEEWAY_MS = 60 * 60_000;

/** The mark of a copy; null for a vault. */
export function readCopyMark(db: Database.Database): CopyMark | null {
  const text = readVaultValue(db, 'reading-copy');
  return text === null ? null : copyMark.parse(JSON.parse(text));
}

export function isReadingCopy(db: Database.Database): boolean {
  return readCopyMark(db) !== null;
}

export function writeCopyMark(db: Database.Database, mark: CopyMark): void {
  writeVaultValue(db, 'reading-copy', JSON.stringify(mark));
}

/** The part that may be known before it is open. */
export function standingOf({ takenAt, updatedAt, days }: CopyMark): ReadingCopyStanding {
  return { takenAt, expiresAt: updatedAt + days * DAY_MS };
}

/** True where it must be brought up to date before it opens. */
export function hasExpired(mark: CopyMark, now: number): boolean {
  return now >= standingOf(mark).expiresAt || now < mark.updatedAt - CLOCK_LEEWAY_MS;
}

/** From now on nothing is written through this connection, but by `writingOwn`. */
export function holdStill(db: Database.Database): void {
  db.pragma('query_only=1');
}

/** Writes what belongs to this PC even where its vault is a copy: the access log, the PIN, the delays. Nothing else. */
export function writingOwn<Result>(db: Database.Database, write: () => Result): Result {
  if (db.pragma('query_only', { simple: true }) !== 1) return write();
  db.pragma('query_only=0');
  try {
    return write();
  } finally {
    db.pragma('query_only=1');
  }
}
