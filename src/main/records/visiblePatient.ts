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

/**
 * Puts the patient first among the recent ones. A full disk costs that order, not the reading of the file; on a copy that only
 * consults it stays as the practice left it.
 */
export function touchPatient(vault: Vault, patientId: string): void {
  if (isReadingCopy(vault.db)) return;
  try {
    statement(vault.db, 'UPDATE patient SET touched_at = ? WHERE id = ?').run(vault.now(), patientId);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
