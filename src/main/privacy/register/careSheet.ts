import { counted } from '../../../shared/french/counted.ts';
import { present, says, type DraftSheet, type Finding } from './draft.ts';
import type { RegisterFacts } from './facts.ts';
import { COMMON_MEASURES, NO_TRANSFER, processorLines, titularLine } from './sharedLines.ts';
import type { DataKind, Usage } from './usage.ts';

/** Care of patients: what the files really hold, who really has access (CNIL, délibération 2020-081). */
export function careSheet(facts: RegisterFacts): DraftSheet {
  const { usage } = facts;
  return {
    name: 'care',
    title: 'Suivi des patients',
    findings: {
      purposes: says(
        'Suivre les patients\u00a0: anamnèse, examen, traitement, conseils, suite donnée.',
        'Retrouver et joindre un patient.',
      ),
      legalBasis: says(
        'Contrat de soins avec le patient (RGPD, art. 6(1)(b)).',
        'Données de santé\u00a0: prise en charge par un professionnel tenu au secret (RGPD, art. 9(2)(h) et 9(3)).',
      ),
      persons: says(
        'Patients, y compris mineurs et leurs représentants.',
        usage.relatives === undefined ? null : 'Proches cités dans les antécédents familiaux.',
        usage.doctor === undefined ? null : 'Médecins traitants.',
      ),
      data: withNir(facts, listed(usage, PLAIN_KINDS)),
      sensitiveData: listed(usage, HEALTH_KINDS),
      source: says(
        'Le patient ou son représentant.',
        facts.imports === 0 ? null : 'Fichiers de l’ancien logiciel du cabinet.',
      ),
      retention: retention(facts),
      internalRecipients: internalRecipients(facts),
      externalRecipients: externalRecipients(facts),
      processors: says(...processorLines(facts)),
      transfers: says(NO_TRANSFER),
      security: says(COMMON_MEASURES),
      software: says('OstéoCoffre, sur l’ordinateur du cabinet, sans connexion nécessaire.'),
    },
  };
}

/** A kind of data in words, and where it is written. */
type Words = readonly [kind: DataKind, words: string, place: 'dossier' | 'consultation' | 'document'];

const PLAIN_KINDS: readonly Words[] = [
  ['identity', 'identité (nom, prénom, nom de naissance, date de naissance, sexe)', 'dossier'],
  ['contact', 'coordonnées (adresse, téléphones, courriel)', 'dossier'],
  ['personalLife', 'profession et loisirs', 'dossier'],
  ['doctor', 'médecin traitant', 'dossier'],
  ['death', 'date de décès', 'dossier'],
];

const HEALTH_KINDS: readonly Words[] = [
  ['alerts', 'vigilances', 'dossier'],
  ['currentTreatment', 'traitement en cours', 'dossier'],
  ['antecedents', 'antécédents médicaux, chirurgicaux et traumatiques', 'dossier'],
  ['relatives', 'antécédents familiaux', 'dossier'],
  ['reports', 'comptes rendus médicaux', 'dossier'],
  ['habits', 'tabac et latéralité', 'dossier'],
  ['imported', 'champs repris de l’ancien logiciel', 'dossier'],
  ['reason', 'motif et histoire', 'consultation'],
  ['examination', 'examen et tests par sphère', 'consultation'],
  ['diagnosis', 'diagnostic ostéopathique', 'consultation'],
  ['care', 'traitement et conseils', 'consultation'],
  ['pain', 'douleur (EVA)', 'consultation'],
  ['document', 'documents numérisés', 'document'],
];

const PLACES = {
  dossier: { says: 'Dans le dossier', counts: 'Dossiers' },
  consultation: { says: 'Dans la consultation', counts: 'Consultations' },
  document: { says: 'En pièces jointes', counts: 'Documents' },
} as const;

/** Only the kinds that something is filled in for, with in how many files as proof. */
function listed(usage: Usage, kinds: readonly Words[]): Finding {
  const used = kinds.filter(([kind]) => usage[kind] !== undefined);
  if (used.length === 0) return says('Aucune pour l’instant\u00a0: aucun dossier n’en contient.');
  const places = (['dossier', 'consultation', 'document'] as const)
    .map((place) => ({ place, here: used.filter((words) => words[2] === place) }))
    .filter(({ here }) => here.length > 0);
  return {
    says: places.map(({ place, here }) => `${PLACES[place].says}\u00a0: ${here.map(([, words]) => words).join(', ')}.`),
    proofs: places.map(
      ({ place, here }) =>
        `${PLACES[place].counts}\u00a0: ${here.map(([kind, words]) => `${shortened(words)} ${figure(usage[kind])}`).join(', ')}`,
    ),
  };
}

function figure(count = 0): string {
  return count.toLocaleString('fr-FR');
}

/** The social-security number, where the practice decided to use it (décret 2019-341). */
function withNir({ nirs }: RegisterFacts, finding: Finding): Finding {
  if (nirs === null) return finding;
  return {
    says: [...finding.says, 'Numéro de sécurité sociale, à part du dossier (décret 2019-341).'],
    proofs: [...(finding.proofs ?? []), `numéro de sécurité sociale\u00a0: ${counted(nirs, 'dossier')}`],
  };
}

function shortened(words: string): string {
  return words.split(' (')[0] ?? words;
}

function retention({ retention: rule }: RegisterFacts): Finding {
  return says(
    `${counted(rule.activeYears, 'an')} après la dernière visite, puis ${counted(rule.archivedYears, 'an')} dans une archive à l’accès restreint (CNIL, délibération 2020-081).`,
    `Patient mineur à la dernière visite\u00a0: jamais avant ses ${rule.minorUntilAge} ans (R1112-7 CSP, par analogie).`,
    `Décès dans les dix ans de la dernière visite\u00a0: ${counted(rule.afterDeathYears, 'an')} après le décès. Un litige suspend la destruction.`,
    'La destruction est proposée à son terme, confirmée, et un certificat en est gardé.',
  );
}

const ROLES = { replacement: 'remplacement', associate: 'collaboration' } as const;

function internalRecipients(facts: RegisterFacts): Finding {
  return says(
    titularLine(facts),
    ...facts.accounts.map(
      ({ name, role, mayWrite, mayExport }) =>
        present([`${name} (${ROLES[role]})`, mayWrite ? 'lit et écrit' : 'lit', mayExport ? 'imprime' : null]).join(
          ', ',
        ) + '.',
    ),
  );
}

function externalRecipients({ outputs }: RegisterFacts): Finding {
  return {
    says: [
      'Le patient, ou la personne qu’il autorise.',
      'Les professionnels qui participent à ses soins, lui informé et non opposé (L1110-4 et R1110-2 CSP).',
    ],
    proofs:
      outputs === null || outputs === 0
        ? []
        : [`${counted(outputs, 'impression ou export noté', 'impressions ou exports notés')} dans le journal`],
  };
}
