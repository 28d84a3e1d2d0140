import { addDays } from '../../../shared/domain/civilDate.ts';
import { instantOf } from '../../../shared/domain/legalDay.ts';
import type { Dice } from './dice.ts';

/** Minutes between the beginnings of two consultations; 40 of them are spent on it. */
const SLOT_MINUTES = 45;
/** 8:30 to 12:15 and 14:00 to 19:15, counted from midnight. */
const SLOTS = [510, 555, 600, 645, 690, 840, 885, 930, 975, 1020, 1065, 1110];

/** Hands out the working hours of a practice: Monday to Friday and Saturday morning, closed two weeks in August. */
export interface Calendar {
  /** The first free slot from that day on; where the days are full, one that is taken already. */
  take(day: string, dice: Dice): { readonly startedAt: number; readonly endedAt: number };
}

/** `until` is the instant by which every consultation has ended. */
export function openCalendar(timeZone: string, today: string, until: number): Calendar {
  const taken = new Set<number>();
  const mornings = new Map<string, number>();
  const morningOf = (day: string) => {
    const known = mornings.get(day);
    if (known !== undefined) return known;
    // Clocks change on Sundays, which are closed: the minutes of a working day count from its midnight.
    const midnight = instantOf(day, '00:00', timeZone);
    mornings.set(day, midnight);
    return midnight;
  };
  const slotOn = (day: string, minute: number) => morningOf(day) + minute * 60_000;
  return {
    take: (wanted, dice) => {
      let day = wanted;
      for (let tries = 0; tries < 12; tries += 1) {
        if (day >= today) day = addDays(today, -dice.between(1, 20));
        day = nextWorkingDay(day);
        const slots = dayOfWeek(day) === 6 ? SLOTS.slice(0, 5) : SLOTS;
        const startedAt = slotOn(day, dice.pick(slots));
        const endedAt = startedAt + (SLOT_MINUTES - 5) * 60_000;
        if (endedAt <= until && (tries === 11 || !taken.has(startedAt))) {
          taken.add(startedAt);
          return { startedAt, endedAt };
        }
        if (tries % 3 === 2) day = addDays(day, 1);
      }
      const startedAt = slotOn(nextWorkingDay(addDays(today, -14)), dice.pick(SLOTS));
      return { startedAt, endedAt: startedAt + (SLOT_MINUTES - 5) * 60_000 };
    },
  };
}

function nextWorkingDay(day: string): string {
  let next = day;
  while (dayOfWeek(next) === 0 || (next.slice(5) >= '08-08' && next.slice(5) <= '08-22')) next = addDays(next, 1);
  return next;
}

function dayOfWeek(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
