import type { PartialDate } from './civilDate.ts';
import { capitalised } from '../french/firstLetter.ts';

// Written out, where Intl would do: its first use reads its data from the disk, 10 ms before the first screen is painted.
const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MONTHS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** 07/03/1984; of a partial date 03/1984 or 1984. */
export function formatDate(date: PartialDate): string {
  return date.split('-').reverse().join('/');
}

/** mardi 24 novembre 2026; of a partial date mars 1984 or 1984. The first of a month is "1er". */
export function formatLongDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const monthAndYear = `${MONTHS[Number(month) - 1]} ${year}`;
  if (day === undefined) return monthAndYear;
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return `${weekday} ${day === '01' ? '1er' : Number(day)} ${monthAndYear}`;
}

/** Février 1984: the beginning of a sentence on a month. */
export function formatMonth(year: number, month: number): string {
  return capitalised(`${MONTHS[month - 1]} ${year}`);
}
