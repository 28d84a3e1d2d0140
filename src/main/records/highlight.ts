import type { Highlighted } from '../../shared/contract/values.ts';
import { foldLetters } from '../../shared/domain/name.ts';

/** Characters shown on each side of the first word that was found. */
const SNIPPET_SIDE = 60;

/** Marks every piece wherever it stands in the text; without accents and case. Offsets are those of the text as it is. */
export function highlightPieces(text: string, pieces: readonly string[]): Highlighted {
  return { text, marks: merged(occurrences(text, pieces, () => true)) };
}

/** Marks the figures of a phone number, whatever stands between them. */
export function highlightFigures(text: string, pieces: readonly string[]): Highlighted {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const figures = text.replace(/\D/g, '');
  const marks = pieces.flatMap((piece): Mark[] => {
    const at = /^\d+$/.test(piece) ? figures.indexOf(piece) : -1;
    const [start, last] = [places[at], places[at + piece.length - 1]];
    return start === undefined || last === undefined ? [] : [[start, last + 1]];
  });
  return { text, marks: merged(marks) };
}

/** True where the text has, for each of these, a word that begins with it. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  const folded = foldLetters(text);
  return words.every((word) => beginsWord(folded, word));
}

/** The part of a note around the first word found, on one line; null where no word begins with any of these. */
export function snippetOf(text: string, words: readonly string[]): Highlighted | null {
  const folded = foldLetters(text);
  const present = words.filter((word) => beginsWord(folded, word));
  if (present.length === 0) return null;
  const marks = merged(occurrences(text, present, isWordStart));
  const first = marks[0];
  if (first === undefined) return null;
  const start = wordStart(text, first[0] - SNIPPET_SIDE);
  const end = wordEnd(text, first[1] + SNIPPET_SIDE);
  const lead = start > 0 ? '… ' : '';
  const shown = text.slice(start, end).replace(/\s/g, ' ');
  const shift = lead.length - start;
  return {
    text: lead + shown + (end < text.length ? ' …' : ''),
    marks: marks.filter(([, stop]) => stop <= end).map(([from, to]) => [from + shift, to + shift]),
  };
}

type Mark = [start: number, end: number];

/** Where the folded pieces stand in the text, as offsets into the text itself. */
function occurrences(text: string, pieces: readonly string[], fits: (folded: string, at: number) => boolean): Mark[] {
  const { folded, starts } = foldWithPlaces(text);
  return pieces.flatMap((piece) => {
    const marks: Mark[] = [];
    for (let at = folded.indexOf(piece); piece !== '' && at >= 0; at = folded.indexOf(piece, at + 1))
      if (fits(folded, at)) marks.push([starts[at] ?? 0, starts[at + piece.length] ?? text.length]);
    return marks;
  });
}

/** The folded text, and for each of its units where the character that it came from begins; one more for the end. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let place = 0;
  for (const character of text) {
    const letters = foldLetters(character);
    folded += letters;
    // One letter may give two (œ), or none (a combining accent).
    for (let unit = 0; unit < letters.length; unit += 1) starts.push(place);
    place += character.length;
  }
  starts.push(text.length);
  return { folded, starts };
}

function merged(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const [start, end] of [...marks].sort((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function beginsWord(folded: string, word: string): boolean {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
    if (isWordStart(folded, at)) return true;
  return false;
}

function isWordStart(folded: string, at: number): boolean {
  return at === 0 || !isLetterOrFigure(folded[at - 1] ?? '');
}

function isLetterOrFigure(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** Moves on to the beginning of a word, so that none is shown cut. */
function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.slice(from, from + SNIPPET_SIDE).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.slice(0, to).search(/\s\S*$/);
  return space < to - SNIPPET_SIDE ? to : space;
}
