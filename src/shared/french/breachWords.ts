import type { BreachContent, BreachDataKind, BreachPersonKind } from '../contract/breaches.ts';
import type { BreachRisk } from '../domain/breach.ts';

export const DATA_KINDS: Readonly<Record<BreachDataKind, string>> = {
  identity: 'État civil',
  contact: 'Coordonnées',
  'social-security-number': 'Numéro de sécurité sociale',
  health: 'Données de santé',
  appointments: 'Rendez-vous',
  fees: 'Honoraires et paiements',
  documents: 'Documents numérisés',
  accounts: 'Comptes et mots de passe',
};

export const PERSON_KINDS: Readonly<Record<BreachPersonKind, string>> = {
  patients: 'Patients',
  minors: 'Mineurs',
  relatives: 'Proches de patients',
  correspondents: 'Correspondants',
};

export const RISKS: Readonly<Record<BreachRisk, string>> = {
  none: 'Risque improbable',
  risk: 'Risque',
  high: 'Risque élevé',
};

/** "perte de confidentialité, de disponibilité". */
export function natureText({ confidentiality, integrity, availability }: BreachContent): string {
  const parts = [
    confidentiality && 'confidentialité',
    integrity && 'intégrité',
    availability && 'disponibilité',
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `Perte de ${parts.join(', de ')}`;
}

/** Each answer as a sentence, those that bear on this breach alone. */
export function answerSentences(content: BreachContent): string[] {
  const disclosed = content.confidentiality;
  const lost = content.integrity || content.availability;
  return [
    disclosed && (content.isUnreadable === null ? UNKNOWN_READABLE : READABLE[`${content.isUnreadable}`]),
    disclosed && content.isUnreadable !== true && (content.reader === null ? UNKNOWN_READER : READERS[content.reader]),
    lost && (content.recovery === null ? UNKNOWN_RECOVERY : RECOVERIES[content.recovery]),
    content.data === null ? UNKNOWN_DATA : DATA[content.data],
    content.isGrave === null ? UNKNOWN_GRAVE : GRAVE[`${content.isGrave}`],
  ].filter((sentence) => sentence !== false);
}

const READABLE = {
  true: 'Les données sont chiffrées et rien de ce qui les ouvre n’est parti avec elles.',
  false: 'Les données sont lisibles par qui les a.',
} as const;
const UNKNOWN_READABLE = 'On ne sait pas si les données sont lisibles\u00a0: elles comptent comme lisibles.';
const READERS = {
  nobody: 'Personne n’a pu les voir.',
  bound: 'Une personne tenue au secret les a vues, et confirme les avoir effacées.',
  anybody: 'N’importe qui a pu les voir.',
} as const;
const UNKNOWN_READER = 'On ne sait pas qui a pu les voir\u00a0: n’importe qui, dans le doute.';
const RECOVERIES = {
  'in-time': 'Les données sont revenues telles quelles, à temps pour les soins.',
  late: 'Les données sont revenues trop tard pour une partie des soins.',
  never: 'Les données ne reviendront pas.',
} as const;
const UNKNOWN_RECOVERY = 'On ne sait pas si les données reviendront\u00a0: elles comptent comme perdues.';
const DATA = {
  health: 'Ce sont des données de santé (article 9 du RGPD).',
  identity: 'Ce sont des identités et des coordonnées, sans donnée de santé.',
} as const;
const UNKNOWN_DATA = 'La nature des données n’est pas établie\u00a0: elles comptent comme données de santé.';
const GRAVE = {
  true: 'Une conséquence grave est à craindre pour certaines personnes.',
  false: 'Aucune conséquence grave n’est à craindre.',
} as const;
const UNKNOWN_GRAVE = 'La gravité n’est pas établie\u00a0: elle est comptée comme grave.';
