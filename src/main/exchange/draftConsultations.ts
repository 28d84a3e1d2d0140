import type { ChangedRow, FrozenRow, ImportQuestion } from '../../shared/contract/imports.ts';
import type { Vault } from '../vault/vault.ts';
import { changesOf, differencesOf } from './differences.ts';
import type { OverwriteDraft, Owner, PatientDraft } from './draftPatients.ts';
import { frozenFiles } from './protectedFiles.ts';
import { formerRows, type FormerRow, type FormerRows } from './formerRows.ts';
import type { ImportFile, Overwrites } from './importRequest.ts';
import { presentConsultation, presentPatient, type PresentRecord } from './presentRecord.ts';
import type { CellRules } from './readCell.ts';
import { answerFor, planColumns, readRow, type Answers, type ColumnPlan, type RowReading } from './readRow.ts';

/** A consultation to be created, for a patient who is created with it or is there already. */
export interface ConsultationDraft {
  readonly reading: RowReading;
  readonly number: string;
  readonly patient: PatientDraft | { readonly patientId: string };
}

export interface ConsultationsDraft {
  readonly created: ConsultationDraft[];
  readonly overwritten: OverwriteDraft[];
  readonly changed: ChangedRow[];
  readonly frozen: FrozenRow[];
  readonly questions: ImportQuestion[];
  skipped: number;
}

export function emptyConsultationsDraft(): ConsultationsDraft {
  return { created: [], overwritten: [], changed: [], frozen: [], questions: [], skipped: 0 };
}

interface Sources {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly former: FormerRows;
  readonly frozen: ReadonlySet<string>;
  /** How often each line of the file, and which of the former ones, were met so far. */
  readonly met: Map<string, number>;
  readonly inFile: ReadonlySet<string>;
  readonly written: Set<string>;
}

/**
 * Decides on each line of a consultations file. `owners` says whom the numbers name in the patients file beside it;
 * other numbers are those of former imports. Writes nothing.
 */
export async function draftConsultations(
  vault: Vault,
  file: ImportFile,
  owners: ReadonlyMap<string, Owner>,
  answers: Answers,
  overwrites: Overwrites,
  rules: CellRules,
  breathe: () => Promise<void>,
): Promise<ConsultationsDraft> {
  const columns = planColumns(file.table, file.match);
  const readings: RowReading[] = [];
  for (const row of file.table.rows) {
    readings.push(readRow('consultations', file.table, row, columns, answers, rules));
    await breathe();
  }
  const inFile = new Set(readings.map(({ fingerprint }) => fingerprint));
  const sources: Sources = {
    owners,
    former: formerRows(vault.db),
    frozen: frozenFiles(vault),
    met: new Map(),
    inFile,
    written: new Set(),
  };
  const draft = emptyConsultationsDraft();
  for (const reading of readings) {
    if (reading.leftOut) draft.skipped += 1;
    else if (isKnown(reading, sources)) draft.skipped += 1;
    else draftRow(vault, draft, reading, columns, sources, answers, overwrites);
    await breathe();
  }
  return draft;
}

/**
 * A former import brought this very line. Two equal lines of one file are two consultations: as many are known as
 * former imports brought.
 */
function isKnown(reading: RowReading, { former, met }: Sources): boolean {
  const before = met.get(reading.fingerprint) ?? 0;
  met.set(reading.fingerprint, before + 1);
  return former.consultationsByFingerprint(reading.fingerprint).length > before;
}

function draftRow(
  vault: Vault,
  draft: ConsultationsDraft,
  reading: RowReading,
  columns: readonly ColumnPlan[],
  sources: Sources,
  answers: Answers,
  overwrites: Overwrites,
): void {
  const { number, owner, question } = findOwner(reading, columns, sources, answers);
  const isDated = reading.values.get('startedAt') !== undefined;
  if (question !== null) draft.questions.push(question);
  if (number === null || owner === null || owner.kind === 'left-out' || owner.kind === 'ambiguous' || !isDated) {
    draft.skipped += 1;
    draft.questions.push(...(owner?.kind === 'left-out' ? [] : reading.questions));
    return;
  }
  if (owner.kind === 'known' && draftChange(vault, draft, reading, columns, sources, overwrites)) return;
  if (owner.kind === 'known' && sources.frozen.has(owner.patientId)) {
    leaveFrozen(draft, reading, presentPatient(vault, owner.patientId));
    return;
  }
  const patient = owner.kind === 'draft' ? owner.patient : { patientId: owner.patientId };
  draft.created.push({ reading, number, patient });
  draft.questions.push(...reading.questions);
}

/** A consultation that is new, or that has changed: neither may reach a file under limitation. */
function leaveFrozen(draft: ConsultationsDraft, { line }: RowReading, present: PresentRecord | null): void {
  draft.skipped += 1;
  if (present === null) return;
  const { patientId, displayName } = present;
  draft.frozen.push({ file: 'consultations', line, patientId, displayName });
}

interface FoundOwner {
  readonly number: string | null;
  readonly owner: Owner | null;
  readonly question: ImportQuestion | null;
}

/** Whose consultation it is; a number that names nobody, or more than one patient, is asked about. */
function findOwner(
  reading: RowReading,
  columns: readonly ColumnPlan[],
  sources: Sources,
  answers: Answers,
): FoundOwner {
  const column = columns.find(({ target }) => target === 'number')?.label ?? '';
  const choice = answerFor(answers, reading.line, column);
  const number = choice?.kind === 'correct' ? choice.value.trim() : reading.number;
  const owner = number === null ? null : ownerOf(number, sources);
  if (owner !== null && owner.kind !== 'ambiguous') return { number, owner, question: null };
  if (choice !== null && choice.kind !== 'correct')
    return { number: null, owner: { kind: 'left-out' }, question: null };
  const value = choice?.kind === 'correct' ? choice.value : (reading.number ?? '');
  const question = {
    file: 'consultations',
    line: reading.line,
    column,
    value,
    code: 'patient-number-unknown',
  } as const;
  return { number, owner, question };
}

function ownerOf(number: string, { owners, former }: Sources): Owner | null {
  const inFile = owners.get(number);
  if (inFile !== undefined) return inFile;
  const known = new Set(former.patientsByNumber(number).map(({ objectId }) => objectId));
  const [patientId] = known;
  if (patientId === undefined) return null;
  return known.size === 1 ? { kind: 'known', patientId } : { kind: 'ambiguous' };
}

/**
 * A consultation of the same patient on the same date, which a former import brought and which this file no longer has
 * as it was, is that consultation changed, where there is only one. True where the line is dealt with.
 */
function draftChange(
  vault: Vault,
  draft: ConsultationsDraft,
  reading: RowReading,
  columns: readonly ColumnPlan[],
  sources: Sources,
  overwrites: Overwrites,
): boolean {
  const former = findChanged(reading, sources);
  const present = former === null ? null : presentConsultation(vault, former.objectId);
  if (former === null || present === null) return false;
  sources.written.add(former.objectId);
  const differences = differencesOf(reading, columns, former, present);
  if (differences.length > 0 && sources.frozen.has(present.patientId)) {
    leaveFrozen(draft, reading, present);
    return true;
  }
  if (differences.length > 0 && overwrites.has(reading.line)) {
    const changes = changesOf(reading, differences);
    draft.overwritten.push({ reading, objectId: former.objectId, number: former.number, identity: null, changes });
    draft.questions.push(...reading.questions);
    return true;
  }
  draft.skipped += 1;
  const { displayName, patientId } = present;
  if (differences.length > 0)
    draft.changed.push({ file: 'consultations', line: reading.line, patientId, displayName, differences });
  return true;
}

function findChanged(reading: RowReading, { former, inFile, written }: Sources): FormerRow | null {
  if (reading.number === null) return null;
  const candidates = former
    .consultationsByNumber(reading.number)
    .filter(({ digests }) => digests['startedAt'] === reading.digests['startedAt'])
    .filter(({ fingerprint, objectId }) => !inFile.has(fingerprint) && !written.has(objectId));
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 ? only : null;
}
