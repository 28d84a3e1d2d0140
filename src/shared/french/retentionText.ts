import type { FileRetention } from '../contract/retention.ts';
import { formatDate } from '../domain/dateText.ts';
import type { RetentionRule } from '../domain/retention.ts';
import { counted } from './counted.ts';

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

/** How the dates of one file were reckoned, in sentences, and where the rule stands. */
export interface RetentionReasoning {
  readonly sentences: readonly string[];
  readonly source: string;
}

const CNIL = 'CNIL, délibération 2020-081';
const ANALOGY = 'article R1112-7 du Code de la santé publique, par analogie';

/** The reasoning behind a file's dates, for the person who keeps it. */
export function retentionReasoning(file: FileRetention, rule: RetentionRule): RetentionReasoning {
  const visit = `Dernière visite le ${formatDate(file.lastVisit)}.`;
  const active = `Le dossier reste actif ${counted(rule.activeYears, 'an')} après elle.`;
  const archived = `Il passe ensuite ${counted(rule.archivedYears, 'an')} dans l’archive.`;
  switch (file.ground) {
    case 'last-visit':
      return { sentences: [visit, active, archived], source: CNIL };
    case 'minor':
      return {
        sentences: [
          visit,
          `Le patient était alors mineur\u00a0: rien n’est détruit avant ses ${rule.minorUntilAge} ans.`,
        ],
        source: `${CNIL}\u00a0; ${ANALOGY}`,
      };
    case 'unknown-birth':
      return {
        sentences: [
          visit,
          `Sans date de naissance, il est compté comme un nouveau-né ce jour-là, et gardé ${rule.minorUntilAge} ans.`,
        ],
        source: `${CNIL}\u00a0; ${ANALOGY}`,
      };
    case 'death':
      return {
        sentences: [
          visit,
          `Le décès est survenu dans les dix ans\u00a0: le dossier est gardé ${counted(rule.afterDeathYears, 'an')} après lui.`,
        ],
        source: ANALOGY,
      };
    case 'held':
      return {
        sentences: [visit, 'Un litige est en cours\u00a0: rien n’est détruit avant sa fin.'],
        source: 'article 17(3)(e) du RGPD',
      };
  }
}
