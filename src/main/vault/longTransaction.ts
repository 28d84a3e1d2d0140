import type Database from 'better-sqlite3-multiple-ciphers';

/**
 * One transaction around work that gives way to the event loop in between (progress, cancel): better-sqlite3's own
 * `transaction` cannot await. Only for exclusive works, since whatever else ran on this connection meanwhile would
 * share the transaction; functions that use `db.transaction` inside become savepoints.
 */
export async function longTransaction<Result>(db: Database.Database, work: () => Promise<Result>): Promise<Result> {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself rolls back on a full disk; a vault locked meanwhile has no connection left.
    if (db.open && db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
