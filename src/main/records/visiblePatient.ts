import { isReadingCopy } from '../vault/readingCopy.ts';
import { refuse } from '../vault/refusal.ts';
import { isDiskFull } from '../vault/storageFault.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

/** The internal number of a patient who may be seen; refuses `not-found` for any other. */
export function requirePatient(vault: Vault, patientId: string): number {
  const row = statement<[string], { number: number }>(vault.db, 'SELECT number FROM visible_patient WHERE id = ?').get(
    patientId,
  );
  return row?.number ?? refuse({ code: 'not-found', what: 'patient' });
}

/** Puts the patient first among the recent ones, as of `at` (milliseconds UTC). */
export function touchPatient(vault: Vault, number: number | bigint, at = vault.now()): void {
  statement(
    vault.db,
    `INSERT INTO patient_touch (patient_number, touched_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET touched_at = excluded.touched_at`,
  ).run(number, at);
}

/**
 * The same for a file that is only read: a full disk costs that order, not the reading; on a copy that only consults it
 * stays as the practice left it.
 */
export function touchReadPatient(vault: Vault, number: number): void {
  if (isReadingCopy(vault.db)) return;
  try {
    touchPatient(vault, number);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
