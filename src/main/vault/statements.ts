import type Database from 'better-sqlite3-multiple-ciphers';

const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/**
 * A statement prepared once for each connection: preparing costs more than most of the reads themselves.
 * The text of the statement never holds a value, so that their number stays small.
 */
export function statement<Values extends unknown[], Row = unknown>(
  db: Database.Database,
  sql: string,
): Database.Statement<Values, Row> {
  let statements = kept.get(db);
  if (statements === undefined) {
    statements = new Map<string, Database.Statement>();
    kept.set(db, statements);
  }
  let known = statements.get(sql);
  if (known === undefined) {
    known = db.prepare(sql);
    statements.set(sql, known);
  }
  // The row's type is the caller's word on its own SQL, as with `prepare` itself.
  return known as Database.Statement<Values, Row>;
}
