import type { Practice } from '../../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import type { RequestKind } from '../../../shared/domain/requestTerms.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';

/** To whom the answer to a request goes, and what it answers. */
export interface LetterFacts {
  readonly practice: Practice;
  readonly kind: RequestKind;
  /** Whom the letter goes to. */
  readonly to: string;
  /** Whose file it is about; null where it is the same person. */
  readonly about: string | null;
  /** Postal address of the patient, line by line; empty where another person asks. */
  readonly address: readonly string[];
  /** Civil days. */
  readonly received: string;
  readonly day: string;
}

/** The letter that answers a request, around its paragraphs; for the window of an envelope. */
export function requestLetter(facts: LetterFacts, paragraphs: readonly Html[]): Paper {
  const { practice, kind, day, about } = facts;
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
      ${paragraphs}
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

/** What was asked, after "Vous m’avez demandé". */
export const ASKED: Readonly<Record<RequestKind, string>> = {
  access: 'la communication d’un dossier',
  rectification: 'la rectification de données',
  erasure: 'l’effacement de données',
  limitation: 'la limitation du traitement de données',
  portability: 'une copie de données dans un format lisible par une machine',
  opposition: 'de ne plus traiter des données',
};

/** Whom to turn to after an answer (art. 12(4), 77 and 79 RGPD). */
export const APPEALS = html`<p>
  Si cette réponse ne vous convient pas, vous pouvez introduire une réclamation auprès de la Commission nationale de
  l’informatique et des libertés (CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou cnil.fr/fr/plaintes),
  et former un recours devant le tribunal judiciaire (articles 77 et 79 du RGPD).
</p>`;
