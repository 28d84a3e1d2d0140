import type { RefusalGround } from '../../../shared/contract/requests.ts';
import type { Practice } from '../../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import type { RequestKind } from '../../../shared/domain/requestTerms.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';

export interface RefusalFacts {
  readonly practice: Practice;
  readonly kind: RequestKind;
  readonly ground: RefusalGround;
  /** In the practitioner's own words; may be empty where the ground says it all. */
  readonly reason: string;
  /** Whom the letter goes to. */
  readonly to: string;
  /** Whose file it is about; null where it is the same person. */
  readonly about: string | null;
  /** Postal address of the patient, line by line; empty where another person asks. */
  readonly address: readonly string[];
  /** Civil days. */
  readonly received: string;
  readonly day: string;
  /** After the last visit, active and archived. */
  readonly keptYears: number;
  /** Until when the file is kept; null without a file, or while a litigation holds it. */
  readonly keptUntil: string | null;
}

/** The reasoned refusal with the ways of appeal (art. 12(4) RGPD). */
export function refusalLetter(facts: RefusalFacts): Paper {
  const { practice, kind, day, received, about, reason } = facts;
  const subject = `Votre demande ${WHAT[kind]}${about === null ? '' : `, dossier de ${about}`}`;
  return {
    title: 'Réponse à une demande',
    runningHead: null,
    foot: `Réponse du ${formatDate(day)}`,
    styles: LETTER_STYLES,
    body: html`
      ${letterhead(practice)}
      <div class="to">${[facts.to, ...facts.address].filter((line) => line !== '').join('\n')}</div>
      <p class="right">${practice.city === '' ? 'Le' : `${practice.city}, le`} ${formatLongDate(day)}</p>
      <p class="subject"><strong>Objet : ${subject}</strong></p>
      <p>Madame, Monsieur,</p>
      <p>
        Vous m’avez demandé, le ${formatDate(received)}, ${ASKED[kind]}. Je ne peux pas y répondre favorablement, pour
        la raison suivante.
      </p>
      ${groundText(facts).map((line) => html`<p>${line}</p>`)}
      ${reason.trim() === '' ? null : html`<p class="lines">${reason.trim()}</p>`}
      <p>
        Si cette réponse ne vous convient pas, vous pouvez introduire une réclamation auprès de la Commission nationale
        de l’informatique et des libertés (CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou
        cnil.fr/fr/plaintes), et former un recours devant le tribunal judiciaire (articles 77 et 79 du RGPD).
      </p>
      <p>Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.</p>
      <p class="signature">${practice.practitionerName}</p>
    `,
  };
}

const LETTER_STYLES = `
body { font-size: 11pt; line-height: 1.5; }
body > p { margin-top: 4mm; }
/* For the window of an envelope: 110 mm from the left, 58 mm from the top of the sheet. */
.letterhead { height: 36mm; margin-bottom: 0; }
.to { min-height: 30mm; margin-left: 88mm; white-space: pre-line; }
.right, .signature { text-align: right; }
.subject { margin-top: 8mm !important; }
.signature { margin-top: 10mm !important; }
`;

const WHAT: Readonly<Record<RequestKind, string>> = {
  access: 'd’accès au dossier',
  rectification: 'de rectification',
  erasure: 'd’effacement',
  limitation: 'de limitation',
  portability: 'de portabilité',
  opposition: 'd’opposition',
};

const ASKED: Readonly<Record<RequestKind, string>> = {
  access: 'la communication d’un dossier',
  rectification: 'la rectification de données',
  erasure: 'l’effacement de données',
  limitation: 'la limitation du traitement de données',
  portability: 'une copie de données dans un format lisible par une machine',
  opposition: 'de ne plus traiter des données',
};

/** What the law says to it, one paragraph each. */
function groundText({ ground, keptUntil, keptYears }: RefusalFacts): (Html | string)[] {
  switch (ground) {
    case 'retention':
      return [
        'Le dossier de soins est conservé pour respecter mes obligations (article 17(3)(b) et (c) du Règlement général sur la protection des données, RGPD). Le droit à l’effacement ne s’y applique pas pendant ce temps.',
        keptUntil === null
          ? 'Il l’est tant qu’un litige est en cours.'
          : `La CNIL donne le repère (délibération 2020-081 du 18 juin 2020) : je garde un dossier ${keptYears} ans après la dernière visite, plus longtemps pour un mineur (article R1112-7 du Code de la santé publique, par analogie). Pour ce dossier, ce délai court jusqu’au ${formatDate(keptUntil)}. Il pourra être détruit ensuite.`,
        'D’ici là, le dossier est chiffré, son accès est journalisé, et il ne sert à rien d’autre qu’aux soins et à la preuve.',
      ];
    case 'no-right':
      return [
        'D’après les éléments que vous m’avez transmis, la loi ne vous ouvre pas ce droit sur ce dossier (articles L1111-5, L1111-7 et L1110-4 du Code de la santé publique).',
      ];
    case 'identity':
      return [
        'Je n’ai pas pu établir votre identité, et je ne peux donner suite qu’à la personne concernée (articles 12(2) et 12(6) du RGPD). Vous pouvez renouveler votre demande en la justifiant.',
      ];
    case 'excessive':
      return ['Cette demande est manifestement infondée ou excessive (article 12(5) du RGPD).'];
    case 'other':
      return [];
  }
}
