import { removeLocalCopies } from '../vault/localCopy.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';
import { forgetTexts } from './textHistory.ts';

/** Deletes a file with its consultations, histories and drafts, for good; nothing of it is logged here. */
export function erasePatient(vault: Vault, patientId: string): void {
  const consultations = statement<[string], { id: string }>(
    vault.db,
    'SELECT id FROM consultation WHERE patient_number = (SELECT number FROM patient WHERE id = ?)',
  ).all(patientId);
  for (const { id } of consultations) eraseConsultation(vault, id);
  forgetTexts(vault, patientId);
  dropDrafts(vault, patientId);
  statement(vault.db, 'DELETE FROM patient WHERE id = ?').run(patientId);
}

/** Deletes a consultation with its history and drafts, for good; nothing of it is logged here. */
export function eraseConsultation(vault: Vault, consultationId: string): void {
  forgetTexts(vault, consultationId);
  dropDrafts(vault, consultationId);
  statement(vault.db, 'DELETE FROM consultation_move WHERE consultation_id = ?').run(consultationId);
  statement(vault.db, 'DELETE FROM consultation WHERE id = ?').run(consultationId);
}

/**
 * Ends an erasure, outside any transaction: rebuilds the search, since FTS5's own deletion leaves rests of words,
 * ends the copies from before migrations, and empties the write-ahead log. Takes some 5 s with 200,000 consultations. False where a reader (a snapshot
 * that is being frozen) kept the log from being emptied: to be called again.
 */
export function clearTraces(vault: Vault): boolean {
  for (const index of ['patient_search', 'patient_beginning', 'consultation_search'])
    vault.db.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`);
  removeLocalCopies(vault.folder);
  const [result] = vault.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy === 0;
}

/** Drafts are kept under `form:id`. */
function dropDrafts(vault: Vault, id: string): void {
  statement(vault.db, `DELETE FROM draft WHERE key LIKE '%:' || ?`).run(id);
}
