import type { PatientRow } from '../../shared/contract/patients.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { statement } from '../vault/statements.ts';

/** Columns of a PatientRow, read from `visible_patient`. */
export const PATIENT_ROW_COLUMNS = `
  visible_patient.id,
  visible_patient.family_name AS familyName,
  visible_patient.given_name AS givenName,
  visible_patient.birth_name AS birthName,
  visible_patient.birth_date AS birthDate,
  visible_patient.sex,
  CASE WHEN visible_patient.mobile <> '' THEN visible_patient.mobile ELSE visible_patient.phone END AS phone,
  visible_patient.city,
  visible_patient.alert_count AS alertCount,
  visible_patient.last_consultation_at AS lastConsultationAt,
  (
    SELECT count(*) FROM kept_consultation WHERE kept_consultation.patient_number = visible_patient.number
  ) AS consultationCount`;

/** One line of a list. */
export function readPatientRow(vault: Vault, patientId: string): PatientRow {
  const row = statement<[string], PatientRow>(
    vault.db,
    `SELECT ${PATIENT_ROW_COLUMNS} FROM visible_patient WHERE id = ?`,
  ).get(patientId);
  return row ?? refuse({ code: 'not-found', what: 'patient' });
}

/** A window of all the files, by name. */
export function listPatients(vault: Vault, offset: number, limit: number): { total: number; rows: PatientRow[] } {
  return {
    total: countPatients(vault),
    rows: statement<[number, number], PatientRow>(
      vault.db,
      `SELECT ${PATIENT_ROW_COLUMNS} FROM visible_patient ORDER BY name_key LIMIT ? OFFSET ?`,
    ).all(limit, offset),
  };
}

/** The files last worked on, newest first. */
export function listRecentPatients(vault: Vault, limit: number): PatientRow[] {
  return statement<[number], PatientRow>(
    vault.db,
    `SELECT ${PATIENT_ROW_COLUMNS} FROM patient_touch JOIN visible_patient ON number = patient_number
     WHERE touched_at > 0 ORDER BY touched_at DESC LIMIT ?`,
  ).all(limit);
}

/** How many files may be seen. */
export function countPatients(vault: Vault): number {
  return statement<[], { total: number }>(vault.db, 'SELECT total FROM patient_total').get()?.total ?? 0;
}
