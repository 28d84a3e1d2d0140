import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { capitalised } from '../../../shared/french/firstLetter.ts';

/**
 * Times on the lock screen are this computer's: the practice's own zone lies inside the vault.
 */

/** 12:40 */
export function clockTime(instant: number): string {
  const moment = new Date(instant);
  return [moment.getHours(), moment.getMinutes()].map(twoDigits).join(':');
}

/** 12:40 today, "hier, 18:30" the day after, else "le lundi 23 novembre". */
export function sinceText(instant: number, now: number): string {
  const days = daysBetween(instant, now);
  if (days === 0) return clockTime(instant);
  if (days === 1) return `hier, ${clockTime(instant)}`;
  return `le ${longDate(instant).replace(/ \d{4}$/, '')}`;
}

/** Lundi 23 novembre 2026, 12:40 */
export function momentOnClock(instant: number): string {
  return `${capitalised(longDate(instant))}, ${clockTime(instant)}`;
}

function longDate(instant: number): string {
  const moment = new Date(instant);
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return formatLongDate(parts.map(twoDigits).join('-'));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function daysBetween(earlier: number, later: number): number {
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

function midnight(instant: number): number {
  return new Date(instant).setHours(0, 0, 0, 0);
}
