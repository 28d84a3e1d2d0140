const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "à l’instant", "il y a 3 h", "il y a 2 jours". */
export function agoText(instant: number, now: number): string {
  const age = now - instant;
  if (age < MINUTE) return 'à l’instant';
  if (age < HOUR) return `il y a ${Math.floor(age / MINUTE)}\u00a0min`;
  if (age < DAY) return `il y a ${Math.floor(age / HOUR)}\u00a0h`;
  const days = Math.floor(age / DAY);
  return `il y a ${days}\u00a0jour${days > 1 ? 's' : ''}`;
}
