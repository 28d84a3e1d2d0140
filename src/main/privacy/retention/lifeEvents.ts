import type { FileRetention } from '../../../shared/contract/retention.ts';
import type { PartialDate } from '../../../shared/domain/civilDate.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { readFileRetention } from './fileRetention.ts';

/**
 * Notes a death, or takes the note back; the dates of the file follow. Refuses `not-found`, and `date-in-the-future` for
 * a day that has not come.
 */
export function setDeath(vault: Vault, patientId: string, deathDate: PartialDate | null): FileRetention {
  vault.db.transaction(() => {
    readFileRetention(vault, patientId);
    if (deathDate !== null && deathDate > practiceToday(vault).slice(0, deathDate.length))
      refuse({ code: 'date-in-the-future' });
    statement(vault.db, 'UPDATE patient SET death_date = ? WHERE id = ?').run(deathDate, patientId);
    logAccess(vault, { action: 'patient-changed', patientId });
  })();
  return readFileRetention(vault, patientId);
}

/** A litigation begins: nothing of the file is destroyed until it ends. Refuses `not-found`. */
export function holdFile(vault: Vault, patientId: string, reason: string): FileRetention {
  vault.db.transaction(() => {
    if (readFileRetention(vault, patientId).holdReason !== null) endHoldNow(vault, patientId);
    statement(
      vault.db,
      `INSERT INTO litigation_hold (patient_number, reason, since, practitioner_id)
       SELECT number, ?, ?, ? FROM patient WHERE id = ?`,
    ).run(reason, vault.now(), vault.practitioner.id, patientId);
    logAccess(vault, { action: 'patient-held', patientId });
  })();
  return readFileRetention(vault, patientId);
}

/** The litigation is over. Refuses `not-found` where there was none. */
export function endHold(vault: Vault, patientId: string): FileRetention {
  vault.db.transaction(() => {
    if (readFileRetention(vault, patientId).holdReason === null) refuse({ code: 'not-found', what: 'hold' });
    endHoldNow(vault, patientId);
    logAccess(vault, { action: 'patient-hold-ended', patientId });
  })();
  return readFileRetention(vault, patientId);
}

function endHoldNow(vault: Vault, patientId: string): void {
  statement(
    vault.db,
    `UPDATE litigation_hold SET ended_at = ?
     WHERE ended_at IS NULL AND patient_number = (SELECT number FROM patient WHERE id = ?)`,
  ).run(vault.now(), patientId);
}
