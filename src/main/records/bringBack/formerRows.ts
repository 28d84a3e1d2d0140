import type Database from 'better-sqlite3-multiple-ciphers';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

type Value = string | number | bigint | Buffer | null;
export type Row = Record<string, Value>;

/** Tables of which rows are copied; their names are the only text that is put into a statement. */
export type CopiedTable =
  | 'practitioner'
  | 'patient'
  | 'patient_detail'
  | 'patient_information'
  | 'patient_nir'
  | 'consultation'
  | 'consultation_move'
  | 'text_version'
  | 'opposition'
  | 'litigation_hold'
  | 'consent'
  | 'consent_purpose'
  | 'consent_text'
  | 'kept_document'
  | 'kept_document_part';

/**
 * Every row of a table of which a column has this value, all columns included: whatever a later migration adds to a table
 * comes along by itself, since both databases have the newest schema.
 */
export function rowsOf(db: Database.Database, table: CopiedTable, column: string, value: Value): Row[] {
  return statement<[Value], Row>(db, `SELECT * FROM ${table} WHERE ${column} = ?${orderOf(table)}`).all(value);
}

/** As they were written; practitioners and the parts of a document have no rowid, and need no order. */
function orderOf(table: CopiedTable): string {
  return table === 'kept_document_part' || table === 'practitioner' ? '' : ' ORDER BY rowid';
}

/** Who wrote it then may be unknown today: the name comes along. */
export function bringPractitioner(vault: Pick<Vault, 'db'>, former: Pick<Vault, 'db'>, id: Value): void {
  if (id === null || rowsOf(vault.db, 'practitioner', 'id', id).length > 0) return;
  const [practitioner] = rowsOf(former.db, 'practitioner', 'id', id);
  if (practitioner !== undefined) insertRow(vault.db, 'practitioner', practitioner);
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
