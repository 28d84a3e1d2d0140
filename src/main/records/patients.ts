import type { TextVersion } from '../../shared/contract/consultations.ts';
import { UNKNOWN_PATIENT } from '../../shared/domain/unknownPatient.ts';
import {
  patient,
  type FormerValue,
  type Patient,
  type PatientFields,
  type PatientFile,
  type PatientRow,
} from '../../shared/contract/patients.ts';
import { logAccess } from '../vault/accessLog.ts';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { withChanges, type Changes } from './changes.ts';
import { listConsultations } from './consultations.ts';
import {
  alertLines,
  CLINICAL_TEXTS,
  derivedColumns,
  DETAIL_COLUMNS,
  IDENTITY_COLUMNS,
  KEPT_IDENTITY,
} from './patientColumns.ts';
import { readPatientRow } from './patientRows.ts';
import { practiceToday } from '../vault/practiceDay.ts';
import { statement } from '../vault/statements.ts';
import { keepFormerText, listFormerValues, listTextVersions } from './textHistory.ts';
import { requirePatient, touchPatient, touchReadPatient } from './visiblePatient.ts';

/** What comes with a patient from elsewhere. */
export interface PatientOrigin {
  /** Cells of another program's file that have no field yet, kept as they were. */
  readonly imported?: Patient['imported'];
  /** When the file was last worked on; 0 keeps it out of the recent ones until it is opened. Now where absent. */
  readonly touchedAt?: number;
  /** When the file was begun; now where absent. */
  readonly writtenAt?: number;
  /** Of an invented practice, where ids come from its seed as well; a random one where absent. */
  readonly id?: string;
}

/** Creates a file, with its entry in the log. Refuses one without any name, and a birth in the future. */
export function createPatient(vault: Vault, fields: Changes<PatientFields>): Patient {
  return vault.db.transaction(() => {
    const id = insertPatient(vault, fields);
    logAccess(vault, { action: 'patient-created', patientId: id });
    return readPatient(vault, id);
  })();
}

/**
 * Writes a new file and returns its id, without an entry of its own in the log: for imports, whose one entry speaks
 * for all their rows. To be called inside the import's transaction.
 */
export function insertPatient(vault: Vault, fields: Changes<PatientFields>, origin: PatientOrigin = {}): string {
  const id = origin.id ?? newId();
  const now = vault.now();
  const whole = checkedFields(vault, withChanges(UNKNOWN_PATIENT, fields));
  const imported = JSON.stringify(origin.imported ?? []);
  const { lastInsertRowid } = insertRow(vault, 'patient', {
    id,
    created_at: origin.writtenAt ?? now,
    updated_at: origin.writtenAt ?? now,
    ...columnsOf(whole, IDENTITY_COLUMNS),
    ...derivedColumns(whole),
  });
  insertRow(vault, 'patient_detail', { number: lastInsertRowid, ...columnsOf(whole, DETAIL_COLUMNS), imported });
  touchPatient(vault, lastInsertRowid, origin.touchedAt ?? now);
  return id;
}

/**
 * Changes what is given and keeps the rest; clinical texts, and what says who it is, keep their former version. `version` is the
 * one that the changes were made on: `changed-meanwhile` where the file has moved on since.
 */
export function updatePatient(
  vault: Vault,
  patientId: string,
  version: number,
  changes: Changes<PatientFields>,
): Patient {
  return vault.db.transaction(() => {
    const former = readPatient(vault, patientId);
    if (former.version !== version) refuse({ code: 'changed-meanwhile', version: former.version });
    const fields = checkedFields(vault, withChanges(fieldsOf(former), changes));
    const changed = FIELD_NAMES.filter((field) => fields[field] !== former[field]);
    if (changed.length === 0) return former;
    for (const field of [...CLINICAL_TEXTS, ...KEPT_IDENTITY])
      if (changed.includes(field))
        keepFormerText(vault, { subject: patientId, field, isFinished: null }, former[field] ?? '');
    writeFields(vault, patientId, fields);
    touchPatient(vault, requirePatient(vault, patientId));
    logAccess(vault, { action: 'patient-changed', patientId });
    return readPatient(vault, patientId);
  })();
}

/** The whole file, for the person who opens it: logged, and from then on among the recent ones. */
export function openPatientFile(vault: Vault, patientId: string): PatientFile {
  const file = readPatientFile(vault, patientId);
  // Not in one transaction: a full disk lets the file be read all the same (vault/accessLog.ts).
  logAccess(vault, { action: 'patient-opened', patientId });
  touchReadPatient(vault, requirePatient(vault, patientId));
  return file;
}

/** The whole file, for the program itself (printing, export): writes nothing. */
export function readPatientFile(vault: Vault, patientId: string): PatientFile {
  return { patient: readPatient(vault, patientId), consultations: listConsultations(vault, patientId) };
}

/** Refuses `not-found` where there is no such file, or it may not be seen. */
export function readPatient(vault: Vault, patientId: string): Patient {
  const row = statement<[string], Omit<Patient, 'imported' | 'smoker'> & { imported: string; smoker: number | null }>(
    vault.db,
    SELECT_PATIENT,
  ).get(patientId);
  if (row === undefined) return refuse({ code: 'not-found', what: 'patient' });
  const imported = patient.shape.imported.parse(JSON.parse(row.imported));
  return { ...row, smoker: row.smoker === null ? null : row.smoker === 1, imported };
}

/** What the pane beside a list shows: no clinical text. */
export interface PatientPreview {
  readonly row: PatientRow;
  readonly occupation: string;
  readonly postcode: string;
  readonly doctor: string;
  readonly alerts: string[];
  readonly firstConsultationAt: number | null;
  readonly lastMotive: string | null;
}

/** The pane beside a list. */
export function previewPatient(vault: Vault, patientId: string): PatientPreview {
  const row = readPatientRow(vault, patientId);
  const { occupation, postcode, doctor, alerts } = readPatient(vault, patientId);
  const last = statement<[string], { motive: string; first: number }>(
    vault.db,
    `SELECT motive, (
       SELECT min(started_at) FROM kept_consultation WHERE patient_number = visible_consultation.patient_number
     ) AS first
     FROM visible_consultation WHERE patient_id = ? ORDER BY started_at DESC LIMIT 1`,
  ).get(patientId);
  return {
    row,
    occupation,
    postcode,
    doctor,
    alerts: alertLines(alerts),
    firstConsultationAt: last?.first ?? null,
    lastMotive: last?.motive ?? null,
  };
}

/** Former versions of one clinical text, newest first. */
export function patientTextHistory(vault: Vault, patientId: string, field: string): TextVersion[] {
  requirePatient(vault, patientId);
  if (!CLINICAL_TEXTS.some((text) => text === field)) refuse({ code: 'not-found', what: 'field' });
  return listTextVersions(vault, patientId, field);
}

/** What stood in the fields of the file that are no clinical text before they were corrected, newest first. */
export function patientFormerValues(vault: Vault, patientId: string): FormerValue[] {
  requirePatient(vault, patientId);
  return listFormerValues(vault, patientId).filter(({ field }) => !CLINICAL_TEXTS.some((text) => text === field));
}

const COLUMNS = { ...IDENTITY_COLUMNS, ...DETAIL_COLUMNS };

// `keys` of an object written out in patientColumns.ts: exactly the fields of the contract.
const FIELD_NAMES = Object.keys(COLUMNS) as (keyof PatientFields)[];

const SELECT_PATIENT = `
  SELECT id, version, created_at AS createdAt, updated_at AS updatedAt, imported,
    ${FIELD_NAMES.map((field) => `${COLUMNS[field]} AS ${field}`).join(', ')}
  FROM visible_patient JOIN patient_detail USING (number) WHERE id = ?`;

function fieldsOf(whole: Patient): PatientFields {
  // Exactly the fields of the contract, each with its own value.
  return Object.fromEntries(FIELD_NAMES.map((field) => [field, whole[field]])) as PatientFields;
}

function checkedFields(vault: Vault, fields: PatientFields): PatientFields {
  const stored = inStoredForm(fields);
  if (stored.familyName === '' && stored.givenName === '')
    refuse({ code: 'invalid-input', fields: ['familyName', 'givenName'] });
  if (stored.birthDate !== null && stored.birthDate > practiceToday(vault)) refuse({ code: 'date-in-the-future' });
  return stored;
}

/** NFC, so that one word is always one text (imports and the command line do not come by the door); names trimmed. */
function inStoredForm(fields: PatientFields): PatientFields {
  const stored = Object.entries(fields).map(([field, value]) => [
    field,
    typeof value === 'string' ? value.normalize('NFC') : value,
  ]);
  // The keys and the kinds of the values are those of `fields`.
  const { familyName, givenName, birthName, ...rest } = Object.fromEntries(stored) as PatientFields;
  return { ...rest, familyName: familyName.trim(), givenName: givenName.trim(), birthName: birthName.trim() };
}

type ColumnValue = string | number | bigint | null;

function columnsOf(fields: PatientFields, columns: Partial<Record<keyof PatientFields, string>>) {
  return Object.fromEntries(
    FIELD_NAMES.flatMap((field): [string, ColumnValue][] => {
      const column = columns[field];
      const value = fields[field];
      return column === undefined ? [] : [[column, typeof value === 'boolean' ? Number(value) : value]];
    }),
  );
}

function insertRow(vault: Vault, table: string, row: Record<string, ColumnValue>) {
  const columns = Object.keys(row);
  return statement<ColumnValue[]>(
    vault.db,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...Object.values(row));
}

function writeFields(vault: Vault, patientId: string, fields: PatientFields): void {
  const identity = { ...columnsOf(fields, IDENTITY_COLUMNS), ...derivedColumns(fields), updated_at: vault.now() };
  statement<ColumnValue[]>(
    vault.db,
    `UPDATE patient SET version = version + 1, ${assignments(identity)} WHERE id = ?`,
  ).run(...Object.values(identity), patientId);
  const detail = columnsOf(fields, DETAIL_COLUMNS);
  statement<ColumnValue[]>(
    vault.db,
    `UPDATE patient_detail SET ${assignments(detail)} WHERE number = (SELECT number FROM patient WHERE id = ?)`,
  ).run(...Object.values(detail), patientId);
}

function assignments(row: object): string {
  return Object.keys(row)
    .map((column) => `${column} = ?`)
    .join(', ');
}
