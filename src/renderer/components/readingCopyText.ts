import type { ReadingCopyStanding } from '../../shared/contract/readingCopy.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../shared/domain/legalDay.ts';

/** "Copie en lecture seule, du 24 novembre à 18:30": how old what one reads is, in every screen. */
export function copyTitle({ takenAt }: Pick<ReadingCopyStanding, 'takenAt'>, timeZone: string, now: number): string {
  return `Copie en lecture seule, du ${dayText(takenAt, timeZone, now)} à ${legalTime(takenAt, timeZone)}`;
}

/** "jusqu’au 24 décembre" */
export function copyEnd({ expiresAt }: Pick<ReadingCopyStanding, 'expiresAt'>, timeZone: string, now: number): string {
  return `jusqu’au ${dayText(expiresAt, timeZone, now)}`;
}

/** 24 novembre; the year goes without saying while it is this one. */
function dayText(instant: number, timeZone: string, now: number): string {
  const [, day, month, year] = formatLongDate(legalDay(instant, timeZone)).split(' ');
  const isThisYear = year === legalDay(now, timeZone).slice(0, 4);
  return [day, month, ...(isThisYear ? [] : [year])].join(' ');
}
