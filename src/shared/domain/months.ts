import { lastDayOf } from './civilDate.ts';

/**
 * The same day some months on, or before for a negative count; the last day of the month where it lacks that day
 * (art. 641 CPC, and art. 3 of regulation (EEC) 1182/71 in the same words).
 */
export function addMonths(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${pad(Math.floor(count / 12), 4)}-${pad((count % 12) + 1, 2)}`;
  const same = `${month}${date.slice(7)}`;
  const last = lastDayOf(month);
  return same < last ? same : last;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
