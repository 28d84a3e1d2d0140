import { UNKNOWN_PATIENT } from '../../shared/domain/unknownPatient.ts';
import { consultationFields } from '../../shared/contract/consultations.ts';
import type { ColumnMatch, ImportReport } from '../../shared/contract/imports.ts';
import { patientFields } from '../../shared/contract/patients.ts';
import { NO_TEXTS } from '../records/consultationColumns.ts';
import { insertConsultation, saveConsultation } from '../records/consultations.ts';
import { insertPatient, updatePatient } from '../records/patients.ts';
import { logAccess } from '../vault/accessLog.ts';
import { newId } from '../vault/identifier.ts';
import { longTransaction } from '../vault/longTransaction.ts';
import type { Vault } from '../vault/vault.ts';
import { rememberMatch } from './columnMatches.ts';
import type { Changes } from './differences.ts';
import type { ConsultationDraft } from './draftConsultations.ts';
import { draftImport, reportOf, type ImportDraft } from './draftImport.ts';
import type { OverwriteDraft, PatientDraft } from './draftPatients.ts';
import type { FormerState } from './formerState.ts';
import { writeImportedCells } from './importedCells.ts';
import type { ImportRequest } from './importRequest.ts';
import { presentConsultation, presentPatient, type PresentRecord } from './presentRecord.ts';
import type { FieldValue, RowReading } from './readRow.ts';

const EMPTY_CONSULTATION = { ...NO_TEXTS, painBefore: null, painAfter: null };

/** How a long import tells where it is, gives way to the event loop, and learns that it is to stop. */
export interface ImportProgress {
  beginStep(step: 'import-reading' | 'import-writing', total: number): void;
  advance(count: number): void;
  /** Gives the thread back now and then; throws the refusal `cancelled` once the person asked for it. */
  breathe(): Promise<void>;
}

/** What each line became, for the undo and for the next import. */
type ImportRowWriter = (row: {
  readonly patientId: string | null;
  readonly consultationId: string | null;
  readonly number: string | null;
  readonly identity: string | null;
  readonly reading: RowReading;
  readonly version: number;
  readonly former: FormerState | null;
}) => void;

/**
 * Brings the files over in one transaction: all of it, or nothing where the person stops it, the disk is full, or the
 * program ends. Nothing else may write to this connection meanwhile (an exclusive work of the door).
 */
export async function runImport(
  vault: Vault,
  request: ImportRequest,
  progress: ImportProgress,
): Promise<ImportReport & { batchId: string }> {
  progress.beginStep('import-reading', linesOf(request));
  const draft = await draftImport(vault, request, () => {
    progress.advance(1);
    return progress.breathe();
  });
  const batchId = newId();
  const report = reportOf(draft);
  await longTransaction(vault.db, async () => {
    const { patients, consultations } = draft;
    progress.beginStep('import-writing', patients.created.length + consultations.created.length + report.overwritten);
    await writeDraft(vault, draft, openBatch(vault, batchId, request), progress);
    for (const { match } of request.files) rememberMatch(vault, match);
    logAccess(vault, { action: 'import-done', objectId: batchId, facts: { ...report.created } });
  });
  return { ...report, batchId };
}

/** Lines that the reading passes; those of consultations twice, since all are read before any is decided on. */
export function linesOf({ files }: ImportRequest): number {
  const passes: Record<ColumnMatch['rows'], number> = { patients: 1, consultations: 2 };
  return files.reduce((lines, { table, match }) => lines + table.rows.length * passes[match.rows], 0);
}

function openBatch(vault: Vault, batchId: string, request: ImportRequest): ImportRowWriter {
  vault.db
    .prepare('INSERT INTO import_batch (id, at, practitioner_id, file_names) VALUES (?, ?, ?, ?)')
    .run(batchId, vault.now(), vault.practitioner.id, JSON.stringify(request.files.map(({ name }) => name)));
  const insert = vault.db.prepare(
    `INSERT INTO import_row (batch_id, patient_id, consultation_id, number, identity, fingerprint, digests, version, former)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ patientId, consultationId, number, identity, reading, version, former }) => {
    const digests = JSON.stringify(reading.digests);
    const formerText = former === null ? null : JSON.stringify(former);
    insert.run(batchId, patientId, consultationId, number, identity, reading.fingerprint, digests, version, formerText);
  };
}

async function writeDraft(
  vault: Vault,
  { patients, consultations }: ImportDraft,
  writeRow: ImportRowWriter,
  progress: ImportProgress,
): Promise<void> {
  const step = async (write: () => void): Promise<void> => {
    write();
    progress.advance(1);
    await progress.breathe();
  };
  const ids = new Map<PatientDraft, string>();
  for (const patient of patients.created) await step(() => ids.set(patient, createPatientOf(vault, patient, writeRow)));
  for (const overwrite of patients.overwritten) await step(() => overwritePatient(vault, overwrite, writeRow));
  // Oldest first: the search takes what was written last for the newest.
  const inOrder = consultations.created.toSorted((one, other) => startOf(one) - startOf(other));
  for (const consultation of inOrder) await step(() => createConsultationOf(vault, consultation, ids, writeRow));
  for (const overwrite of consultations.overwritten)
    await step(() => overwriteConsultation(vault, overwrite, writeRow));
}

function createPatientOf(vault: Vault, patient: PatientDraft, writeRow: ImportRowWriter): string {
  const { reading, number, identity } = patient;
  const fields = patientFields.parse({ ...UNKNOWN_PATIENT, ...valuesOf(patient.values) });
  const patientId = insertPatient(vault, fields, { imported: reading.imported.map(copy), touchedAt: 0 });
  writeRow({ patientId, consultationId: null, number, identity, reading, version: 1, former: null });
  return patientId;
}

function createConsultationOf(
  vault: Vault,
  draft: ConsultationDraft,
  ids: ReadonlyMap<PatientDraft, string>,
  writeRow: ImportRowWriter,
): void {
  const { reading, number, patient } = draft;
  const patientId = 'patientId' in patient ? patient.patientId : ids.get(patient);
  if (patientId === undefined) throw new Error('a consultation comes before its patient');
  const startedAt = startOf(draft);
  const fields = consultationFields.parse({ ...EMPTY_CONSULTATION, ...valuesOf(reading.values) });
  // The other program says when it began, not when it ended: it is over, and its length is unknown.
  const origin = { endedAt: startedAt, imported: reading.imported.map(copy) };
  const consultationId = insertConsultation(vault, patientId, fields, origin);
  writeRow({ patientId: null, consultationId, number, identity: null, reading, version: 1, former: null });
}

function overwritePatient(vault: Vault, draft: OverwriteDraft, writeRow: ImportRowWriter): void {
  const { objectId, changes, number, identity, reading } = draft;
  const present = required(presentPatient(vault, objectId));
  const fields = patientFields.parse({ ...present.values, ...valuesOf(changes.values) });
  const { version } = updatePatient(vault, objectId, present.version, fields);
  writeImportedCells(vault, 'patient', objectId, changes.imported);
  const former = formerState(present, changes);
  writeRow({ patientId: objectId, consultationId: null, number, identity, reading, version, former });
}

function overwriteConsultation(vault: Vault, draft: OverwriteDraft, writeRow: ImportRowWriter): void {
  const { objectId, changes, number, identity, reading } = draft;
  const present = required(presentConsultation(vault, objectId));
  const fields = consultationFields.parse({ ...present.values, ...valuesOf(changes.values) });
  const { version } = saveConsultation(vault, objectId, present.version, fields);
  writeImportedCells(vault, 'consultation', objectId, changes.imported);
  const former = formerState(present, changes);
  writeRow({ patientId: null, consultationId: objectId, number, identity, reading, version, former });
}

/** It was there when the draft was made, in the same exclusive work. */
function required(present: PresentRecord | null): PresentRecord {
  if (present === null) throw new Error('a record to be written over has gone');
  return present;
}

function formerState({ version, values, imported }: PresentRecord, changes: Changes): FormerState {
  const written = Object.fromEntries([...changes.values.keys()].map((field) => [field, values[field] ?? null]));
  return { version, values: written, imported: imported.map(copy) };
}

/** The number ties the two files; it is no field, and is kept among the cells. */
function valuesOf(values: ReadonlyMap<string, FieldValue>): Record<string, FieldValue> {
  return Object.fromEntries([...values].filter(([field]) => field !== 'number'));
}

function startOf({ reading }: ConsultationDraft): number {
  const startedAt = reading.values.get('startedAt');
  if (typeof startedAt !== 'number') throw new Error('a consultation without a date is never drafted');
  return startedAt;
}

function copy<Cell extends object>(cell: Cell): Cell {
  return { ...cell };
}
