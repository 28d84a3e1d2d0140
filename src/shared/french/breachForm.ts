import type { BreachContent, FormSection } from '../contract/breaches.ts';
import type { Practice } from '../contract/settings.ts';
import { needsDelayReason, type BreachExemption, type BreachRisk } from '../domain/breach.ts';
import { formatDate, formatLongDate } from '../domain/dateText.ts';
import { legalDay, legalTime } from '../domain/legalDay.ts';
import { answerSentences, DATA_KINDS, natureText, PERSON_KINDS, RISKS } from './breachWords.ts';

export interface BreachFormFacts {
  readonly practice: Practice;
  readonly number: number;
  readonly content: BreachContent;
  readonly risk: BreachRisk;
  readonly informsPersons: boolean;
  readonly informed: number;
  /** Receipts of the notices that were sent before. */
  readonly formerReceipts: readonly string[];
  readonly now: number;
}

/** The fields of the CNIL's online form, in its order, filled from what is known (article 33(3)). */
export function breachForm(facts: BreachFormFacts): FormSection[] {
  return [
    kindSection(facts),
    practiceSection(facts),
    factsSection(facts),
    dataSection(facts),
    effectSection(facts),
    measuresSection(facts),
    personsSection(facts),
  ];
}

function kindSection({ formerReceipts, number }: BreachFormFacts): FormSection {
  const isFirst = formerReceipts.length === 0;
  return section('Type de notification', [
    ['Notification', isFirst ? 'Initiale, à compléter si besoin' : 'Complémentaire'],
    ['Numéros de récépissé précédents', formerReceipts.join(', ')],
    ['Numéro au registre interne', String(number)],
  ]);
}

function practiceSection({ practice }: BreachFormFacts): FormSection {
  const address = [practice.street, practice.addressComplement, `${practice.postcode} ${practice.city}`.trim()];
  return section('Responsable du traitement', [
    ['Organisme', practice.practiceName === '' ? practice.practitionerName : practice.practiceName],
    ['SIRET', practice.siret],
    ['Secteur d’activité', 'Santé humaine, ostéopathie'],
    ['Adresse', address.filter((line) => line !== '').join(', ')],
    ['Personne à contacter', `${practice.practitionerName}, responsable du traitement`],
    ['Courriel', practice.email],
    ['Téléphone', practice.phone],
    ['Délégué à la protection des données', 'Aucun, la désignation n’est pas obligatoire pour un praticien seul'],
  ]);
}

function factsSection({ content, practice, formerReceipts, now }: BreachFormFacts): FormSection {
  const { timeZone } = practice;
  const isLate = formerReceipts.length === 0 && needsDelayReason(content.awareAt, now);
  return section('La violation', [
    ['Début', content.startedOn === null ? 'Inconnu' : formatDate(content.startedOn)],
    ['Fin', content.endedOn === null ? 'Inconnue ou en cours' : formatDate(content.endedOn)],
    [
      'Prise de connaissance',
      `${formatLongDate(legalDay(content.awareAt, timeZone))} à ${legalTime(content.awareAt, timeZone)}`,
    ],
    ['Comment elle a été découverte', content.learntHow],
    ['Motifs du retard (article 33(1))', isLate || content.delayReason !== '' ? content.delayReason : ''],
    ['Nature', natureText(content)],
    ['Description', [content.title, content.facts].filter((text) => text !== '').join('. ')],
  ]);
}

function dataSection({ content }: BreachFormFacts): FormSection {
  return section('Données et personnes', [
    ['Catégories de données', content.dataKinds.map((kind) => DATA_KINDS[kind]).join(', ')],
    ['Données sensibles', content.dataKinds.includes('health') ? 'Oui, données de santé (article 9 du RGPD)' : 'Non'],
    [
      'Nombre approximatif d’enregistrements',
      content.records === null ? 'Non établi' : content.records.toLocaleString('fr-FR'),
    ],
    ['Catégories de personnes', content.personKinds.map((kind) => PERSON_KINDS[kind]).join(', ')],
    [
      'Nombre approximatif de personnes',
      content.persons === null ? 'Non établi' : content.persons.toLocaleString('fr-FR'),
    ],
  ]);
}

function effectSection({ content, risk }: BreachFormFacts): FormSection {
  return section('Conséquences', [
    ['Conséquences probables', content.consequences],
    ['Niveau de risque', RISKS[risk]],
    [
      'Raisonnement',
      [...answerSentences(content), content.ownRisk === null ? '' : content.ownRiskReason]
        .filter((text) => text !== '')
        .join(' '),
    ],
  ]);
}

function measuresSection({ content }: BreachFormFacts): FormSection {
  return section('Mesures', [
    ['En place avant la violation', content.measuresBefore],
    ['Prises ou prévues depuis', content.measuresTaken],
  ]);
}

function personsSection({ content, informsPersons, informed, risk }: BreachFormFacts): FormSection {
  const told = informsPersons
    ? informed === 0
      ? 'Oui, à faire dans les meilleurs délais (article 34(1))'
      : `Oui, ${informed.toLocaleString('fr-FR')} à ce jour`
    : `Non. ${risk === 'high' ? EXEMPTIONS[content.exemption] : 'Le risque n’est pas élevé (article 34(1)).'}`;
  return section('Information des personnes', [
    ['Personnes informées', told],
    ['Motif', informsPersons ? '' : content.exemptionReason],
    ['Traitement transfrontalier', 'Non'],
  ]);
}

const EXEMPTIONS: Readonly<Record<BreachExemption, string>> = {
  none: '',
  measures: 'Des mesures prises depuis écartent le risque élevé (article 34(3)(b)).',
  effort: 'L’effort serait disproportionné\u00a0: une communication publique la remplace (article 34(3)(c)).',
};

function section(title: string, fields: readonly (readonly [string, string])[]): FormSection {
  return {
    title,
    fields: fields.filter(([, value]) => value.trim() !== '').map(([label, value]) => ({ label, value })),
  };
}
