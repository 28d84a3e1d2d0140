/**
 * Times on the lock screen are this computer's: the practice's own zone lies inside the vault.
 */

/** 12:40 */
export function clockTime(instant: number): string {
  return new Date(instant).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' });
}

/** 12:40 today, "hier, 18:30" the day after, else "le lundi 23 novembre". */
export function sinceText(instant: number, now: number): string {
  const days = daysBetween(instant, now);
  if (days === 0) return clockTime(instant);
  if (days === 1) return `hier, ${clockTime(instant)}`;
  const day = new Date(instant).toLocaleDateString('fr-FR', { weekday: 'long', day: 'numeric', month: 'long' });
  return `le ${day}`;
}

function daysBetween(earlier: number, later: number): number {
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

function midnight(instant: number): number {
  return new Date(instant).setHours(0, 0, 0, 0);
}
