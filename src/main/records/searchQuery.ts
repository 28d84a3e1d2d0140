import { readDate } from '../../shared/domain/civilDate.ts';
import { foldedWords } from '../../shared/domain/name.ts';

/** One thing that a patient must fit: any of its ways will do. */
export interface Criterion {
  /** Letters or figures in a row, folded: in a name, a phone number or a commune. */
  readonly piece: string;
  readonly birthDates: readonly BirthDates[];
}

/** Birth dates that begin so (1984, 198, 1984-03, 1984-03-07) and, where it is given, are on that day of the year. */
export interface BirthDates {
  readonly begins: string;
  /** MM-DD. */
  readonly birthday: string | null;
}

export interface SearchQuery {
  readonly criteria: readonly Criterion[];
  /** Words to look for in the notes; empty where only figures and dates were typed. */
  readonly noteWords: readonly string[];
}

/** Under three letters the trigram index has no answer (https://www.sqlite.org/fts5.html, trigram). */
export const TRIGRAM = 3;

/**
 * Reads what is typed in the search field: words in any order, a phone number in any spacing, a birth date in any usual
 * French form, also while it is being typed (07/03, 07/03/19).
 */
export function readSearchQuery(typed: string, today: string): SearchQuery {
  const criteria: Criterion[] = [];
  const words: string[] = [];
  let tokens = typed
    .normalize('NFC')
    .replace(/(?:\+|\b00)33 ?(?:\(0\))?/g, '0')
    .split(/\s+/)
    .filter((token) => token !== '');
  while (tokens.length > 0) {
    const { length, found } = takeDate(tokens, today) ?? takeFigures(tokens, today) ?? takeWords(tokens);
    criteria.push(...found);
    if (found.every(({ birthDates }) => birthDates.length === 0) && /\p{L}/u.test(tokens[0] ?? ''))
      words.push(...foldedWords(tokens[0] ?? ''));
    tokens = tokens.slice(length);
  }
  return { criteria, noteWords: words.length === 0 ? [] : foldedWords(typed).filter((word) => word.length > 1) };
}

/** FTS5's words for "all of these pieces"; null where none has the three letters it needs. */
export function allOf(pieces: readonly string[]): string | null {
  const long = pieces.filter((piece) => piece.length >= TRIGRAM);
  return long.length === 0 ? null : long.map((piece) => `"${piece}"`).join(' AND ');
}

/** FTS5's words for "one of these"; null where there is none. */
export function anyOf(expressions: readonly (string | null)[]): string | null {
  const given = expressions.filter((expression) => expression !== null);
  return given.length === 0 ? null : given.map((expression) => `(${expression})`).join(' OR ');
}

/** FTS5's words for notes that may hold them all: as `wordsBeginning`, but by their first three letters alone. */
export function wordsBeginningRoughly(words: readonly string[]): string {
  // "phoenix" must still find phœnix: two letters that may be one are not cut apart.
  const cut = (word: string) => word.slice(0, /^..[oa]e/.test(word) ? INDEXED_BEGINNING - 1 : INDEXED_BEGINNING);
  return wordsBeginning(words.map(cut));
}

/** The longest beginning that the notes' index keeps a list for (`prefix` in migration 0002). */
const INDEXED_BEGINNING = 3;

/** FTS5's words for notes that hold, in any order, a word beginning with each of these. */
export function wordsBeginning(words: readonly string[]): string {
  return words
    .map(
      (word) =>
        `(${ligatures(word)
          .map((form) => `"${form}" *`)
          .join(' OR ')})`,
    )
    .join(' AND ');
}

/** The tokenizer takes off accents but leaves œ and æ: "coeur" is looked for as cœur too. */
function ligatures(word: string): string[] {
  return [...new Set([word, word.replaceAll('oe', 'œ').replaceAll('ae', 'æ')])];
}

interface Taken {
  /** How many tokens were used. */
  readonly length: number;
  readonly found: readonly Criterion[];
}

/** "7 mars 1984", "07/03/1984", "07 03 1984", "070384", "mars 1984". */
function takeDate(tokens: readonly string[], today: string): Taken | null {
  for (const length of [3, 2, 1]) {
    const text = tokens.slice(0, length).join(' ');
    if (tokens.length < length || (length === 2 && !/\p{L}/u.test(text)) || /^\d{1,4}$/.test(text)) continue;
    const reading = readDate(text, { today, partial: true, past: true });
    if (!reading.ok) continue;
    const whole = [reading.date, reading.otherCentury]
      .filter((date) => date !== null)
      .map((date) => ({ begins: date, birthday: null }));
    // 07/03/19 is a birth in 2019, and the beginning of 07/03/1984.
    return {
      length,
      found: [{ piece: text.replace(/\D/g, ''), birthDates: [...whole, ...birthDatesBeginning(text, today)] }],
    };
  }
  return null;
}

/** Figures that follow each other are one number; alone, four of them may be a year of birth. */
function takeFigures(tokens: readonly string[], today: string): Taken | null {
  const isFigures = (token: string | undefined) => token !== undefined && /^[\d./()-]*\d[\d./()-]*$/.test(token);
  if (!isFigures(tokens[0])) return null;
  const end = tokens.findIndex((token) => !isFigures(token));
  const length = end < 0 ? tokens.length : end;
  const text = tokens.slice(0, length).join(' ');
  const piece = text.replace(/\D/g, '');
  return { length, found: [{ piece, birthDates: birthDatesBeginning(text, today) }] };
}

/** What a birth date of which the beginning is typed may become. */
function birthDatesBeginning(text: string, today: string): BirthDates[] {
  const year = /^(?:1[89]|20)\d\d$/.exec(text);
  if (year) return text <= today.slice(0, 4) ? [{ begins: text, birthday: null }] : [];
  const begun = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{0,3}))?$/.exec(text);
  if (!begun) return [];
  const [day, month] = [Number(begun[1]), Number(begun[2])];
  if (day < 1 || day > 31 || month < 1 || month > 12) return [];
  const birthday = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
  return [{ begins: begun[3] ?? '', birthday }];
}

function takeWords(tokens: readonly string[]): Taken {
  return { length: 1, found: foldedWords(tokens[0] ?? '').map((piece) => ({ piece, birthDates: [] })) };
}
