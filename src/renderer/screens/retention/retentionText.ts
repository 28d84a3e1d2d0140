import type { FileRetention } from '../../../shared/contract/retention.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';

/** Why a file is kept until then, in words; the source of each rule stands in the page. */
export function groundText({ ground, lastVisit, deathDate, holdReason }: FileRetention): string {
  const visit = `dernière visite le ${formatDate(lastVisit)}`;
  switch (ground) {
    case 'last-visit':
      return visit;
    case 'minor':
      return `${visit}, patient alors mineur`;
    case 'unknown-birth':
      return `${visit}, date de naissance inconnue\u00a0: compté comme un nouveau-né, pour ne rien détruire trop tôt`;
    case 'death':
      return `${visit}, décès ${deathDate === null ? '' : `le ${formatDate(deathDate)}`}`;
    case 'held':
      return `${visit}, destruction suspendue\u00a0: ${holdReason ?? ''}`;
  }
}

/** "archivage le 02/05/2020, destruction le 02/05/2035". */
export function datesText({ archiveOn, purgeOn }: FileRetention): string {
  const purge = purgeOn === null ? 'destruction suspendue' : `destruction possible le ${formatDate(purgeOn)}`;
  return `archivage le ${formatDate(archiveOn)}, ${purge}`;
}
