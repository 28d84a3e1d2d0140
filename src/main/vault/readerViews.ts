import type Database from 'better-sqlite3-multiple-ciphers';
import type { Practitioner } from './vault.ts';

/** The views of the schema in which files stand; every other view reads them, or tables without a patient. */
const FILE_VIEWS: ReadonlySet<string> = new Set(['visible_patient', 'removed_patient', 'archived_patient']);

/**
 * Takes the files of patients who objected out of a colleague's sight, on this connection, for as long as it is open.
 *
 * SQLite looks a name up in the temporary schema first. Each view of the schema gets a temporary namesake, so that every
 * list, search, count and file, which all read those views, reads them without the hidden files, and so does a view that
 * a later migration brings. The titular's connection has none of this and pays nothing for it.
 *
 * What is hidden is settled at the opening: oppositions change in the titular's own session, and one process at a time
 * has the vault. A lift that ends meanwhile hides the file again at once.
 */
export function hideOpposedFiles(db: Database.Database, practitioner: Practitioner, now: () => number): void {
  if (practitioner.role === 'titular') return;
  db.function('reader_now', { deterministic: false }, now);
  db.exec('CREATE TEMP TABLE hidden_file (patient_number INTEGER PRIMARY KEY, shown_until INTEGER NOT NULL)');
  db.prepare(
    `INSERT INTO temp.hidden_file (patient_number, shown_until)
     SELECT patient_number, coalesce((
       SELECT max(until) FROM main.opposition_lift AS lift
       WHERE lift.patient_number = opposed_file.patient_number AND lift.account_id = @account AND ended_at IS NULL
     ), 0)
     FROM main.opposed_file WHERE account_id = @account GROUP BY patient_number`,
  ).run({ account: practitioner.id });
  const views = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid",
    )
    .all();
  for (const { name, sql } of views)
    if (FILE_VIEWS.has(name)) db.exec(fileView(name));
    else db.exec(name === 'patient_total' ? PATIENT_TOTAL : temporary(sql));
}

/** The hour is asked for once a statement, not once a file: a call from SQL into JavaScript costs more than a row. */
const HIDDEN = 'SELECT patient_number FROM temp.hidden_file WHERE shown_until <= (SELECT reader_now())';

function fileView(name: string): string {
  return `CREATE TEMP VIEW ${name} AS SELECT * FROM main.${name} WHERE has_objected = 0 OR number NOT IN (${HIDDEN})`;
}

/**
 * The same as counting one by one what may be seen, which takes ten times as long: all files, less those that some small index
 * lists. It makes up for what passing over hidden files costs a list.
 */
const PATIENT_TOTAL = `CREATE TEMP VIEW patient_total AS
  SELECT
    (SELECT count(*) FROM main.patient)
    - (SELECT count(*) FROM main.patient WHERE removed_at IS NOT NULL)
    - (SELECT count(*) FROM main.patient WHERE removed_at IS NULL AND archived_at IS NOT NULL)
    - (SELECT count(*) FROM main.visible_patient WHERE number IN (${HIDDEN})) AS total`;

/** The same view in the temporary schema, where the names that it reads are looked up anew. */
function temporary(sql: string): string {
  return sql.replace(/^CREATE VIEW /, 'CREATE TEMP VIEW ');
}
