import type { BreachContent, FormSection } from '../../../shared/contract/breaches.ts';
import type { Practice } from '../../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { DATA_KINDS } from '../../../shared/french/breachWords.ts';
import { capitalised } from '../../../shared/french/firstLetter.ts';
import { fieldTable } from '../../printing/fieldTable.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';
import type { Addressee } from '../addressee.ts';

export interface FormPaperFacts {
  readonly practice: Practice;
  readonly form: readonly FormSection[];
  /** Place in the internal register. */
  readonly number: number;
  readonly day: string;
  /** Null while it is not sent. */
  readonly receipt: string | null;
}

/** The CNIL's form as it is or was sent, section by section. */
export function breachFormPaper({ practice, form, number, day, receipt }: FormPaperFacts): Paper {
  const isSent = receipt !== null;
  return {
    title: 'Notification de violation de données',
    runningHead: `Violation ${number} du registre interne`,
    foot: `Notification à la CNIL, ${isSent ? 'envoyée' : 'préparée'} le ${formatDate(day)}`,
    body: html`
      ${letterhead(practice)}
      <h1>Notification d’une violation de données</h1>
      <p class="quiet">
        ${isSent ? `Envoyée à la CNIL le ${formatLongDate(day)}, récépissé ${receipt}` : `Préparée le ${formatLongDate(day)}, pas encore envoyée`}
      </p>
      ${form.map(
        ({ title, fields }) => html`
          <h2>${title}</h2>
          ${fieldTable(fields.map(({ label, value }) => [label, value]))}
        `,
      )}
      <p class="quiet" style="margin-top: 6mm">Articles 33 et 34 du règlement (UE) 2016/679.</p>
    `,
  };
}

export interface LetterFacts {
  readonly practice: Practice;
  readonly content: BreachContent;
  readonly day: string;
  /** Null for the model without a name. */
  readonly addressee: Addressee | null;
}

/** The letter of article 34(2): in plain words what happened, what may follow, what was done, and whom to ask. */
export function breachLetter(facts: LetterFacts): Paper {
  return { ...LETTER, styles: LETTER_STYLES, body: letterBody(facts) };
}

/** The same letter to each of them, one after the other, each on a sheet of its own: for the envelopes. */
export function breachLetters(facts: Omit<LetterFacts, 'addressee'>, addressees: readonly Addressee[]): Paper {
  return {
    ...LETTER,
    styles: LETTER_STYLES + ALL_LETTERS_STYLES,
    body: html`${addressees.map(
      (addressee) => html`<section class="letter">${letterBody({ ...facts, addressee })}</section>`,
    )}`,
  };
}

const LETTER = {
  title: 'Information sur une violation de données',
  runningHead: null,
  foot: 'Information due au titre de l’article 34 du RGPD',
} as const;

function letterBody({ practice, content, day, addressee }: LetterFacts): Html {
  const kinds = content.dataKinds.map((kind) => DATA_KINDS[kind].toLowerCase()).join(', ');
  return html`
    ${letterhead(practice)}
    <p class="addressee lines">
      ${addressee === null ? 'Nom et adresse' : [addressee.displayName, ...addressee.lines].join('\n')}
    </p>
    <p class="date">${practice.city === '' ? '' : `${practice.city}, `}le ${formatLongDate(day)}</p>
    <p><strong>Objet : vos données personnelles ont été touchées par un incident</strong></p>
    <p>Madame, Monsieur,</p>
    <p>
      Je vous dois une information claire sur un incident qui concerne des données vous concernant, tenues dans mon
      cabinet. J’en ai eu connaissance le ${formatLongDate(legalDay(content.awareAt, practice.timeZone))}.
    </p>
    ${part('Ce qui s’est passé', [content.facts === '' ? content.title : content.facts])}
    ${part('Les données concernées', [kinds === '' ? '' : `${capitalised(kinds)}.`])}
    ${part('Ce qui peut en résulter', [content.consequences])} ${part('Ce que j’ai fait', [content.measuresTaken])}
    ${part('Ce que vous pouvez faire', [content.advice])} ${part('À qui vous adresser', [contactText(practice)])}
    <p class="signature">${practice.practitionerName}</p>
  `;
}

function part(title: string, texts: readonly string[]): Html | null {
  const said = texts.filter((text) => text.trim() !== '');
  if (said.length === 0) return null;
  return html`<h3>${title}</h3>
    ${said.map((text) => html`<p class="lines">${text}</p>`)}`;
}

function contactText({ practitionerName, phone, email }: Practice): string {
  const reach = [phone, email].filter((text) => text !== '').join(' ou ');
  const me = reach === '' ? practitionerName : `${practitionerName}, ${reach}`;
  return `${me}. Vous pouvez aussi vous adresser à la CNIL, 3 place de Fontenoy, 75007 Paris, www.cnil.fr.`;
}

const LETTER_STYLES = `
:root { font-size: 11pt; }
.addressee { min-height: 25mm; margin: 0 0 8mm 88mm; }
.date { margin: 0 0 8mm 88mm; }
p + p { margin-top: 4mm; }
.letterhead p + p { margin-top: 0; }
h3 { margin-top: 5mm; }
.signature { margin: 12mm 0 0 88mm; }
`;

/** No page number: it would count through everybody's. */
const ALL_LETTERS_STYLES = `
.letter + .letter { break-before: page; }
@page { @bottom-right { content: none; } }
`;
