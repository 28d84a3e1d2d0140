import { foldLetters } from './name.ts';

/** A date known to the day (YYYY-MM-DD), the month (YYYY-MM) or the year (YYYY). */
export type PartialDate = string;

/** Why a typed date is not one. The sentence is the renderer's: "Février 1984 a 29 jours. Vérifiez le jour." */
export type DateFault =
  | { readonly reason: 'empty' }
  | { readonly reason: 'unreadable' }
  | { readonly reason: 'no-such-month'; readonly month: number }
  | { readonly reason: 'no-such-day'; readonly year: number; readonly month: number; readonly monthLength: number }
  | { readonly reason: 'in-the-future' }
  | { readonly reason: 'too-long-ago'; readonly year: number };

export type DateReading =
  | {
      readonly ok: true;
      readonly date: PartialDate;
      /** The same date a century earlier, where the year had two digits and a living person may be meant. */
      readonly otherCentury: PartialDate | null;
    }
  | ({ readonly ok: false } & DateFault);

export interface DateRules {
  /** The legal day of today, YYYY-MM-DD: anchors years of two digits. */
  readonly today: string;
  /** Accepts "2019" and "05/2019". */
  readonly partial?: boolean;
  /** Refuses dates after today. */
  readonly past?: boolean;
}

/** Nobody alive was born before: the oldest person known reached 122. */
const LONGEST_LIFE = 122;

const MONTHS = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev'],
  ['mars', 'mar'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil', 'jul'],
  ['aout', 'aou'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
];

/**
 * Reads a date as it is typed in France, day first and strictly: 07/03/1984, 7.3.84, 070384, 07031984, 7 mars 1984,
 * 1er mars 84, also 1984-03-07. Never the American order. A year of two digits is the latest one that is past.
 */
export function readDate(typed: string, rules: DateRules): DateReading {
  const text = foldLetters(typed).replace(/\s+/g, ' ').trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const parts = splitDate(text);
  if (parts === null || (parts.day === null && rules.partial !== true)) return { ok: false, reason: 'unreadable' };
  const { month } = parts;
  if (month !== null && (month < 1 || month > 12)) return { ok: false, reason: 'no-such-month', month };
  return parts.year.length === 2 ? readShortYear(parts, rules) : readFullYear(parts, rules);
}

/** Days of a month, 1 to 12. */
export function monthLength(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The last day that a date known to the day, the month or the year may mean. */
export function lastDayOf(date: PartialDate): string {
  const [year = '', month = '12', day] = date.split('-');
  return `${year}-${month}-${day ?? String(monthLength(Number(year), Number(month))).padStart(2, '0')}`;
}

/** Adds days to a civil date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

interface DateParts {
  readonly day: number | null;
  readonly month: number | null;
  /** Two or four digits, as typed. */
  readonly year: string;
}

const SEPARATED = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})$/;
const SPACED_SIGN = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})$/;
const COMPACT = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const WRITTEN =
  /^(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4}|\d{2})$/;
const MONTH_AND_YEAR = /^(\d{1,2}) ?[/.-] ?(\d{4})$/;
const YEAR_AND_MONTH = /^(\d{4})-(\d{1,2})$/;
const WRITTEN_MONTH = /^([a-z]+)\.? (\d{4})$/;
const YEAR = /^(\d{4})$/;

function splitDate(text: string): DateParts | null {
  const separated = SEPARATED.exec(text);
  if (separated) return parts(separated[1], Number(separated[3]), separated[4]);
  const dayFirst = SPACED_SIGN.exec(text) ?? COMPACT.exec(text);
  if (dayFirst) return parts(dayFirst[1], Number(dayFirst[2]), dayFirst[3]);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return parts(yearFirst[3], Number(yearFirst[2]), yearFirst[1]);
  const written = WRITTEN.exec(text);
  if (written) return parts(written[1], monthNumber(written[2]), written[3]);
  const month = MONTH_AND_YEAR.exec(text);
  if (month) return parts(null, Number(month[1]), month[2]);
  const isoMonth = YEAR_AND_MONTH.exec(text);
  if (isoMonth) return parts(null, Number(isoMonth[2]), isoMonth[1]);
  const writtenMonth = WRITTEN_MONTH.exec(text);
  if (writtenMonth) return parts(null, monthNumber(writtenMonth[1]), writtenMonth[2]);
  const year = YEAR.exec(text);
  return year ? { day: null, month: null, year: year[1] ?? '' } : null;
}

/** Null where the word is no month. */
function parts(day: string | null = null, month: number | null, year = ''): DateParts | null {
  return month === null ? null : { day: day === null ? null : Number(day), month, year };
}

function monthNumber(word = ''): number | null {
  const index = MONTHS.findIndex((names) => names.includes(word));
  return index < 0 ? null : index + 1;
}

function readFullYear(parts: DateParts, rules: DateRules): DateReading {
  const year = Number(parts.year);
  if (year < 1800) return { ok: false, reason: 'too-long-ago', year };
  return finish(parts, year, rules, null);
}

function readShortYear(parts: DateParts, rules: DateRules): DateReading {
  const thisYear = Number(rules.today.slice(0, 4));
  const century = thisYear - (thisYear % 100);
  const candidates = [century, century - 100].map((base) => base + Number(parts.year));
  const possible = candidates.filter(
    (year) => dayFault(parts, year) === null && compose(parts, year) <= rules.today && thisYear - year <= LONGEST_LIFE,
  );
  const [year, earlier] = possible;
  // A day that exists in neither century is told of for the later past one.
  if (year === undefined) return finish(parts, candidates.find((each) => each <= thisYear) ?? century, rules, null);
  return finish(parts, year, rules, earlier === undefined ? null : compose(parts, earlier));
}

function finish(parts: DateParts, year: number, rules: DateRules, otherCentury: PartialDate | null): DateReading {
  const fault = dayFault(parts, year);
  if (fault !== null) return { ok: false, ...fault };
  const date = compose(parts, year);
  if (rules.past === true && date > rules.today.slice(0, date.length)) return { ok: false, reason: 'in-the-future' };
  return { ok: true, date, otherCentury };
}

function dayFault({ day, month }: DateParts, year: number): DateFault | null {
  if (day === null || month === null) return null;
  const length = monthLength(year, month);
  return day >= 1 && day <= length ? null : { reason: 'no-such-day', year, month, monthLength: length };
}

function compose({ day, month }: DateParts, year: number): PartialDate {
  return [String(year).padStart(4, '0'), month, day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
