import { addDays } from '../../shared/domain/civilDate.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../shared/domain/legalDay.ts';
import { capitalised } from '../../shared/french/firstLetter.ts';

/** "Aujourd’hui", "Hier", "Lundi 23 novembre", and the year where it is another one; with the time beside it. */
export function momentText(instant: number, timeZone: string, today: string): { day: string; time: string } {
  const day = legalDay(instant, timeZone);
  return { day: dayText(day, today), time: legalTime(instant, timeZone) };
}

function dayText(day: string, today: string): string {
  if (day === today) return 'Aujourd’hui';
  if (day === addDays(today, -1)) return 'Hier';
  const text = capitalised(formatLongDate(day));
  return day.slice(0, 4) === today.slice(0, 4) ? text.replace(/ \d{4}$/, '') : text;
}
