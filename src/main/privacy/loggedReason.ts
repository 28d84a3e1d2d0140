import type { LoggedAccess } from '../vault/accessLog.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * Why something was done that the access log notes: a move, a file taken back from the archive, an opposition lifted. The log
 * itself holds no free text, since its chain outlives a purge; the reasons lie beside what they are about, and go with it.
 * Null where none was asked for, or where it was purged since.
 */
export function loggedReason(
  vault: Vault,
  { action, patientId, objectId, at }: Pick<LoggedAccess, 'action' | 'patientId' | 'objectId' | 'at'>,
): string | null {
  const query = REASONS[action];
  if (query === undefined) return null;
  const row = statement<[{ patientId: string | null; objectId: string | null; at: number }], { reason: string }>(
    vault.db,
    query,
  ).get({ patientId, objectId, at });
  return row === undefined || row.reason === '' ? null : row.reason;
}

/** By action: the last reason given until then. */
const REASONS: Readonly<Partial<Record<LoggedAccess['action'], string>>> = {
  'consultation-moved': `SELECT reason FROM consultation_move
    WHERE consultation_id = @objectId AND moved_at <= @at ORDER BY number DESC LIMIT 1`,
  'patient-taken-back': `SELECT reason FROM file_taken_back JOIN patient ON patient.number = patient_number
    WHERE patient.id = @patientId AND taken_back_at <= @at ORDER BY file_taken_back.number DESC LIMIT 1`,
  'opposition-lifted': `SELECT reason FROM opposition_lift JOIN patient ON patient.number = patient_number
    WHERE patient.id = @patientId AND account_id = @objectId AND since <= @at
    ORDER BY opposition_lift.number DESC LIMIT 1`,
};
