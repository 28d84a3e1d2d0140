import { addDays } from './civilDate.ts';

/** The civil date, YYYY-MM-DD, that an instant falls on in a time zone (IANA name). */
export function legalDay(instant: number, timeZone: string): string {
  return wallClock(instant, timeZone).slice(0, 10);
}

/** The time of day, HH:MM, of an instant in a time zone. */
export function legalTime(instant: number, timeZone: string): string {
  return wallClock(instant, timeZone).slice(11, 16);
}

/** 24/11/2026 at the place of the practice. */
export function legalDayText(instant: number, timeZone: string): string {
  return legalDay(instant, timeZone).split('-').reverse().join('/');
}

/** The instant at which a civil date begins in a time zone, and the one at which the next begins: [start, end). */
export function legalDayBounds(day: string, timeZone: string): readonly [start: number, end: number] {
  return [instantOf(day, '00:00', timeZone), instantOf(addDays(day, 1), '00:00', timeZone)];
}

/**
 * The instant of a civil date and time of day in a time zone. A time that the clock skips in spring is taken an hour
 * later; one that it passes twice in autumn, the first time.
 */
export function instantOf(day: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // The offset a day earlier and a day later are the only two that can hold here.
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((near) => offsetAt(near, timeZone));
  const candidates = offsets.map((offset) => wanted - offset);
  const exact = candidates.filter((candidate) => candidate + offsetAt(candidate, timeZone) === wanted);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** Minutes that the zone is ahead of UTC, in milliseconds, to the minute. */
function offsetAt(instant: number, timeZone: string): number {
  const minute = instant - (((instant % 60_000) + 60_000) % 60_000);
  return Date.parse(`${wallClock(minute, timeZone)}Z`) - minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** YYYY-MM-DDTHH:MM:SS as the clock on the wall shows it. */
function wallClock(instant: number, timeZone: string): string {
  const text = formatFor(timeZone).format(instant);
  return text.replace(' ', 'T');
}

/** Building a format costs some 50 µs: one a zone is kept. Swedish writes dates as ISO 8601 does. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format;
}
