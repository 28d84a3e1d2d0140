import type { RemovedConsultation } from '../../shared/contract/consultations.ts';
import type { RemovedPatient } from '../../shared/contract/patients.ts';
import { displayName } from '../../shared/domain/name.ts';
import { forgetAlias, logAccess } from '../vault/accessLog.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { OPEN_CONSULTATION_COLUMNS, readConsultation, toOpenConsultation, type StoredOpen } from './consultations.ts';
import { clearTraces, eraseConsultation, erasePatient } from './erasure.ts';
import { statement } from '../vault/statements.ts';
import { requirePatient } from './visiblePatient.ts';

/** How long the bin keeps what was created in error. */
const BIN_MS = 30 * 86_400_000;

/**
 * A file created in error: out of sight at once, erased 30 days later. One with consultations is a record of care and stays in
 * the bin: it ends by retention alone. Refuses without a reason.
 */
export function removePatient(vault: Vault, patientId: string, reason: string): void {
  vault.db.transaction(() => {
    requirePatient(vault, patientId);
    markRemoved(vault, 'patient', patientId, reason);
    logAccess(vault, { action: 'patient-removed', patientId });
  })();
}

/** Takes a file out of the bin with its consultations, but for those that were removed on their own. */
export function restorePatient(vault: Vault, patientId: string): void {
  vault.db.transaction(() => {
    const removed = statement<[string]>(vault.db, 'SELECT id FROM removed_patient WHERE id = ?').get(patientId);
    if (removed === undefined) refuse({ code: 'not-found', what: 'patient' });
    unmarkRemoved(vault, 'patient', patientId);
    logAccess(vault, { action: 'patient-restored', patientId });
  })();
}

export function removeConsultation(vault: Vault, consultationId: string, reason: string): void {
  vault.db.transaction(() => {
    const { patientId } = readConsultation(vault, consultationId);
    markRemoved(vault, 'consultation', consultationId, reason);
    logAccess(vault, { action: 'consultation-removed', patientId, objectId: consultationId });
  })();
}

export function restoreConsultation(vault: Vault, consultationId: string): void {
  vault.db.transaction(() => {
    const removed = statement<[string], { patientId: string }>(
      vault.db,
      'SELECT patient_id AS patientId FROM removed_consultation WHERE id = ?',
    ).get(consultationId);
    if (removed === undefined) return refuse({ code: 'not-found', what: 'consultation' });
    unmarkRemoved(vault, 'consultation', consultationId);
    logAccess(vault, { action: 'consultation-restored', patientId: removed.patientId, objectId: consultationId });
  })();
}

/**
 * SQL that holds for a file that the bin may let go of: nothing of care in it, which retention alone ends (CNIL, délibération
 * 2020-081), no limitation or litigation, and no request of the person that waits for its answer.
 */
function mayGo(table: 'patient' | 'removed_patient'): string {
  return `${table}.number NOT IN kept_file
    AND NOT EXISTS (SELECT 1 FROM kept_consultation WHERE patient_number = ${table}.number)
    AND NOT EXISTS (
      SELECT 1 FROM person_request
      WHERE patient_number = ${table}.number AND sent_at IS NULL AND outcome IS NOT 'withdrawn'
    )`;
}

/** Files in the bin, the last removed first. */
export function listRemovedPatients(vault: Vault): RemovedPatient[] {
  const rows = statement<
    [],
    Omit<RemovedPatient, 'displayName' | 'endsAt'> & { familyName: string; givenName: string; mayGo: number }
  >(
    vault.db,
    `SELECT id, family_name AS familyName, given_name AS givenName, birth_date AS birthDate,
       removal_reason AS reason, removed_at AS removedAt,
       (SELECT count(*) FROM kept_consultation WHERE patient_number = removed_patient.number) AS consultationCount,
       ${mayGo('removed_patient')} AS mayGo
     FROM removed_patient ORDER BY removed_at DESC`,
  ).all();
  return rows.map(({ familyName, givenName, mayGo, ...row }) => ({
    ...row,
    displayName: displayName({ familyName, givenName }),
    endsAt: mayGo === 1 ? row.removedAt + BIN_MS : null,
  }));
}

/** Consultations in the bin whose patient is not, the last removed first. */
export function listRemovedConsultations(vault: Vault): RemovedConsultation[] {
  const rows = statement<[], StoredOpen & { reason: string; removedAt: number }>(
    vault.db,
    `SELECT ${OPEN_CONSULTATION_COLUMNS}, removal_reason AS reason, removed_at AS removedAt
     FROM removed_consultation ORDER BY removed_at DESC`,
  ).all();
  return rows.map(({ reason, removedAt, ...row }) => ({
    ...toOpenConsultation(row),
    reason,
    removedAt,
    endsAt: removedAt + BIN_MS,
  }));
}

/** Files, and consultations, that one transaction erases: some milliseconds. */
const ERASED_AT_ONCE = 10;

/**
 * Erases what has been in the bin for 30 days and may go, then the traces of this and of every other erasure, in steps between which
 * everything else goes on. To be called once after each opening: what a lock or a crash cut off is finished then.
 * Costs nothing where nothing has expired.
 */
export async function emptyExpiredBin(vault: Vault): Promise<{ patients: number; consultations: number }> {
  const erased = { patients: 0, consultations: 0 };
  for (;;) {
    const some = eraseSomeExpired(vault, vault.now() - BIN_MS);
    erased.patients += some.patients;
    erased.consultations += some.consultations;
    if (some.patients + some.consultations === 0) break;
    await new Promise((resolve) => setImmediate(resolve));
    if (!vault.db.open) return erased;
  }
  await clearTraces(vault);
  return erased;
}

function eraseSomeExpired(vault: Vault, limit: number): { patients: number; consultations: number } {
  return vault.db.transaction(() => {
    const consultations = eraseExpiredConsultations(vault, limit);
    const patients = eraseExpiredPatients(vault, limit);
    return { patients, consultations };
  })();
}

// Both read the base tables: what nobody sees any more must go as well.
function eraseExpiredPatients(vault: Vault, limit: number): number {
  const patients = statement<[number], { id: string }>(
    vault.db,
    `SELECT id FROM patient WHERE removed_at <= ? AND ${mayGo('patient')} LIMIT ${ERASED_AT_ONCE}`,
  ).all(limit);
  for (const { id } of patients) {
    erasePatient(vault, id);
    logAccess(vault, { action: 'patient-purged', patientId: id });
    forgetAlias(vault, id);
  }
  return patients.length;
}

function eraseExpiredConsultations(vault: Vault, limit: number): number {
  const consultations = statement<[number], { id: string; patientId: string }>(
    vault.db,
    `SELECT consultation.id, patient.id AS patientId
     FROM consultation JOIN patient ON patient.number = patient_number
     WHERE consultation.removed_at <= ? AND patient_number NOT IN kept_file LIMIT ${ERASED_AT_ONCE}`,
  ).all(limit);
  for (const { id, patientId } of consultations) {
    eraseConsultation(vault, id);
    logAccess(vault, { action: 'consultation-purged', patientId, objectId: id });
  }
  return consultations.length;
}

function markRemoved(vault: Vault, table: 'patient' | 'consultation', id: string, reason: string): void {
  const said = reason.normalize('NFC').trim();
  if (said === '') refuse({ code: 'reason-needed' });
  statement(
    vault.db,
    `UPDATE ${table} SET removed_at = ?, removal_reason = ?, removed_by = ?, version = version + 1 WHERE id = ?`,
  ).run(vault.now(), said, vault.practitioner.id, id);
}

function unmarkRemoved(vault: Vault, table: 'patient' | 'consultation', id: string): void {
  statement(
    vault.db,
    `UPDATE ${table} SET removed_at = NULL, removal_reason = NULL, removed_by = NULL, version = version + 1 WHERE id = ?`,
  ).run(id);
}
