import { readDate, type DateReading } from './civilDate.ts';
import { foldLetters } from './name.ts';
import { normalisePhone } from './phone.ts';

/** What one line says of a new patient; shown before it is used, so that nothing is taken over unseen. */
export interface PatientLine {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthName: string;
  /** From "M.", "Mme" alone. */
  readonly sex: 'female' | 'male' | null;
  /** Null where no date was typed. */
  readonly birthDate: DateReading | null;
  /** As typed, in order. */
  readonly phones: readonly string[];
  readonly email: string;
  /** Figures that are neither a date nor a phone: shown, never dropped in silence. */
  readonly unread: readonly string[];
}

/**
 * Reads "Dupont Marie 12/03/1985 0612345678" in any order, also with an e-mail, "née Martin", "Mme". The family name
 * comes first unless one name is written in capitals and the other is not. `today` is the legal day (years of two digits).
 */
export function readPatientLine(line: string, today: string): PatientLine {
  const email = take(line.normalize('NFC'), EMAIL);
  const clearDate = takeDate(email.rest, CLEAR_DATE, today);
  const phones = takePhones(clearDate.rest);
  const date = clearDate.reading === null ? takeDate(phones.rest, DATE, today) : { ...clearDate, rest: phones.rest };
  const civility = take(date.rest, CIVILITY);
  const birth = takeBirthName(civility.rest);
  const words = birth.rest.split(/[\s,;]+/).filter((word) => /[\p{L}\d]/u.test(word));
  const names = splitNames(words.filter((word) => /\p{L}/u.test(word)));
  return {
    ...names,
    birthName: birth.name,
    sex:
      civility.found === '' ? null : /^m(?:me|lle|adame|ademoiselle)/i.test(civility.found.trim()) ? 'female' : 'male',
    birthDate: date.reading,
    phones: phones.found,
    email: email.found,
    unread: words.filter((word) => !/\p{L}/u.test(word)),
  };
}

/** The same line with family and given name exchanged: one key in the form. */
export function swapNames<Line extends { readonly familyName: string; readonly givenName: string }>(line: Line): Line {
  return { ...line, familyName: line.givenName, givenName: line.familyName };
}

const EMAIL = /[^\s,;<>@]+@[^\s,;<>@]+\.[^\s,;<>@]+/;
const CIVILITY = /(?<![\p{L}\p{N}])(?:mademoiselle|monsieur|madame|mlle|mme|mr|m)(?:\.|(?=\s))(?=\s|$)/iu;

const FRENCH_START = String.raw`(?<![\d+./-])(?:(?:\+|00)(?:33|262|590|594|596)[ .-]?(?:\(0\) ?|0)?|0)[1-9]`;
/** In pairs with one sign throughout, then in any grouping, then foreign. */
const PHONES = [
  new RegExp(FRENCH_START + String.raw`([ .-]?)\d\d(?:\1\d\d){3}(?!\d|[.-]\d)`, 'g'),
  new RegExp(FRENCH_START + String.raw`(?:[ .-]?\d){8}(?!\d|[.-]\d)`, 'g'),
  /(?<![\d+])\+\d(?:[ .-]?\d){6,13}(?!\d)/g,
];
const DATE_WORDS = String.raw`(?<![\p{L}\d])(?:(?:n[ée]e?(?:\(e\))? )?le )?`;
/** Dates that cannot be part of a phone number; read before the phones. */
const CLEAR_DATE = new RegExp(
  DATE_WORDS +
    String.raw`(\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} (?:0?\d|1[0-2]) (?:19|20)\d\d|\d{1,2}(?:er)? \p{L}{3,9}\.? (?:\d{4}|\d\d)|\d{1,2}/\d{4})(?![\p{L}\d/])`,
  'iu',
);
const DATE = new RegExp(
  DATE_WORDS + String.raw`(\d{1,2}([. -])\d{1,2}\2(?:\d{4}|\d\d)|\d{8}|\d{6})(?![\p{L}\d])`,
  'iu',
);

function take(text: string, pattern: RegExp): { found: string; rest: string } {
  const found = pattern.exec(text)?.[0] ?? '';
  return { found, rest: found === '' ? text : text.replace(found, ' ') };
}

function takePhones(text: string): { found: string[]; rest: string } {
  const found: string[] = [];
  let rest = text;
  for (const pattern of PHONES)
    rest = rest.replace(pattern, (match) => {
      if (normalisePhone(match) === null) return match;
      found.push(match);
      return ' ';
    });
  return { found, rest };
}

function takeDate(text: string, pattern: RegExp, today: string): { reading: DateReading | null; rest: string } {
  const match = pattern.exec(text);
  if (match === null) return { reading: null, rest: text };
  const reading = readDate(match[1] ?? '', { today, partial: true, past: true });
  return { reading, rest: text.replace(match[0], ' ') };
}

/** "née Martin", "né(e) Le Goff": the words up to the next sign, or one name with its particles. */
function takeBirthName(text: string): { name: string; rest: string } {
  const match = /(?<!\p{L})n[ée]e?(?:\(e\))?\s+(?!le\s*$)/iu.exec(text);
  // Without an accent, "Ne" or "Nee" may be somebody's name: only the accent or the brackets make it a birth name.
  if (match === null || !/é|\(e\)/i.test(match[0])) return { name: '', rest: text };
  const after = text.slice(match.index + match[0].length).split(/\s+/);
  const count = familyLength(after);
  const name = after
    .slice(0, count)
    .join(' ')
    .replace(/[,;]+$/, '');
  return { name: writtenName(name), rest: `${text.slice(0, match.index)} ${after.slice(count).join(' ')}` };
}

function splitNames(words: readonly string[]): { familyName: string; givenName: string } {
  const shouted = words.filter(isShouted);
  const capitalsSpeak = shouted.length > 0 && shouted.length < words.length;
  const family = capitalsSpeak ? shouted : words.slice(0, familyLength(words));
  const given = capitalsSpeak ? words.filter((word) => !isShouted(word)) : words.slice(familyLength(words));
  return { familyName: writtenName(family.join(' ')), givenName: writtenName(given.join(' ')) };
}

const PARTICLES = new Set(
  'le la les l de du des d da di do dos das del della van von vom den der ten ter zu el al ben ait st saint sainte mac mc o'.split(
    ' ',
  ),
);

/** "Le Goff", "de La Tour", "Van den Berg": how many words the family name takes from the beginning. */
function familyLength(words: readonly string[]): number {
  let length = 0;
  // The last word is never taken as a particle: something must be left to be the name.
  while (length < words.length - 1 && PARTICLES.has(foldLetters(words[length] ?? '').replace(/['’.]$/, '')))
    length += 1;
  return Math.min(length + 1, words.length);
}

/** Two letters or more, all of them capitals. */
function isShouted(word: string): boolean {
  return (
    (word.match(/\p{L}/gu) ?? []).length > 1 &&
    word === word.toLocaleUpperCase('fr') &&
    word !== word.toLocaleLowerCase('fr')
  );
}

/** "DUPONT" and "dupont" are written Dupont; what already has both cases stays. */
function writtenName(name: string): string {
  if (name !== name.toLocaleLowerCase('fr') && name !== name.toLocaleUpperCase('fr')) return name;
  return name.toLocaleLowerCase('fr').replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toLocaleUpperCase('fr'));
}
