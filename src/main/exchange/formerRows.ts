import type Database from 'better-sqlite3-multiple-ciphers';
import { z } from 'zod';

/** What a former import knows of a patient or a consultation that is still in the vault, the bin included. */
export interface FormerRow {
  readonly objectId: string;
  readonly number: string | null;
  readonly fingerprint: string;
  /** By field or column, as the file had it: see RowReading. */
  readonly digests: Readonly<Record<string, string>>;
}

export interface FormerRows {
  patientsByFingerprint(fingerprint: string): FormerRow[];
  patientsByNumber(number: string): FormerRow[];
  patientsByIdentity(identity: string): FormerRow[];
  consultationsByFingerprint(fingerprint: string): FormerRow[];
  consultationsByNumber(number: string): FormerRow[];
}

interface StoredRow {
  readonly object_id: string;
  readonly number: string | null;
  readonly fingerprint: string;
  readonly digests: string;
}

const digestsSchema = z.record(z.string(), z.string());

/** Digests as they are kept in the vault. */
export function parseDigests(text: string): Record<string, string> {
  return digestsSchema.parse(JSON.parse(text));
}

/** What former imports brought; of an object that a later one wrote over, the later line counts. */
export function formerRows(db: Database.Database): FormerRows {
  return {
    patientsByFingerprint: finder(db, 'patient_id', 'fingerprint'),
    patientsByNumber: finder(db, 'patient_id', 'number'),
    patientsByIdentity: finder(db, 'patient_id', 'identity'),
    consultationsByFingerprint: finder(db, 'consultation_id', 'fingerprint'),
    consultationsByNumber: finder(db, 'consultation_id', 'number'),
  };
}

function finder(
  db: Database.Database,
  object: 'patient_id' | 'consultation_id',
  by: 'fingerprint' | 'number' | 'identity',
): (value: string) => FormerRow[] {
  const statement = db.prepare<[string], StoredRow>(
    `SELECT ${object} AS object_id, number, fingerprint, digests FROM import_row AS row
     WHERE ${by} = ? AND ${object} IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM import_row AS later WHERE later.${object} = row.${object} AND later.id > row.id)
     ORDER BY id`,
  );
  return (value) =>
    statement.all(value).map((row) => ({
      objectId: row.object_id,
      number: row.number,
      fingerprint: row.fingerprint,
      digests: parseDigests(row.digests),
    }));
}
