/** Reads a time of day as it is typed in France: 10:30, 10h30, 10 h, 1030, 9. HH:MM, or null where it is none. */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:\s*[:hH.]\s*(\d{2})?|(\d{2}))?$/.exec(typed.trim());
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? match[3] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
