import { counted } from '../../../shared/french/counted.ts';
import { present, says, type DraftSheet } from './draft.ts';
import type { RegisterFacts } from './facts.ts';
import { COMMON_MEASURES, NO_TRANSFER, processorLines, titularLine } from './sharedLines.ts';

/** Objections and requests: once there is one. */
export function rightsSheet(facts: RegisterFacts): DraftSheet | null {
  if (facts.oppositions + facts.requests === 0) return null;
  return {
    name: 'rights',
    title: 'Droits des personnes',
    findings: {
      purposes: says('Noter les oppositions et les demandes des patients, y répondre à temps, et pouvoir le prouver.'),
      legalBasis: says('Obligation légale (RGPD, art. 6(1)(c), 12 et 21 ; L1110-4 CSP).'),
      persons: says('Patients qui exercent un droit, et leurs représentants.'),
      data: {
        says: ['Identité, objet et date de la demande, manière dont elle a été faite, suite donnée.'],
        proofs: present([
          facts.oppositions === 0 ? null : counted(facts.oppositions, 'patient opposé', 'patients opposés'),
          facts.requests === 0 ? null : counted(facts.requests, 'demande'),
        ]),
      },
      sensitiveData: says('Aucune de plus que dans le dossier.'),
      source: says('Le patient ou son représentant.'),
      retention: says(
        'Aussi longtemps que le dossier. Ensuite il reste qu’une demande a été traitée, sans dire de qui.',
      ),
      internalRecipients: says(titularLine(facts)),
      externalRecipients: says('Aucun.'),
      processors: says(...processorLines(facts)),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES),
      software: says('OstéoCoffre.'),
    },
  };
}

/** What goes beyond care: once somebody consents to it (art. 6(1)(a), 7 and 9(2)(a)). */
export function consentsSheet(facts: RegisterFacts): DraftSheet | null {
  const { consents } = facts;
  if (consents.length === 0) return null;
  return {
    name: 'consents',
    title: 'Usages avec accord',
    findings: {
      purposes: says(...consents.map(({ purpose }) => `${purpose}.`)),
      legalBasis: says('Consentement (RGPD, art. 6(1)(a), 7 et 9(2)(a)), retiré aussi simplement que donné.'),
      persons: says('Patients qui ont donné leur accord, et leurs représentants.'),
      data: {
        says: ['Texte de l’accord et sa version, date, manière, signature ou document, retrait.'],
        proofs: consents.map(({ purpose, patients }) => `${purpose}\u00a0: ${counted(patients, 'accord')}`),
      },
      source: says('Le patient ou son représentant.'),
      retention: says('Jusqu’au retrait pour l’usage\u00a0; la preuve de l’accord, aussi longtemps que le dossier.'),
      internalRecipients: says(titularLine(facts)),
      processors: says(...processorLines(facts)),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES, 'Une liste ne reprend que les personnes dont l’accord est en vigueur.'),
      software: says('OstéoCoffre.'),
    },
  };
}

/** The internal register of breaches (art. 33(5)): once there is one. */
export function breachesSheet(facts: RegisterFacts): DraftSheet | null {
  if (facts.breaches === 0) return null;
  return {
    name: 'breaches',
    title: 'Violations de données',
    findings: {
      purposes: says('Tenir le registre interne des violations, avertir la CNIL et les personnes quand il le faut.'),
      legalBasis: says('Obligation légale (RGPD, art. 6(1)(c), 33 et 34).'),
      persons: says('Patients touchés par une violation.'),
      data: {
        says: ['Nature et date de la violation, effets, mesures prises, personnes averties.'],
        proofs: [counted(facts.breaches, 'violation inscrite', 'violations inscrites')],
      },
      sensitiveData: says('Aucune de plus que dans le dossier.'),
      source: says('Le cabinet.'),
      retention: says('Toute la vie du coffre\u00a0; le nom d’une personne part avec son dossier.'),
      internalRecipients: says(titularLine(facts)),
      externalRecipients: says('La CNIL, et les personnes averties pour ce qui les concerne.'),
      processors: says(...processorLines(facts)),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES),
      software: says('OstéoCoffre.'),
    },
  };
}
