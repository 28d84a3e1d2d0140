import type { Work } from '../state/works.ts';

/** Before that the pace says nothing yet. */
const TOLD_AFTER_MS = 2_000;

/** "encore 40 secondes environ", from the pace so far; null while nothing can be said. */
export function timeLeft(
  { done, total, startedAt }: Pick<Work, 'done' | 'total' | 'startedAt'>,
  now: number,
): string | null {
  const elapsed = now - startedAt;
  if (done === 0 || done >= total || elapsed < TOLD_AFTER_MS) return null;
  const seconds = Math.max(1, Math.ceil(((elapsed / done) * (total - done)) / 1_000));
  if (seconds < 60) return `encore ${seconds} ${seconds > 1 ? 'secondes' : 'seconde'} environ`;
  const minutes = Math.round(seconds / 60);
  return `encore ${minutes} ${minutes > 1 ? 'minutes' : 'minute'} environ`;
}
