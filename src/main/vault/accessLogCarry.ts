import type Database from 'better-sqlite3-multiple-ciphers';
import { appendEntry, type PlainEntry } from './accessLog.ts';

/**
 * Goes on with what was done on another copy of the vault: its entries from a number on follow the log of this one, each with
 * its own time, person and patient. Call it inside a transaction of `to`.
 */
export function carryAccesses(from: Database.Database, firstEntry: number, to: Database.Database): void {
  const entries = from
    .prepare<[number], PlainEntry>(
      `SELECT at, practitioner_id, practitioner_name, action, patient_id, object_id, facts
       FROM access_entry LEFT JOIN access_alias ON alias = patient_alias WHERE number >= ? ORDER BY number`,
    )
    .all(firstEntry);
  for (const entry of entries) appendEntry(to, entry);
}
