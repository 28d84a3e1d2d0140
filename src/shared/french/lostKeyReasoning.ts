import type { LostKey } from '../contract/lostKeys.ts';
import { formatLongDate } from '../domain/dateText.ts';
import { legalDay } from '../domain/legalDay.ts';
import { judgeLostKey } from '../domain/lostKey.ts';

export interface ReasoningStep {
  readonly title: string;
  readonly text: string;
}

export interface Reasoning {
  readonly conclusion: string;
  /** True where something is to be done within 72 hours. */
  readonly isUrgent: boolean;
  readonly steps: readonly ReasoningStep[];
}

const WITH_IT: Readonly<Record<LostKey['withIt'], string>> = {
  nothing:
    'Rien de ce qui l’ouvre n’était avec elle. Sans la phrase de passe ni la feuille de secours, la copie est illisible.',
  passphrase: 'La phrase de passe était avec elle. Qui trouve la clé peut lire cette copie.',
  'recovery-sheet': 'La feuille de secours était avec elle. Qui trouve la clé peut lire cette copie.',
  unknown:
    'Vous ne savez pas si la phrase ou la feuille était avec elle. Dans le doute, la copie est comptée comme lisible.',
};

/** The reasoning in words, as the screen shows it and the paper prints it. `timeZone` is the practice's. */
export function lostKeyReasoning(lost: LostKey, timeZone: string): Reasoning {
  const verdict = judgeLostKey(lost);
  const deadline = verdict.notifyBefore === null ? null : momentText(verdict.notifyBefore, timeZone);
  return {
    conclusion:
      deadline === null
        ? 'Pas de notification à la CNIL, pas d’information aux patients. La perte est consignée.'
        : `Notifiez la CNIL avant le ${deadline}, et informez vos patients.`,
    isUrgent: deadline !== null,
    steps: [
      { title: 'Les faits', text: factsText(lost, timeZone) },
      { title: 'Confidentialité', text: WITH_IT[lost.withIt] },
      { title: 'Disponibilité', text: availabilityText(verdict.isOnlyVaultLeft) },
      {
        title: 'Article 33(1) du RGPD',
        text:
          deadline === null
            ? 'La violation n’est pas susceptible d’engendrer un risque pour les personnes. Elle n’est pas notifiée à la CNIL.'
            : `Un risque pour les personnes ne peut être écarté. La notification part dans les 72 heures, avant le ${deadline}.`,
      },
      {
        title: 'Article 34(3)(a) du RGPD',
        text: verdict.informsPersons
          ? 'Le chiffrement ne protège plus\u00a0: l’exception ne s’applique pas. Les patients sont informés dans les meilleurs délais (article 34(1)).'
          : 'Les données sont incompréhensibles pour qui n’a pas d’accès. Les patients n’ont pas à être informés.',
      },
      {
        title: 'Article 33(5) du RGPD',
        text: 'La perte entre au registre des violations, avec ces réponses, dans tous les cas.',
      },
    ],
  };
}

function factsText(
  { label, lastSeenOn, lastSeenWhere, reportedAt, lastCopyAt, patients }: LostKey,
  zone: string,
): string {
  const held =
    lastCopyAt === null
      ? 'Elle ne porte aucune copie connue.'
      : `Elle porte des copies chiffrées du coffre, la dernière du ${momentText(lastCopyAt, zone)}\u00a0: ${counted(patients)} au plus.`;
  return [
    `${label}, vue pour la dernière fois le ${formatLongDate(lastSeenOn)} (${lastSeenWhere}).`,
    `Perte constatée le ${momentText(reportedAt, zone)}.`,
    held,
  ].join(' ');
}

function availabilityText(isOnlyVaultLeft: boolean): string {
  const here = 'Le coffre de ce poste est complet\u00a0: rien n’est perdu avec la clé.';
  return isOnlyVaultLeft
    ? `${here} Mais il n’en existe aucune autre copie\u00a0: faites-en une aujourd’hui.`
    : `${here} Une autre copie existe.`;
}

function counted(patients: number): string {
  return `${patients.toLocaleString('fr-FR')} dossier${patients > 1 ? 's' : ''}`;
}

function momentText(at: number, timeZone: string): string {
  const time = new Date(at).toLocaleTimeString('fr-FR', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${formatLongDate(legalDay(at, timeZone))} à ${time}`;
}
