import type Database from 'better-sqlite3-multiple-ciphers';
import { statement } from '../../vault/statements.ts';

type Value = string | number | bigint | Buffer | null;
export type Row = Record<string, Value>;

/** Tables of which rows are copied; their names are the only text that is put into a statement. */
type CopiedTable =
  'practitioner' | 'patient' | 'patient_detail' | 'consultation' | 'consultation_move' | 'text_version';

/**
 * Every row of a table of which a column has this value, all columns included: whatever a later migration adds to a table
 * comes along by itself, since both databases have the newest schema.
 */
export function rowsOf(db: Database.Database, table: CopiedTable, column: string, value: Value): Row[] {
  return statement<[Value], Row>(db, `SELECT * FROM ${table} WHERE ${column} = ? ORDER BY rowid`).all(value);
}

/** Practitioners have no rowid. */
export function practitionerOf(db: Database.Database, id: Value): Row | undefined {
  return statement<[Value], Row>(db, 'SELECT * FROM practitioner WHERE id = ?').get(id);
}

/** Writes the row, but for what is laid over it. */
export function insertRow(db: Database.Database, table: CopiedTable, row: Row): number {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return Number(statement<Value[]>(db, sql).run(...Object.values(row)).lastInsertRowid);
}

/** The row under its own number where that is free: the search takes the highest numbers for the newest. */
export function insertUnderOwnNumber(db: Database.Database, table: 'patient' | 'consultation', row: Row): number {
  const isTaken = statement<[Value]>(db, `SELECT 1 FROM ${table} WHERE number = ?`).get(row['number'] ?? null);
  return insertRow(db, table, isTaken === undefined ? row : withoutNumber(row));
}

export function withoutNumber(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'number'));
}
