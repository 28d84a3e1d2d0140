import type { ChangedRow, FrozenRow, ImportQuestion } from '../../shared/contract/imports.ts';
import { foldText } from '../../shared/domain/name.ts';
import type { Vault } from '../vault/vault.ts';
import { changesOf, differencesOf, type Changes } from './differences.ts';
import { frozenFiles } from './protectedFiles.ts';
import { formerRows, type FormerRow, type FormerRows } from './formerRows.ts';
import type { ImportFile, Overwrites } from './importRequest.ts';
import { presentPatient } from './presentRecord.ts';
import type { CellRules } from './readCell.ts';
import {
  answerFor,
  digestOf,
  planColumns,
  readRow,
  type Answers,
  type ColumnPlan,
  type FieldValue,
  type RowReading,
} from './readRow.ts';

/** A patient to be created. */
export interface PatientDraft {
  readonly reading: RowReading;
  readonly values: ReadonlyMap<string, FieldValue>;
  /** By which the consultations file may name this patient; null where it is not this patient's alone. */
  readonly number: string | null;
  readonly identity: string | null;
}

/** A patient or consultation to be written over, as asked. */
export interface OverwriteDraft {
  readonly reading: RowReading;
  readonly objectId: string;
  readonly number: string | null;
  readonly identity: string | null;
  readonly changes: Changes;
}

/** Whom a number of the file names. */
export type Owner =
  | { readonly kind: 'draft'; readonly patient: PatientDraft }
  | { readonly kind: 'known'; readonly patientId: string }
  | { readonly kind: 'left-out' }
  /** Several patients bear it: nobody can tell whose consultations those are. */
  | { readonly kind: 'ambiguous' };

export interface PatientsDraft {
  readonly created: PatientDraft[];
  readonly overwritten: OverwriteDraft[];
  readonly changed: ChangedRow[];
  readonly frozen: FrozenRow[];
  readonly questions: ImportQuestion[];
  readonly owners: Map<string, Owner>;
  skipped: number;
}

export function emptyPatientsDraft(): PatientsDraft {
  return { created: [], overwritten: [], changed: [], frozen: [], questions: [], owners: new Map(), skipped: 0 };
}

/** Decides on each line of a patients file: create, known, changed, doubtful, left out. Writes nothing. */
export async function draftPatients(
  vault: Vault,
  file: ImportFile,
  answers: Answers,
  overwrites: Overwrites,
  rules: CellRules,
  breathe: () => Promise<void>,
): Promise<PatientsDraft> {
  const columns = planColumns(file.table, file.match);
  const former = formerRows(vault.db);
  const frozen = frozenFiles(vault);
  const draft = emptyPatientsDraft();
  const fingerprints = new Set<string>();
  for (const row of file.table.rows) {
    const reading = readRow('patients', file.table, row, columns, answers, rules);
    const isRepeated = fingerprints.has(reading.fingerprint);
    fingerprints.add(reading.fingerprint);
    if (reading.leftOut) leaveOut(draft, reading.number);
    else if (isRepeated) draft.skipped += 1;
    else if (!draftKnown(vault, draft, reading, columns, { former, frozen }, overwrites))
      draftNew(draft, reading, columns, answers);
    await breathe();
  }
  return draft;
}

function leaveOut(draft: PatientsDraft, number: string | null): void {
  draft.skipped += 1;
  if (number !== null && !draft.owners.has(number)) draft.owners.set(number, { kind: 'left-out' });
}

/** True where a former import brought this patient. */
function draftKnown(
  vault: Vault,
  draft: PatientsDraft,
  reading: RowReading,
  columns: readonly ColumnPlan[],
  { former, frozen }: { readonly former: FormerRows; readonly frozen: ReadonlySet<string> },
  overwrites: Overwrites,
): boolean {
  const known = findFormer(vault, reading, former);
  if (known === null) return false;
  const { objectId } = known;
  if (reading.number !== null) own(draft, reading.number, { kind: 'known', patientId: objectId });
  const present = known.fingerprint === reading.fingerprint ? null : presentPatient(vault, objectId);
  const differences = present === null ? [] : differencesOf(reading, columns, known, present);
  if (present === null || differences.length === 0) draft.skipped += 1;
  else if (frozen.has(objectId)) {
    draft.skipped += 1;
    draft.frozen.push({
      file: 'patients',
      line: reading.line,
      patientId: objectId,
      displayName: present.displayName,
    });
  } else if (overwrites.has(reading.line)) {
    const changes = changesOf(reading, differences);
    draft.overwritten.push({ reading, objectId, number: reading.number, identity: identityOf(reading), changes });
    draft.questions.push(...reading.questions);
  } else {
    draft.skipped += 1;
    draft.changed.push({
      file: 'patients',
      line: reading.line,
      patientId: objectId,
      displayName: present.displayName,
      differences,
    });
  }
  return true;
}

/** By the whole line, else by its number where the person agrees, else by names and birth date. */
function findFormer(vault: Vault, reading: RowReading, former: FormerRows): FormerRow | null {
  const [same] = former.patientsByFingerprint(reading.fingerprint);
  if (same !== undefined) return same;
  const identity = identityOf(reading);
  const candidates =
    reading.number !== null
      ? former.patientsByNumber(reading.number)
      : identity === null
        ? []
        : former.patientsByIdentity(identity);
  return candidates.find((candidate) => isSamePerson(vault, reading, candidate)) ?? null;
}

const TRAITS = ['familyName', 'givenName', 'birthDate'] as const;

/**
 * Two of family name, given name and birth date agree, with the former file or with the vault. Another practice's
 * export numbers its patients from 1 too: the number alone would mix two people.
 */
function isSamePerson(vault: Vault, reading: RowReading, former: FormerRow): boolean {
  const present = presentPatient(vault, former.objectId);
  const agreeing = TRAITS.filter((trait) => {
    const digest = reading.digests[trait];
    if (digest === undefined) return false;
    return digest === former.digests[trait] || fold(reading.values.get(trait)) === fold(present?.values[trait]);
  });
  return agreeing.length >= 2;
}

/** Null unless names and birth date are all there. */
function identityOf(reading: RowReading): string | null {
  const traits = TRAITS.map((trait) => fold(reading.values.get(trait)));
  return traits.every((trait) => trait !== '') ? digestOf('identity', traits.join('\n')) : null;
}

function fold(value: FieldValue | undefined): string {
  return typeof value === 'string' ? foldText(value) : '';
}

function draftNew(draft: PatientsDraft, reading: RowReading, columns: readonly ColumnPlan[], answers: Answers): void {
  const names = settleNames(reading, columns, answers);
  const number = settleNumber(draft, reading, columns, answers);
  // A file without any name could never be found again: it comes in once somebody names it.
  if (names === null || number === null || !names.isNamed) {
    draft.questions.push(...(names?.questions ?? []));
    leaveOut(draft, reading.number);
    return;
  }
  const patient: PatientDraft = {
    reading,
    values: new Map([...reading.values, ...names.values]),
    number: number.own,
    identity: identityOf(reading),
  };
  draft.created.push(patient);
  draft.questions.push(...reading.questions, ...names.questions, ...number.questions);
  if (number.own !== null) own(draft, number.own, { kind: 'draft', patient });
}

interface SettledNames {
  readonly values: ReadonlyMap<string, FieldValue>;
  readonly questions: readonly ImportQuestion[];
  /** At least a family name or a given name. */
  readonly isNamed: boolean;
}

/** A name that is not there is asked for; null where the line is to be left out. */
function settleNames(reading: RowReading, columns: readonly ColumnPlan[], answers: Answers): SettledNames | null {
  const values = new Map<string, FieldValue>();
  const questions: ImportQuestion[] = [];
  for (const { label, target } of columns) {
    if ((target !== 'familyName' && target !== 'givenName') || reading.values.get(target) !== '') continue;
    const choice = answerFor(answers, reading.line, label);
    if (choice?.kind === 'leave-out') return null;
    if (choice?.kind === 'correct') values.set(target, choice.value.trim());
    if (choice === null)
      questions.push({ file: 'patients', line: reading.line, column: label, value: '', code: 'name-missing' });
  }
  const isNamed = (['familyName', 'givenName'] as const).some((name) => {
    const value = values.get(name) ?? reading.values.get(name);
    return value !== undefined && value !== null && value !== '';
  });
  return { values, questions, isNamed };
}

interface SettledNumber {
  readonly own: string | null;
  readonly questions: readonly ImportQuestion[];
}

/** A number that another line bears already is asked about; null where the line is to be left out. */
function settleNumber(
  draft: PatientsDraft,
  reading: RowReading,
  columns: readonly ColumnPlan[],
  answers: Answers,
): SettledNumber | null {
  const { number, line } = reading;
  if (number === null || !draft.owners.has(number)) return { own: number, questions: [] };
  const column = columns.find(({ target }) => target === 'number')?.label ?? '';
  const choice = answerFor(answers, line, column);
  if (choice?.kind === 'leave-out') return null;
  if (choice?.kind === 'leave-empty') return { own: null, questions: [] };
  if (choice?.kind === 'correct' && !draft.owners.has(choice.value.trim()))
    return { own: choice.value.trim(), questions: [] };
  draft.owners.set(number, { kind: 'ambiguous' });
  return { own: null, questions: [{ file: 'patients', line, column, value: number, code: 'patient-number-twice' }] };
}

function own(draft: PatientsDraft, number: string, owner: Owner): void {
  if (!draft.owners.has(number)) draft.owners.set(number, owner);
}
