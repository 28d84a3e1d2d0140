/** "24 novembre 2026", from a civil date. */
export function longDate(civilDate: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(civilDate));
}

/** "mardi 24 novembre 2026", the legal day of an instant where the practice is. */
export function dayOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone }).format(instant);
}

/** "24/11/2026" */
export function shortDayOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }).format(
    instant,
  );
}

/** "10:41" */
export function timeOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone }).format(instant);
}

/** "12/03/1985", "03/1985" or "1985": as precise as it is known. */
export function typedDate(partialDate: string): string {
  return partialDate.split('-').reverse().join('/');
}
