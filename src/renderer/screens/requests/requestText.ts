import {
  rectifiableField,
  type FreezeGround,
  type PersonRequest,
  type RectifiableField,
  type RefusalGround,
  type RequestEventKind,
  type RequesterRightView,
  type SendingManner,
} from '../../../shared/contract/requests.ts';
import { patientLabels, valueText } from '../../../shared/french/fieldNames.ts';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

function choices<Value extends string>(labels: Readonly<Record<Value, string>>): readonly Choice<Value>[] {
  // Exactly the keys that the labels were written for.
  return (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }));
}

export const KINDS = choices({
  access: 'Avoir une copie de son dossier (accès)',
  rectification: 'Faire corriger une erreur (rectification)',
  erasure: 'Faire effacer son dossier (effacement)',
  limitation: 'Faire geler son dossier (limitation)',
  portability: 'Emporter ses données ailleurs (portabilité)',
  opposition: 'S’opposer à un usage de ses données (opposition)',
} satisfies Record<PersonRequest['kind'], string>);

/** The rule that a request is answered by, with its source. */
export const kindRule: Readonly<Record<PersonRequest['kind'], string>> = {
  access:
    'Copie au plus tôt 48 heures après la demande, au plus tard 8 jours après ; 2 mois pour ce qui a plus de cinq ans. Articles L1111-7 et R1111-1 du Code de la santé publique, 15 du RGPD.',
  rectification:
    'Ce qui est inexact est corrigé, avec sa trace. Un mois pour répondre, deux de plus si c’est complexe. Articles 16 et 12(3) du RGPD.',
  erasure:
    'La durée de conservation d’un dossier de soins prime l’effacement : le refus est alors motivé par écrit. Articles 17(3)(b) et (c), et 12(4) du RGPD.',
  limitation:
    'Le dossier est gelé : conservé, lisible, mais ni changé ni détruit. La personne est avertie avant la fin du gel. Article 18 du RGPD.',
  portability:
    'Les données sont remises dans un format lisible par une machine. Un mois pour répondre. Articles 20 et 12(3) du RGPD.',
  opposition: 'Un motif tenant à sa situation suffit. Un mois pour répondre. Articles 21 et 12(3) du RGPD.',
};

export const QUALITIES = choices({
  person: 'Le patient',
  parent: 'Un parent d’un patient mineur',
  guardian: 'Le tuteur du patient',
  mandated: 'Une personne mandatée par le patient',
  heir: 'Un ayant droit d’un patient décédé',
  spouse: 'Le conjoint d’un patient décédé',
  partner: 'Le partenaire de PACS d’un patient décédé',
} satisfies Record<PersonRequest['quality'], string>);

export function qualityText(quality: PersonRequest['quality']): string {
  return QUALITIES.find(({ value }) => value === quality)?.label ?? '';
}

/** True of those who ask about somebody who died. */
export function isAfterDeath(quality: PersonRequest['quality']): boolean {
  return quality === 'heir' || quality === 'spouse' || quality === 'partner';
}

export const PURPOSES = choices({
  'cause-of-death': 'Connaître les causes de la mort',
  memory: 'Défendre la mémoire du défunt',
  rights: 'Faire valoir ses droits',
} satisfies Record<NonNullable<PersonRequest['purpose']>, string>);

export const proofText: Readonly<Record<RequesterRightView['proofs'][number], string>> = {
  identity: 'une pièce d’identité, montrée (inutile si vous connaissez la personne)',
  parenthood: 'le livret de famille, ou l’acte de naissance de l’enfant',
  guardianship: 'le jugement de tutelle',
  heirship: 'un acte de notoriété, ou le livret de famille',
  marriage: 'le livret de famille',
  partnership: 'l’attestation de PACS',
  mandate: 'le mandat écrit, pour cette demande',
  death: 'l’acte de décès',
};

export const findingText: Readonly<Record<RequesterRightView['against'][number], string>> = {
  'no-longer-minor': 'Le patient est majeur : lui seul peut demander, ou la personne qu’il mandate.',
  'minority-unknown': 'La date de naissance ne dit pas si le patient est mineur. Vérifiez-la.',
  'minor-objects': 'Le mineur s’y oppose (article L1111-5 du Code de la santé publique) : rien n’est remis au parent.',
  'death-unknown': 'Le décès n’est pas noté dans le dossier. Vérifiez l’acte de décès.',
  'person-is-deceased': 'Un décès est noté dans ce dossier : seul un proche peut demander (article L1110-4, V).',
  'only-access-after-death': 'Après un décès, la loi n’ouvre que l’accès (article L1110-4, V).',
  'purpose-missing': 'La loi n’admet que trois motifs (article L1110-4, V) : choisissez celui de cette personne.',
  'deceased-objected': 'Le patient s’y était opposé de son vivant (article L1110-4, V) : rien n’est remis.',
};

export const FREEZE_GROUNDS = choices({
  contested: 'La personne conteste l’exactitude, le temps de vérifier',
  unlawful: 'Le traitement est illicite, elle préfère le gel à l’effacement',
  'needed-by-person': 'Elle en a besoin pour défendre un droit en justice',
  objected: 'Elle s’est opposée, le temps d’examiner sa demande',
} satisfies Record<FreezeGround, string>);

export const REFUSALS = choices({
  retention: 'La durée de conservation n’est pas passée',
  'no-right': 'Cette personne n’a pas ce droit sur ce dossier',
  identity: 'Son identité n’a pas pu être établie',
  excessive: 'La demande est manifestement infondée ou excessive',
  other: 'Une autre raison, à écrire',
} satisfies Record<RefusalGround, string>);

export const MANNERS = choices({
  'by-hand': 'Remis en main propre',
  'registered-post': 'Recommandé avec avis de réception',
  post: 'Courrier simple',
  'secure-message': 'Messagerie sécurisée',
  email: 'Courriel, fichiers chiffrés',
} satisfies Record<SendingManner, string>);

export function mannerText(manner: SendingManner): string {
  return MANNERS.find(({ value }) => value === manner)?.label ?? '';
}

export const eventText: Readonly<Record<RequestEventKind, string>> = {
  recorded: 'Demande notée',
  'identity-checked': 'Identité vérifiée',
  extended: 'Délai prolongé',
  'copy-made': 'Copie chiffrée enregistrée',
  rectified: 'Correction',
  frozen: 'Dossier gelé',
  'freeze-ended': 'Fin du gel',
  granted: 'Réponse notée',
  refused: 'Refus motivé',
  withdrawn: 'Demande abandonnée',
  sent: 'Réponse envoyée',
  'proof-kept': 'Preuve d’envoi gardée',
};

/** What a correction may be about, by the names of the form. */
export const FIELDS = rectifiableField.options.map((value) => ({ value, label: patientLabels[value] }));

/** What a step of the history adds to its name. */
export function eventDetail(what: RequestEventKind, detail: string): string {
  if (what === 'frozen') return FREEZE_GROUNDS.find(({ value }) => value === detail)?.label ?? detail;
  if (what === 'refused') return REFUSALS.find(({ value }) => value === detail)?.label ?? detail;
  return what === 'rectified' ? correctionText(detail) : detail;
}

function correctionText(detail: string): string {
  if (detail === '') return '';
  // Written by the core alone, as JSON of these three.
  const { field, former, now } = JSON.parse(detail) as Record<'field', RectifiableField> &
    Record<'former' | 'now', string | null>;
  return `${patientLabels[field]} : «\u202f${rectifiedText(field, former)}\u202f» devient «\u202f${rectifiedText(field, now)}\u202f»`;
}

function rectifiedText(field: RectifiableField, value: string | null): string {
  return valueText(field, value, String);
}
