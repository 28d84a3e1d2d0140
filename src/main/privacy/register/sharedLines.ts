import type { RegisterFacts } from './facts.ts';

export const COMMON_MEASURES = 'Celles de la page commune\u00a0: accès, chiffrement, traçabilité, sauvegarde.';

export const NO_TRANSFER = 'Aucun transfert hors de l’Union européenne.';

export function titularLine({ practice }: RegisterFacts): string {
  return `${practice.practitionerName === '' ? 'Le titulaire du cabinet' : practice.practitionerName}, titulaire.`;
}

/** The certified host becomes a processor by itself once copies may go there (art. 28 RGPD, L1111-8 CSP). */
export function processorLines({ host }: RegisterFacts): string[] {
  return host === null
    ? ['Aucun.']
    : [`${host.hostName}, hébergeur de données de santé certifié\u00a0: garde des copies qu’il ne peut pas lire.`];
}
