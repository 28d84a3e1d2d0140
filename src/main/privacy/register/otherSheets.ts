import { says, type DraftSheet } from './draft.ts';
import type { RegisterFacts } from './facts.ts';
import { COMMON_MEASURES, NO_TRANSFER, processorLines, titularLine } from './sharedLines.ts';

/** The access log: always kept. */
export function logsSheet(facts: RegisterFacts): DraftSheet {
  return {
    name: 'logs',
    title: 'Journal d’accès',
    findings: {
      purposes: says('Savoir qui a lu, écrit, imprimé ou copié un dossier. Voir un accès qui n’aurait pas dû être.'),
      legalBasis: says('Obligation de sécurité (RGPD, art. 6(1)(c) et 32).'),
      persons: says('Personnes qui ouvrent le coffre.', 'Patients dont le dossier est ouvert.'),
      data: says('Nom de la personne, acte, date et heure, dossier concerné par un numéro tiré au sort.'),
      sensitiveData: says('Aucune\u00a0: le journal ne contient rien de ce qui est écrit dans les dossiers.'),
      source: says('Le logiciel, au moment de l’acte.'),
      retention: says(
        `${facts.logMonths} mois (CNIL\u00a0: de 6 à 12 mois, jusqu’à 36 pour un contrôle interne).`,
        'À la destruction d’un dossier, le lien entre ses entrées et la personne est effacé.',
      ),
      internalRecipients: says(titularLine(facts)),
      externalRecipients: says('Aucun, sauf demande d’une autorité.'),
      processors: says(...processorLines(facts)),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES, 'Personne ne peut modifier une entrée sans que la suite le montre.'),
      software: says('OstéoCoffre.'),
    },
  };
}

/** Copies: once a destination is there. */
export function backupSheet(facts: RegisterFacts): DraftSheet | null {
  const { targets } = facts;
  if (targets.length === 0) return null;
  const isHosted = targets.some(({ kind }) => kind === 's3') || facts.host !== null;
  return {
    name: 'backup',
    title: isHosted ? 'Sauvegarde et copie chez l’hébergeur' : 'Sauvegarde',
    findings: {
      purposes: says('Retrouver les dossiers après une panne, un vol ou une erreur.'),
      legalBasis: says('Obligation de sécurité (RGPD, art. 6(1)(c) et 32(1)(c)).'),
      persons: says('Les mêmes que dans le suivi des patients.'),
      data: says('Tout le coffre, chiffré avant de quitter l’ordinateur.'),
      sensitiveData: says('Les données de santé des dossiers, illisibles sans la phrase de passe.'),
      source: says('Le coffre.'),
      retention: says(
        'Sur une clé ou un disque, une copie s’efface par rotation, au plus tard treize mois après avoir été faite.',
        isHosted ? 'Chez l’hébergeur, ce poste n’efface rien\u00a0: la durée est celle du contrat.' : null,
      ),
      internalRecipients: says(titularLine(facts)),
      externalRecipients: says('Aucun.'),
      processors: says(...processorLines(facts)),
      transfers: says(
        isHosted
          ? `${NO_TRANSFER} L’hébergeur certifié conserve les données dans l’Espace économique européen.`
          : NO_TRANSFER,
      ),
      security: says(
        COMMON_MEASURES,
        'Une clé perdue ne livre rien\u00a0: elle ne contient que des données chiffrées.',
      ),
      software: says(
        'OstéoCoffre.',
        ...targets.map(({ label }) => `${label}.`).sort((one, other) => one.localeCompare(other, 'fr')),
      ),
    },
  };
}

/** Suppliers: what the vault itself holds of them, which is the host's contract. */
export function suppliersSheet(facts: RegisterFacts): DraftSheet | null {
  const { host } = facts;
  if (host === null) return null;
  return {
    name: 'suppliers',
    title: 'Fournisseurs',
    findings: {
      purposes: says('Garder le contrat et le certificat de l’hébergeur, suivre leur échéance.'),
      legalBasis: says('Obligation légale (RGPD, art. 6(1)(c) et 28 ; L1111-8 CSP).'),
      persons: says(`Interlocuteurs de ${host.hostName}.`),
      data: says('Nom de l’hébergeur, numéro de certificat, dates, contrat.'),
      sensitiveData: says('Aucune.'),
      source: says('L’hébergeur.'),
      retention: says('La durée du contrat.'),
      internalRecipients: says(titularLine(facts)),
      externalRecipients: says('Aucun, sauf demande d’une autorité.'),
      processors: says('Aucun.'),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES),
      software: says('OstéoCoffre.'),
    },
  };
}
