import type { RemainingCopy } from '../contract/retention.ts';
import { formatDate } from '../domain/dateText.ts';

/** Where a copy from before a destruction still lies, and what ends it; `today` is the day at the practice, YYYY-MM-DD. */
export function remainingCopyText(copy: RemainingCopy, today: string): string {
  const { label, since, goneAfter } = copy;
  switch (copy.place) {
    case 'target':
    case 'host':
      if (goneAfter === null) return `${label}, où l’hébergeur peut les garder\u00a0: demandez-lui de les effacer`;
      return goneAfter < today
        ? `${label}, jusqu’à la prochaine copie qui y sera faite`
        : `${label}, jusqu’à la première copie qui y sera faite après le ${formatDate(goneAfter)}`;
    case 'former-host':
      return `${label}, que vous n’employez plus\u00a0: demandez à l’hébergeur de les effacer`;
    case 'removed':
      return `${label}, que vous avez retirée de la liste\u00a0: tant que vous n’effacez pas ce qui s’y trouve`;
    case 'lost':
      return `${label}, déclarée perdue\u00a0: sans fin connue`;
    case 'set-aside':
      return `l’ancien coffre mis de côté le ${formatDate(since ?? today)} par une restauration\u00a0: jusqu’à ce que vous le supprimiez, dans Sauvegardes`;
    case 'reading-copy':
      return 'un PC de consultation, si vous en avez un\u00a0: jusqu’à sa mise à jour après la prochaine copie chez l’hébergeur';
  }
}
