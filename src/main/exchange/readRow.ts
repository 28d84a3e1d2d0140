import { hash } from 'node:crypto';
import type { ColumnMatch, ColumnTarget, ImportAnswer, ImportQuestion } from '../../shared/contract/imports.ts';
import { consultationFields } from '../../shared/contract/consultations.ts';
import { patientFields } from '../../shared/contract/patients.ts';
import * as cells from './readCell.ts';
import type { CellReading, CellRules } from './readCell.ts';
import type { SourceRow, SourceTable } from './sourceTable.ts';

export type FieldValue = string | number | boolean | null;

/** A line as it will be, and what is doubtful in it. */
export interface RowReading {
  readonly line: number;
  /** The other program's number of the patient; null where there is none. */
  readonly number: string | null;
  readonly values: ReadonlyMap<ColumnTarget, FieldValue>;
  /** Cells without a field, and those whose reading is not the cell itself: together with the values, every cell. */
  readonly imported: readonly ImportedCell[];
  readonly questions: readonly ImportQuestion[];
  /** The person chose to leave the line out. */
  readonly leftOut: boolean;
  /** Digest of each cell that is not empty as it was read, before any answer: by target, else by `keyOfColumn`. */
  readonly digests: Readonly<Record<string, string>>;
  /** Digest of them all: the same for the same line in another encoding, order of columns, or language of headers. */
  readonly fingerprint: string;
}

export interface ImportedCell {
  readonly label: string;
  readonly value: string;
}

/** The person's choices, by line and column; see `answersOf`. */
export type Answers = ReadonlyMap<string, ImportAnswer['choice']>;

export interface ColumnPlan {
  readonly label: string;
  readonly target: ColumnTarget | null;
}

const readers: Record<ColumnTarget, (cell: string, rules: CellRules) => CellReading<FieldValue>> = {
  number: cells.readShortText,
  familyName: cells.readShortText,
  givenName: cells.readShortText,
  birthName: cells.readShortText,
  birthDate: cells.readBirthDate,
  sex: cells.readSex,
  street: cells.readShortText,
  addressComplement: cells.readShortText,
  postcode: cells.readShortText,
  city: cells.readShortText,
  communeCode: cells.readCommuneCode,
  email: cells.readShortText,
  phone: cells.readShortText,
  mobile: cells.readShortText,
  occupation: cells.readShortText,
  hobbies: cells.readLongText,
  smoker: cells.readSmoker,
  laterality: cells.readLaterality,
  doctor: cells.readShortText,
  alerts: cells.readLongText,
  currentTreatment: cells.readLongText,
  medicalHistory: cells.readLongText,
  surgicalHistory: cells.readLongText,
  familyHistory: cells.readLongText,
  traumaHistory: cells.readLongText,
  medicalReports: cells.readLongText,
  motive: cells.readLongText,
  history: cells.readLongText,
  examination: cells.readLongText,
  orl: cells.readLongText,
  visceral: cells.readLongText,
  cardioPulmonary: cells.readLongText,
  uroGynaecological: cells.readLongText,
  peripheral: cells.readLongText,
  generalState: cells.readLongText,
  diagnosis: cells.readLongText,
  treatment: cells.readLongText,
  advice: cells.readLongText,
  startedAt: cells.readStart,
  painBefore: cells.readPain,
  painAfter: cells.readPain,
};

/**
 * What each column of the table feeds. A field is fed by one column alone, the first that is matched with it, and only
 * by a file that holds such rows; every other column is kept beside.
 */
export function planColumns(table: SourceTable, match: ColumnMatch): ColumnPlan[] {
  const free = new Set<ColumnTarget>(['number', ...fieldsOf(match.rows)]);
  return table.headers.map((label, index) => {
    const target = match.columns[index]?.target ?? null;
    return { label, target: target !== null && free.delete(target) ? target : null };
  });
}

/** The fields that a line of such a file may feed. */
function fieldsOf(rows: ColumnMatch['rows']): readonly ColumnTarget[] {
  return rows === 'patients' ? patientFields.keyof().options : consultationFields.keyof().options;
}

/** The choices for one file, ready to be looked up. */
export function answersOf(file: ImportAnswer['file'], answers: readonly ImportAnswer[]): Answers {
  return new Map(
    answers.filter((answer) => answer.file === file).map(({ line, column, choice }) => [at(line, column), choice]),
  );
}

/** The choice for one cell, or for the whole line where `column` is ''. */
export function answerFor(answers: Answers, line: number, column: string): ImportAnswer['choice'] | null {
  return answers.get(at(line, column)) ?? null;
}

function at(line: number, column: string): string {
  return `${line}/${column}`;
}

/** Reads a line; never throws on what is in it. */
export function readRow(
  file: ImportAnswer['file'],
  table: SourceTable,
  row: SourceRow,
  columns: readonly ColumnPlan[],
  answers: Answers,
  rules: CellRules,
): RowReading {
  const values = new Map<ColumnTarget, FieldValue>();
  const imported: ImportedCell[] = [];
  const digests: Record<string, string> = {};
  const widthQuestion = askWidth(file, table, row);
  const asked: ImportQuestion[] = widthQuestion === null ? [] : [widthQuestion];
  columns.forEach(({ label, target }, index) => {
    const cell = row.cells[index] ?? '';
    const reading = target === null ? null : readers[target](cell, rules);
    if (target !== null && reading?.ok === false)
      asked.push({ file, line: row.line, column: label, value: cell, code: reading.code });
    const value = target === null ? null : valueOf(target, reading, answerFor(answers, row.line, label), rules);
    if (target !== null && value !== null) values.set(target, value.value);
    if (cell === '') return;
    const read = target !== null && reading?.ok === true ? { key: target, content: reading.value } : null;
    const { key, content } = read ?? { key: keyOfColumn(label), content: cell };
    if (content !== '') digests[key] = digestOf(key, content);
    if (value === null || target === 'number' || String(value.value ?? '') !== cell)
      imported.push({ label, value: cell });
  });
  const number = values.get('number');
  return {
    line: row.line,
    number: typeof number === 'string' && number !== '' ? number : null,
    values,
    imported,
    questions: asked.filter((question) => isOpen(question, answers, columns, rules)),
    leftOut: asked.some(({ line, column }) => answerFor(answers, line, column)?.kind === 'leave-out'),
    digests,
    fingerprint: hash('sha256', JSON.stringify(Object.entries(digests).sort())),
  };
}

/** Key of a cell that feeds no field, among the digests: never the name of a field. */
export function keyOfColumn(label: string): string {
  return `column:${label}`;
}

/** What the field gets: the cell, or the person's correction of it; null where it stays empty. */
function valueOf(
  target: ColumnTarget,
  reading: CellReading<FieldValue> | null,
  choice: ImportAnswer['choice'] | null,
  rules: CellRules,
): { readonly value: FieldValue } | null {
  if (reading?.ok === true) return reading;
  if (choice?.kind !== 'correct') return null;
  const corrected = readers[target](choice.value, rules);
  return corrected.ok ? corrected : null;
}

/** False once the person chose; a correction that can't be read either leaves the question open. */
function isOpen(
  { line, column }: ImportQuestion,
  answers: Answers,
  columns: readonly ColumnPlan[],
  rules: CellRules,
): boolean {
  const choice = answerFor(answers, line, column);
  if (choice?.kind !== 'correct') return choice === null;
  const target = columns.find(({ label }) => label === column)?.target ?? null;
  return target !== null && !readers[target](choice.value, rules).ok;
}

/** A line with fewer or more cells than the header often means a quote or a delimiter gone astray. */
function askWidth(file: ImportAnswer['file'], table: SourceTable, row: SourceRow): ImportQuestion | null {
  const beyond = row.cells.slice(table.namedColumns).some((cell) => cell.trim() !== '');
  if (row.width >= table.namedColumns && !beyond) return null;
  return { file, line: row.line, column: '', value: '', code: beyond ? 'row-too-long' : 'row-too-short' };
}

/** 64 bits: enough to tell that a cell changed; a collision would only hide one difference. */
export function digestOf(key: string, content: FieldValue): string {
  return hash('sha256', JSON.stringify([key, content])).slice(0, 16);
}
