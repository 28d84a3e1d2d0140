import type { RetentionState } from '../../../shared/contract/retention.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { readFileRetention } from './fileRetention.ts';

const DUE: ReadonlySet<RetentionState> = new Set<RetentionState>(['to-archive', 'to-purge']);

/** Seals files whose active time is over: out of every list, search and count. Refuses `not-due` for one that is not. */
export function archiveFiles(vault: Vault, patientIds: readonly string[]): void {
  vault.db.transaction(() => {
    for (const patientId of patientIds) {
      const { state, archivedAt } = readFileRetention(vault, patientId);
      if (archivedAt !== null || !DUE.has(state)) refuse({ code: 'not-due' });
      setArchived(vault, patientId, vault.now());
      logAccess(vault, { action: 'patient-archived', patientId });
    }
  })();
}

/** Takes a file out of the archive; the log shows the reason as long as the file is kept. Refuses `not-found` for one that is not in it. */
export function takeFileBack(vault: Vault, patientId: string, reason: string): void {
  vault.db.transaction(() => {
    if (readFileRetention(vault, patientId).archivedAt === null) refuse({ code: 'not-found', what: 'patient' });
    setArchived(vault, patientId, null);
    statement(
      vault.db,
      `INSERT INTO file_taken_back (patient_number, reason, taken_back_at)
       SELECT number, ?, ? FROM patient WHERE id = ?`,
    ).run(reason, vault.now(), patientId);
    logAccess(vault, { action: 'patient-taken-back', patientId });
  })();
}

function setArchived(vault: Vault, patientId: string, at: number | null): void {
  statement(vault.db, 'UPDATE patient SET archived_at = ?, version = version + 1 WHERE id = ?').run(at, patientId);
}
