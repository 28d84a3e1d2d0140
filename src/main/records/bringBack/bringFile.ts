import type { Bringing, BroughtBack } from '../../../shared/contract/bringBack.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { statement } from '../../vault/statements.ts';
import { removeConsultation, removePatient } from '../bin.ts';
import { TEXT_FIELDS } from '../consultationColumns.ts';
import { readConsultation, saveConsultation } from '../consultations.ts';
import { CLINICAL_TEXTS, KEPT_IDENTITY } from '../patientColumns.ts';
import { readPatient, updatePatient } from '../patients.ts';
import { endTextRuns, listTextVersions } from '../textHistory.ts';
import { requirePatient, touchPatient } from '../visiblePatient.ts';
import { CONSULTATION_VALUES, PATIENT_VALUES } from './compareFile.ts';
import { bringBelongings } from './belongings.ts';
import { bringPractitioner, insertRow, insertUnderOwnNumber, rowsOf, withoutNumber, type Row } from './formerRows.ts';
import { consultationErasure, presenceOf } from './presence.ts';

type StoredValue = string | number | boolean | null;
type StoredValues = Readonly<Record<string, StoredValue>>;

/** How to take one thing back that was brought. */
export type UndoStep =
  | { readonly kind: 'patient' | 'consultation'; readonly id: string }
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'changes'; readonly subject: string; readonly former: StoredValues };

/** Where the snapshot comes from, for the log. */
export interface SnapshotOrigin {
  readonly snapshotId: string;
  readonly time: number;
}

/**
 * Brings back into one file what was chosen, in one transaction: consultations that are missing, texts and values that are
 * other ones today. Nothing is overwritten without its trace: what gives way stays among the former versions.
 * Refuses `in-the-bin`, `erased-since` (unless accepted), `not-found`.
 */
export function bringFile(
  vault: Vault,
  former: Vault,
  chosen: Bringing,
  origin: SnapshotOrigin,
): { brought: BroughtBack; undo: UndoStep[] } {
  return vault.db.transaction(() => {
    const { patientId } = chosen;
    const isNewFile = bringPatient(vault, former, chosen);
    const undo: UndoStep[] = isNewFile ? [{ kind: 'patient', id: patientId }] : [];
    // The oldest first: the search takes what was written last for the newest.
    for (const row of formerConsultations(former, chosen)) {
      bringConsultation(vault, former, row, chosen.acceptsErased);
      if (!isNewFile) undo.push({ kind: 'consultation', id: String(row['id']) });
    }
    if (!isNewFile) {
      requireOwnSubjects(vault, chosen);
      undo.push(...bringBeside(vault, former, chosen), ...bringInPlace(vault, former, chosen));
    }
    const brought = {
      patientId,
      isNewFile,
      consultations: chosen.consultations.length,
      texts: isNewFile ? 0 : chosen.texts.length,
      values: isNewFile ? 0 : chosen.values.length,
    };
    const { consultations, texts, values } = brought;
    logAccess(vault, {
      action: 'patient-brought-back',
      patientId,
      facts: { snapshot: origin.snapshotId, takenAt: origin.time, consultations, texts, values },
    });
    return { brought, undo };
  })();
}

/** Takes back what was brought; consultations and files go to the bin, where they can be looked at for 30 days. */
export function undoBringing(vault: Vault, patientId: string, steps: readonly UndoStep[]): void {
  vault.db.transaction(() => {
    logAccess(vault, { action: 'bringing-undone', patientId });
    for (const step of steps.toReversed()) undoStep(vault, step);
  })();
}

const UNDONE = 'Rapporté d’une sauvegarde, puis annulé';

function undoStep(vault: Vault, step: UndoStep): void {
  switch (step.kind) {
    case 'patient':
      removePatient(vault, step.id, UNDONE);
      break;
    case 'consultation':
      removeConsultation(vault, step.id, UNDONE);
      break;
    case 'version':
      statement(vault.db, 'DELETE FROM text_version WHERE number = ?').run(step.number);
      break;
    case 'changes':
      putInPlace(vault, step.subject, step.former);
  }
}

/** True where the whole file is not there today and comes back with its histories, and with what lies beside it. */
function bringPatient(vault: Vault, former: Vault, { patientId, acceptsErased }: Bringing): boolean {
  const { presence } = presenceOf(vault, former, patientId);
  if (presence === 'in-bin') refuse({ code: 'in-the-bin' });
  if (presence === 'present') return false;
  if (presence === 'erased' && !acceptsErased) refuse({ code: 'erased-since' });
  const number = requirePatient(former, patientId);
  const [patient] = rowsOf(former.db, 'patient', 'id', patientId);
  const [detail] = rowsOf(former.db, 'patient_detail', 'number', number);
  if (patient === undefined || detail === undefined) return refuse({ code: 'not-found', what: 'patient' });
  const brought = insertUnderOwnNumber(vault.db, 'patient', { ...patient, updated_at: vault.now() });
  insertRow(vault.db, 'patient_detail', { ...detail, number: brought });
  touchPatient(vault, brought);
  bringTextVersions(vault, former, patientId);
  bringBelongings(vault, former, patientId);
  return true;
}

/** Those chosen, as they lie in the snapshot, the oldest first. Refuses `not-found` for one that is not this patient's. */
function formerConsultations(former: Vault, { patientId, consultations }: Bringing): Row[] {
  const number = requirePatient(former, patientId);
  const rows = rowsOf(former.db, 'consultation', 'patient_number', number).filter(
    (row) => row['removed_at'] === null && consultations.includes(String(row['id'])),
  );
  if (rows.length !== new Set(consultations).size) refuse({ code: 'not-found', what: 'consultation' });
  return rows.sort((left, right) => Number(left['started_at']) - Number(right['started_at']));
}

function bringConsultation(vault: Vault, former: Vault, row: Row, acceptsErased: boolean): void {
  const id = String(row['id']);
  const present = statement<[string], { removed: number }>(
    vault.db,
    'SELECT removed_at IS NOT NULL AS removed FROM consultation WHERE id = ?',
  ).get(id);
  if (present?.removed === 1) refuse({ code: 'in-the-bin' });
  if (present !== undefined) refuse({ code: 'changed-meanwhile', version: Number(row['version']) });
  if (!acceptsErased && consultationErasure(vault, id) !== null) refuse({ code: 'erased-since' });
  const patientId = patientIdOf(former, Number(row['patient_number']));
  bringPractitioner(vault, former, row['practitioner_id'] ?? null);
  insertUnderOwnNumber(vault.db, 'consultation', {
    ...row,
    patient_number: requirePatient(vault, patientId),
    updated_at: vault.now(),
  });
  bringTextVersions(vault, former, id);
  for (const move of rowsOf(former.db, 'consultation_move', 'consultation_id', id)) {
    bringPractitioner(vault, former, move['practitioner_id'] ?? null);
    insertRow(vault.db, 'consultation_move', withoutNumber(move));
  }
}

function patientIdOf(former: Vault, number: number): string {
  const sql = 'SELECT id FROM visible_patient WHERE number = ?';
  const row = statement<[number], { id: string }>(former.db, sql).get(number);
  return row?.id ?? refuse({ code: 'not-found', what: 'patient' });
}

function bringTextVersions(vault: Vault, former: Vault, subject: string): void {
  for (const version of rowsOf(former.db, 'text_version', 'subject', subject)) {
    bringPractitioner(vault, former, version['practitioner_id'] ?? null);
    insertRow(vault.db, 'text_version', withoutNumber(version));
  }
}

/** Texts and values are the patient's own, or those of one of their consultations, on both sides. */
function requireOwnSubjects(vault: Vault, { patientId, texts, values }: Bringing): void {
  for (const subject of new Set([...texts, ...values].map((each) => each.subject)))
    if (subject !== patientId && readConsultation(vault, subject).patientId !== patientId)
      refuse({ code: 'not-found', what: 'consultation' });
}

/** The text of then goes among the former versions, unless it is there already. */
function bringBeside(vault: Vault, former: Vault, { patientId, texts }: Bringing): UndoStep[] {
  return texts
    .filter(({ as }) => as === 'former')
    .flatMap(({ subject, field }): UndoStep[] => {
      const text = String(storedValue(former, patientId, subject, field));
      if (listTextVersions(vault, subject, field).some((version) => version.text === text)) return [];
      return [{ kind: 'version', number: keepVersion(vault, subject, field, text) }];
    });
}

function keepVersion(vault: Vault, subject: string, field: string, text: string): number {
  const row = { subject, field, text, replaced_at: vault.now(), practitioner_id: vault.practitioner.id };
  return insertRow(vault.db, 'text_version', row);
}

/** Texts and values that take the place of those of today, one subject at a time. */
function bringInPlace(vault: Vault, former: Vault, { patientId, texts, values }: Bringing): UndoStep[] {
  const chosen = [...texts.filter(({ as }) => as === 'present'), ...values];
  return [...Map.groupBy(chosen, ({ subject }) => subject)].map(([subject, fields]): UndoStep => {
    const valuesOf = (side: Vault): StoredValues =>
      Object.fromEntries(fields.map(({ field }) => [field, storedValue(side, patientId, subject, field)]));
    const [then, now] = [valuesOf(former), valuesOf(vault)];
    // Most values have no history of their own: what they were stays beside the texts.
    for (const [field, value] of Object.entries(now))
      if (!keepsItself(field) && value !== null && value !== '') keepVersion(vault, subject, field, String(value));
    putInPlace(vault, subject, then);
    return { kind: 'changes', subject, former: now };
  });
}

/** Changed, it keeps what it was by itself. */
function keepsItself(field: string): boolean {
  return [...TEXT_FIELDS, ...CLINICAL_TEXTS, ...KEPT_IDENTITY].some((kept) => kept === field);
}

/** Through the doors by which a person changes a record, so that histories, search and log follow. */
function putInPlace(vault: Vault, subject: string, changes: StoredValues): void {
  // Whatever was being typed ends here: the text that gives way is kept, and so is the one that came, at its next change.
  endTextRuns(vault, subject);
  const isPatient = statement<[string]>(vault.db, 'SELECT 1 FROM visible_patient WHERE id = ?').get(subject);
  if (isPatient !== undefined) updatePatient(vault, subject, readPatient(vault, subject).version, changes);
  else saveConsultation(vault, subject, readConsultation(vault, subject).version, changes);
  endTextRuns(vault, subject);
}

const PATIENT_FIELDS: readonly string[] = [...PATIENT_VALUES, ...CLINICAL_TEXTS];
const CONSULTATION_FIELDS: readonly string[] = [...CONSULTATION_VALUES, ...TEXT_FIELDS];

/** What a field holds. Refuses `not-found` for a field or a subject that is none of this file. */
function storedValue(vault: Vault, patientId: string, subject: string, field: string): StoredValue {
  const isPatient = subject === patientId;
  const record: Readonly<Record<string, unknown>> = isPatient
    ? { ...readPatient(vault, subject) }
    : { ...readConsultation(vault, subject) };
  const isOwn = isPatient || record['patientId'] === patientId;
  const value = record[field];
  const isKnown = (isPatient ? PATIENT_FIELDS : CONSULTATION_FIELDS).includes(field);
  if (isOwn && isKnown && (value === null || ['string', 'number', 'boolean'].includes(typeof value)))
    return value as StoredValue;
  return refuse({ code: 'not-found', what: 'field' });
}
