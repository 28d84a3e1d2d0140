import { consultationFields } from '../../shared/contract/consultations.ts';
import { patientFields } from '../../shared/contract/patients.ts';
import { saveConsultation } from '../records/consultations.ts';
import { eraseConsultation, erasePatient } from '../records/erasure.ts';
import { updatePatient } from '../records/patients.ts';
import { forgetAlias, logAccess } from '../vault/accessLog.ts';
import { longTransaction } from '../vault/longTransaction.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { keptFiles } from './protectedFiles.ts';
import { formerState } from './formerState.ts';
import { writeImportedCells } from './importedCells.ts';
import { presentConsultation, presentPatient, type PresentRecord } from './presentRecord.ts';

export interface UndoneImport {
  readonly removed: { readonly patients: number; readonly consultations: number };
  readonly putBack: number;
  /** Files that were changed since, under limitation or held for a litigation: they stay, with all that the import brought. */
  readonly kept: { readonly patientId: string; readonly displayName: string }[];
}

export interface UndoProgress {
  advance(count: number): void;
  breathe(): Promise<void>;
}

interface BatchRow {
  readonly id: number;
  readonly patientId: string | null;
  readonly consultationId: string | null;
  readonly version: number;
  readonly former: string | null;
}

/**
 * Takes a whole import back, in one transaction: what it created is erased, what it wrote over is put back; call
 * `clearTraces` then. A patient's file that somebody changed since, that is under limitation or held for a litigation is kept
 * whole and listed. Refuses `not-found` for an import that is unknown or taken back already.
 */
export async function undoImport(vault: Vault, batchId: string, progress: UndoProgress): Promise<UndoneImport> {
  const rows = readRows(vault, batchId);
  return longTransaction(vault.db, async () => {
    const result = await undoRows(vault, batchId, rows, progress);
    vault.db.prepare('UPDATE import_batch SET undone_at = ? WHERE id = ?').run(vault.now(), batchId);
    const facts = { ...result.removed, kept: result.kept.length };
    logAccess(vault, { action: 'import-undone', objectId: batchId, facts });
    return result;
  });
}

/** How many lines an undo passes. */
export function linesOfBatch(vault: Vault, batchId: string): number {
  return readRows(vault, batchId).length;
}

function readRows(vault: Vault, batchId: string): BatchRow[] {
  const batch = vault.db.prepare('SELECT 1 FROM import_batch WHERE id = ? AND undone_at IS NULL').get(batchId);
  if (batch === undefined) refuse({ code: 'not-found', what: 'import' });
  return vault.db
    .prepare<[string], BatchRow>(
      `SELECT id, patient_id AS patientId, consultation_id AS consultationId, version, former FROM import_row
       WHERE batch_id = ? ORDER BY id DESC`,
    )
    .all(batchId);
}

/** What is known so far; `kept` by id, with the name to be listed. */
interface Undoing {
  readonly batchId: string;
  readonly untouchable: ReadonlySet<string>;
  readonly kept: Map<string, string>;
  readonly removed: { patients: number; consultations: number };
  putBack: number;
}

/** What was written over first, then the patients with all that is theirs, then consultations of patients who stay. */
async function undoRows(
  vault: Vault,
  batchId: string,
  rows: readonly BatchRow[],
  progress: UndoProgress,
): Promise<UndoneImport> {
  const undoing: Undoing = {
    batchId,
    untouchable: keptFiles(vault),
    kept: new Map(),
    removed: { patients: 0, consultations: 0 },
    putBack: 0,
  };
  const created = rows.filter(({ former }) => former === null);
  const passes = [
    { rows: rows.filter(({ former }) => former !== null), undo: undoOverwriting },
    { rows: created.filter(({ patientId }) => patientId !== null), undo: undoPatient },
    { rows: created.filter(({ consultationId }) => consultationId !== null), undo: undoConsultation },
  ];
  for (const pass of passes)
    for (const row of pass.rows) {
      const present = presentOf(vault, row);
      if (present !== null) pass.undo(vault, undoing, row, present);
      progress.advance(1);
      await progress.breathe();
    }
  const kept = [...undoing.kept].map(([patientId, displayName]) => ({ patientId, displayName }));
  return { removed: undoing.removed, putBack: undoing.putBack, kept };
}

function undoOverwriting(vault: Vault, undoing: Undoing, row: BatchRow, present: PresentRecord): void {
  if (mayUndo(undoing, row, present)) undoing.putBack += putBackRow(vault, row, present);
  else keep(undoing, present);
}

function undoPatient(vault: Vault, undoing: Undoing, row: BatchRow, present: PresentRecord): void {
  const { patientId } = present;
  if (!mayUndo(undoing, row, present) || isWorkedOn(vault, undoing.batchId, patientId)) {
    keep(undoing, present);
    return;
  }
  undoing.removed.consultations += countConsultations(vault, patientId);
  undoing.removed.patients += 1;
  erasePatient(vault, patientId);
  forgetAlias(vault, patientId);
}

function undoConsultation(vault: Vault, undoing: Undoing, row: BatchRow, present: PresentRecord): void {
  if (row.consultationId === null || undoing.kept.has(present.patientId)) return;
  if (!mayUndo(undoing, row, present)) {
    keep(undoing, present);
    return;
  }
  undoing.removed.consultations += 1;
  eraseConsultation(vault, row.consultationId);
}

/** Nobody changed it since, and no limitation or litigation keeps it as it is. */
function mayUndo({ untouchable }: Undoing, { version }: BatchRow, present: PresentRecord): boolean {
  return present.version === version && !untouchable.has(present.patientId);
}

function keep({ kept }: Undoing, { patientId, displayName }: PresentRecord): void {
  kept.set(patientId, displayName);
}

/** Null where it was erased, or lies in the bin: it ends there by itself. */
function presentOf(vault: Vault, { patientId, consultationId }: BatchRow): PresentRecord | null {
  if (patientId !== null) return presentPatient(vault, patientId);
  return consultationId === null ? null : presentConsultation(vault, consultationId);
}

/** Consultations of the patient that the import did not bring, or that were changed since; a draft that waits. */
function isWorkedOn(vault: Vault, batchId: string, patientId: string): boolean {
  const row = vault.db
    .prepare<[string, string, string], { found: number }>(
      `SELECT EXISTS (
         SELECT 1 FROM consultation JOIN patient ON patient.number = consultation.patient_number
         LEFT JOIN import_row ON import_row.consultation_id = consultation.id AND import_row.batch_id = ?
         WHERE patient.id = ? AND import_row.version IS NOT consultation.version
       ) OR EXISTS (SELECT 1 FROM draft WHERE key LIKE '%:' || ?) AS found`,
    )
    .get(batchId, patientId, patientId);
  return row?.found === 1;
}

function countConsultations(vault: Vault, patientId: string): number {
  const row = vault.db
    .prepare<[string], { count: number }>(
      'SELECT count(*) AS count FROM consultation JOIN patient ON patient.number = patient_number WHERE patient.id = ?',
    )
    .get(patientId);
  return row?.count ?? 0;
}

/** The former values come back as a change like any other; the line before this one is the last that counts again. */
function putBackRow(vault: Vault, row: BatchRow, present: PresentRecord): number {
  const former = formerState.parse(JSON.parse(row.former ?? ''));
  const values = { ...present.values, ...former.values };
  const [record, id] =
    row.patientId !== null ? ['patient' as const, row.patientId] : ['consultation' as const, row.consultationId];
  if (id === null) throw new Error('an import row is about a patient or a consultation');
  const { version } =
    record === 'patient'
      ? updatePatient(vault, id, present.version, patientFields.parse(values))
      : saveConsultation(vault, id, present.version, consultationFields.parse(values));
  writeImportedCells(vault, record, id, former.imported);
  vault.db
    .prepare(`UPDATE import_row SET version = ? WHERE ${record}_id = ? AND id < ? AND version = ?`)
    .run(version, id, row.id, former.version);
  vault.db.prepare('DELETE FROM import_row WHERE id = ?').run(row.id);
  return Object.keys(former.values).length;
}
