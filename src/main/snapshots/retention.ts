/** What retention must know of a snapshot. */
export interface DatedSnapshot {
  readonly id: string;
  /** Milliseconds UTC. */
  readonly time: number;
  readonly sequence: number;
}

export interface RetentionRule {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  /** Nothing older is kept, whatever the counts say: what was purged from the vault must leave its copies too. */
  readonly months: number;
  /** Calendar days are counted there. */
  readonly timeZone: string;
}

export const DEFAULT_RETENTION: RetentionRule = {
  daily: 7,
  weekly: 4,
  monthly: 12,
  months: 13,
  timeZone: 'Europe/Paris',
};

export type KeptAs = 'newest' | 'daily' | 'weekly' | 'monthly';

/**
 * Which snapshots stay, and as what: the last one of each of the 7 last days, 4 last weeks (from Monday) and 12 last
 * months that have any, none older than 13 months; the newest stays always. Days without a snapshot take no place.
 * What is not kept now is not kept at any later time either: a day's, week's or month's last one stays its last.
 */
export function keptBy(rule: RetentionRule, snapshots: readonly DatedSnapshot[], now: number): Map<string, KeptAs> {
  const newestFirst = snapshots.toSorted((left, right) => right.sequence - left.sequence || right.time - left.time);
  const kept = new Map<string, KeptAs>();
  const [newest] = newestFirst;
  if (newest === undefined) return kept;
  kept.set(newest.id, 'newest');
  const calendar = calendarOf(rule.timeZone);
  const oldest = monthsBefore(now, rule.months);
  const young = newestFirst.filter(({ time }) => time >= oldest);
  const periods = [
    { as: 'daily', count: rule.daily, name: calendar.day },
    { as: 'weekly', count: rule.weekly, name: calendar.week },
    { as: 'monthly', count: rule.monthly, name: calendar.month },
  ] as const;
  for (const { as, count, name } of periods) {
    const seen = new Set<string>();
    for (const { id, time } of young) {
      const period = name(time);
      if (seen.has(period)) continue;
      if (seen.size === count) break;
      seen.add(period);
      if (!kept.has(id)) kept.set(id, as);
    }
  }
  return kept;
}

/** True where a snapshot ends by its age alone. */
export function isTooOld(rule: RetentionRule, time: number, now: number): boolean {
  return time < monthsBefore(now, rule.months);
}

export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

function calendarOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = (time: number) => format.format(time);
  return {
    day,
    month: (time: number) => day(time).slice(0, 7),
    /** Named by its Monday. */
    week: (time: number) => {
      const date = new Date(`${day(time)}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return date.toISOString().slice(0, 10);
    },
  };
}
