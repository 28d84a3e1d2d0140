import type { PartialDate } from './civilDate.ts';

/** 07/03/1984; of a partial date 03/1984 or 1984. */
export function formatDate(date: PartialDate): string {
  return date.split('-').reverse().join('/');
}

/** mardi 24 novembre 2026; of a partial date mars 1984 or 1984. The first of a month is "1er". */
export function formatLongDate(date: PartialDate): string {
  if (date.length === 4) return date;
  const midnight = new Date(`${date.padEnd(10, '-01')}T00:00:00Z`);
  if (date.length === 7) return inFrench(midnight, { month: 'long', year: 'numeric' });
  return inFrench(midnight, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    / 1 /,
    ' 1er ',
  );
}

/** Février 1984: the beginning of a sentence on a month. */
export function formatMonth(year: number, month: number): string {
  const text = inFrench(new Date(Date.UTC(year, month - 1, 1)), { month: 'long', year: 'numeric' });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inFrench(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('fr-FR', { ...options, timeZone: 'UTC' }).format(date);
}
