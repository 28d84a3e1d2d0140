import { monthLength, type PartialDate } from './civilDate.ts';

/** An age as the trade counts it: days under 3 months, months under 2 years, then years. */
export interface Age {
  readonly value: number;
  readonly unit: 'day' | 'month' | 'year';
  /** True where the birth date is known to the month or the year alone: the age may be one less. */
  readonly approximate: boolean;
}

/** The age on a civil date; null where that date is before the birth. */
export function ageOn(birthDate: PartialDate, day: string): Age | null {
  const approximate = birthDate.length < 10;
  const born = birthDate.length === 4 ? `${birthDate}-01-01` : birthDate.length === 7 ? `${birthDate}-01` : birthDate;
  if (born > day) return null;
  const months = wholeMonths(born, day);
  if (birthDate.length === 4) return { value: Math.floor(months / 12), unit: 'year', approximate };
  if (months >= 24) return { value: Math.floor(months / 12), unit: 'year', approximate };
  if (months >= 3 || approximate) return { value: months, unit: 'month', approximate };
  const days = Math.round((Date.parse(day) - Date.parse(born)) / 86_400_000);
  return { value: days, unit: 'day', approximate };
}

/** 42 ans, 14 mois, 45 jours, 1 an; "env. 42 ans" where the birth date is not known to the day. */
export function formatAge(age: Age): string {
  const plural = age.value > 1 ? 's' : '';
  const unit = { day: `jour${plural}`, month: 'mois', year: `an${plural}` }[age.unit];
  return `${age.approximate ? 'env. ' : ''}${age.value} ${unit}`;
}

/** Under 18 on that day; null where the birth date is too vague to tell. */
export function isMinor(birthDate: PartialDate, day: string): boolean | null {
  const earliest = Number(birthDate.slice(0, 4)) + 18;
  if (birthDate.length === 10) return day < majority(birthDate);
  const first = birthDate.length === 4 ? `${earliest}-01-01` : `${earliest}${birthDate.slice(4)}-01`;
  const last = birthDate.length === 4 ? `${earliest}-12-31` : `${earliest}${birthDate.slice(4)}-31`;
  if (day < first) return true;
  return day >= last ? false : null;
}

/** The day from which the person may be of age: the 18th birthday, or the first day that it can be of a date known in part. */
export function mayBeOfAgeFrom(birthDate: PartialDate): string {
  if (birthDate.length === 10) return majority(birthDate);
  return `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}${'-01-01'.slice(birthDate.length - 4)}`;
}

/** The latest birth date of those who are of age on a day; compared as a text, since it may be no day of the calendar. */
export function bornForMajority(day: string): string {
  return `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`;
}

/** The 18th birthday; born on 29 February, one comes of age on 1 March of a year without that day. */
function majority(birthDate: string): string {
  const year = Number(birthDate.slice(0, 4)) + 18;
  if (birthDate.slice(5) === '02-29' && monthLength(year, 2) === 28) return `${year}-03-01`;
  return `${year}${birthDate.slice(4)}`;
}

function wholeMonths(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}
