import type { QuestionCode } from '../../shared/contract/imports.ts';
import { readDate, type PartialDate } from '../../shared/domain/civilDate.ts';
import { instantOf } from '../../shared/domain/legalDay.ts';
import { foldText } from '../../shared/domain/name.ts';

/** What was read in a cell; a doubtful one is a question and reads as nothing. Nothing is guessed. */
export type CellReading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: QuestionCode };

export interface CellRules {
  /** The legal day of today, YYYY-MM-DD. */
  readonly today: string;
  /** IANA name: a date without an hour is the beginning of that day there. */
  readonly timeZone: string;
}

const MAX_SHORT = 500;
const MAX_LONG = 200_000;

/** One line of text: a line break becomes a space (the cell itself is kept beside). */
export function readShortText(cell: string): CellReading<string> {
  const value = cell
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .normalize('NFC');
  return value.length <= MAX_SHORT ? read(value) : doubt('text-too-long');
}

export function readLongText(cell: string): CellReading<string> {
  const value = cell.normalize('NFC');
  return value.length <= MAX_LONG ? read(value) : doubt('text-too-long');
}

/** INSEE code of a commune; anything longer is none. */
export function readCommuneCode(cell: string): CellReading<string | null> {
  const value = cell.trim();
  if (value.length > 5) return doubt('text-too-long');
  return read(value === '' ? null : value);
}

export function readSex(cell: string): CellReading<'female' | 'male' | null> {
  return readWord(cell, 'sex-unreadable', {
    female: ['f', 'femme', 'feminin', 'female'],
    male: ['m', 'h', 'homme', 'masculin', 'male'],
  });
}

export function readLaterality(cell: string): CellReading<'right' | 'left' | 'both' | null> {
  return readWord(cell, 'laterality-unreadable', {
    right: ['d', 'r', 'droite', 'droitier', 'droitiere', 'right'],
    left: ['g', 'l', 'gauche', 'gaucher', 'gauchere', 'left'],
    both: ['ambidextre', 'les deux', 'both'],
  });
}

export function readSmoker(cell: string): CellReading<boolean | null> {
  const word = readWord(cell, 'smoker-unreadable', {
    yes: ['o', 'oui', 'true', 't', 'vrai', 'yes', 'y', '1'],
    no: ['n', 'non', 'false', 'f', 'faux', 'no', '0'],
  });
  if (!word.ok) return word;
  return read(word.value === null ? null : word.value === 'yes');
}

/** 0 to 10, whole. */
export function readPain(cell: string): CellReading<number | null> {
  const digits = cell.trim();
  if (digits === '') return read(null);
  return /^(?:\d|10)(?:\/10)?$/.test(digits) ? read(Number.parseInt(digits, 10)) : doubt('number-unreadable');
}

/** A birth date, known to the day, the month or the year; day first, or ISO. The year has four digits, else it is asked. */
export function readBirthDate(cell: string, rules: CellRules): CellReading<PartialDate | null> {
  const text = cell.trim().replace(/[ T]00:00(:00(\.0+)?)?$/, '');
  if (text === '') return read(null);
  return readDay(text, rules, true);
}

/** When a consultation began. A date without an hour is kept as the beginning of that day. */
export function readStart(cell: string, rules: CellRules): CellReading<number | null> {
  const text = cell.trim();
  if (text === '') return doubt('date-missing');
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) return readAbsoluteInstant(text, rules);
  const [, dayText = text, hour, minute] = /^(.+?)[ T](\d{1,2})[:h](\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text) ?? [];
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return doubt('date-unreadable');
  const day = readDay(dayText, rules, false);
  if (!day.ok) return day;
  const instant = instantOf(day.value, `${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}`, rules.timeZone);
  // Instants begin in 1970: an earlier consultation is a slip, or nobody's here.
  return instant < 0 ? doubt('date-unreadable') : read(instant);
}

function readAbsoluteInstant(text: string, rules: CellRules): CellReading<number> {
  const instant = Date.parse(text);
  if (!Number.isFinite(instant) || instant < 0) return doubt('date-unreadable');
  const lastInstant = instantOf(rules.today, '23:59', rules.timeZone);
  return instant > lastInstant ? doubt('date-in-the-future') : read(instant);
}

function readDay(text: string, { today }: CellRules, partial: boolean): CellReading<PartialDate> {
  // 03/04/25 may be of any century, 070384 too: asked, never guessed.
  if (!/(^|\D)\d{4}(\D|$)/.test(text)) return doubt('date-unreadable');
  const reading = readDate(text, { today, past: true, partial });
  if (reading.ok) return read(reading.date);
  return doubt(reading.reason === 'in-the-future' ? 'date-in-the-future' : 'date-unreadable');
}

function readWord<Meaning extends string>(
  cell: string,
  code: QuestionCode,
  words: Readonly<Record<Meaning, readonly string[]>>,
): CellReading<Meaning | null> {
  if (cell.trim() === '') return read(null);
  const folded = foldText(cell);
  for (const meaning in words) if (words[meaning].includes(folded)) return read(meaning);
  return doubt(code);
}

function read<Value>(value: Value): CellReading<Value> {
  return { ok: true, value };
}

function doubt(code: QuestionCode): { readonly ok: false; readonly code: QuestionCode } {
  return { ok: false, code };
}
