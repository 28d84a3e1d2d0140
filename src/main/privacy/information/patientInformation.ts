import type { InformationManner, PatientInformation } from '../../../shared/contract/information.ts';
import { informationManner } from '../../../shared/contract/information.ts';
import { legalDay, legalDayBounds } from '../../../shared/domain/legalDay.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { requirePatient } from '../../records/visiblePatient.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** When and how a patient was informed (art. 12 and 13 RGPD), newest first. Refuses `not-found`. */
export function informationOfPatient(vault: Vault, patientId: string): PatientInformation[] {
  return statement<[number], Omit<PatientInformation, 'manner'> & { manner: string }>(
    vault.db,
    `SELECT patient_information.id, informed_on AS informedOn, manner, practitioner.name AS by
     FROM patient_information JOIN practitioner ON practitioner.id = practitioner_id
     WHERE patient_number = ? ORDER BY informed_on DESC, number DESC`,
  )
    .all(requirePatient(vault, patientId))
    .map((row) => ({ ...row, manner: informationManner.parse(row.manner) }));
}

export interface NewInformation {
  readonly patientId: string;
  /** Civil date. */
  readonly informedOn: string;
  readonly manner: InformationManner;
}

/** Notes that a patient was informed. Refuses `not-found`, and `date-in-the-future`. */
export function recordInformation(vault: Vault, { patientId, informedOn, manner }: NewInformation): void {
  vault.db.transaction(() => {
    const patientNumber = requirePatient(vault, patientId);
    if (informedOn > practiceToday(vault)) refuse({ code: 'date-in-the-future' });
    const id = insertInformation(vault, { patientNumber, informedOn, manner, batch: null });
    logAccess(vault, { action: 'information-noted', patientId, objectId: id });
  })();
}

/** Takes back what was noted by mistake. Refuses `not-found`, also where the patient may not be seen. */
export function removeInformation(vault: Vault, informationId: string): void {
  vault.db.transaction(() => {
    const row = statement<[string], { patientId: string }>(
      vault.db,
      `SELECT visible_patient.id AS patientId FROM patient_information
       JOIN visible_patient ON visible_patient.number = patient_number WHERE patient_information.id = ?`,
    ).get(informationId);
    if (row === undefined) return refuse({ code: 'not-found', what: 'information' });
    statement(vault.db, 'DELETE FROM patient_information WHERE id = ?').run(informationId);
    logAccess(vault, { action: 'information-removed', patientId: row.patientId });
  })();
}

export interface InformationCount {
  readonly patients: number;
  /** Of these, how many have no note. */
  readonly notInformed: number;
}

/** Of the files in everyday use: who is in the archive or the bin does not come. */
export function countInformation(vault: Vault): InformationCount {
  const row = statement<[], InformationCount>(
    vault.db,
    `SELECT count(*) AS patients,
       count(*) FILTER (WHERE number NOT IN (SELECT patient_number FROM patient_information)) AS notInformed
     FROM visible_patient`,
  ).get();
  return row ?? { patients: 0, notInformed: 0 };
}

/**
 * The poster hangs since a day: each patient seen since then who has no note was informed by it, at the first visit from
 * that day on. One batch, which can be taken back whole. Refuses `date-in-the-future`.
 */
export function recordSeenSince(vault: Vault, since: string): { batchId: string; patients: number } {
  if (since > practiceToday(vault)) refuse({ code: 'date-in-the-future' });
  const batchId = newId();
  const patients = vault.db.transaction(() => {
    const seen = seenSince(vault, since);
    const { timeZone } = readPractice(vault);
    for (const { patientNumber, firstVisit } of seen)
      insertInformation(vault, {
        patientNumber,
        informedOn: legalDay(firstVisit, timeZone),
        manner: 'poster',
        batch: batchId,
      });
    logAccess(vault, { action: 'information-noted', objectId: batchId, facts: { patients: seen.length } });
    return seen.length;
  })();
  return { batchId, patients };
}

/** Takes back a whole batch. Refuses `not-found`. */
export function undoInformationBatch(vault: Vault, batchId: string): void {
  vault.db.transaction(() => {
    const { changes } = statement(vault.db, 'DELETE FROM patient_information WHERE batch = ?').run(batchId);
    if (changes === 0) refuse({ code: 'not-found', what: 'information' });
    logAccess(vault, { action: 'information-removed', objectId: batchId, facts: { patients: changes } });
  })();
}

function seenSince(vault: Vault, since: string): { patientNumber: number; firstVisit: number }[] {
  const [start] = legalDayBounds(since, readPractice(vault).timeZone);
  return statement<[number], { patientNumber: number; firstVisit: number }>(
    vault.db,
    `SELECT patient_number AS patientNumber, min(started_at) AS firstVisit FROM visible_consultation
     WHERE started_at >= ? AND patient_number NOT IN (SELECT patient_number FROM patient_information)
     GROUP BY patient_number`,
  ).all(start);
}

function insertInformation(vault: Vault, { patientNumber, informedOn, manner, batch }: StoredInformation): string {
  const id = newId();
  statement(
    vault.db,
    `INSERT INTO patient_information (id, patient_number, informed_on, manner, batch, noted_at, practitioner_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, patientNumber, informedOn, manner, batch, vault.now(), vault.practitioner.id);
  return id;
}

interface StoredInformation {
  readonly patientNumber: number;
  readonly informedOn: string;
  readonly manner: InformationManner;
  readonly batch: string | null;
}
