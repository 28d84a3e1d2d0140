import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import { paperDocument, type Paper } from '../../printing/paper.ts';
import { placePages } from '../../printing/placePages.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { readPractice } from '../../vault/settings.ts';
import type { Vault } from '../../vault/vault.ts';
import { keepPaper } from '../keepPaper.ts';
import { consentsChapter, informationChapter, oppositionsChapter, requestsChapter } from './personChapters.ts';
import {
  breachesChapter,
  processorsChapter,
  registerChapter,
  retentionChapter,
  securityChapter,
} from './practiceChapters.ts';
import type { BinderChapter } from './section.ts';
import { namesTakenOut } from '../withoutNames.ts';

/** What an inspection asks for, in the order in which it does. */
const CHAPTERS: readonly BinderChapter[] = [
  registerChapter,
  informationChapter,
  consentsChapter,
  oppositionsChapter,
  requestsChapter,
  retentionChapter,
  breachesChapter,
  securityChapter,
  processorsChapter,
];

/**
 * Draws the binder of today and keeps it in the vault; returns its id. It is drawn twice: on which page a chapter begins
 * is known once it is printed.
 */
export async function makeBinder(vault: Vault, printToPdf: (html: string) => Promise<Uint8Array>): Promise<string> {
  const day = practiceToday(vault);
  const pages = await placePages(await printToPdf(paperDocument(binderPaper(vault))));
  return keepPaper(
    vault,
    {
      kind: 'inspection-binder',
      title: `Classeur de contrôle du ${formatDate(day)}`,
      paper: binderPaper(vault, pages),
    },
    printToPdf,
    (documentId) => logAccess(vault, { action: 'binder-made', objectId: documentId }),
  );
}

/**
 * Everything that shows how the practice stands with the RGPD, without any patient's name. `pages` says where each chapter
 * begins, by its number; without it the room for it stays empty.
 */
export function binderPaper(vault: Vault, pages: ReadonlyMap<string, number> = new Map()): Paper {
  const practice = readPractice(vault);
  const day = legalDay(vault.now(), practice.timeZone);
  const facts = { vault, timeZone: practice.timeZone, withoutNames: namesTakenOut(vault) };
  const sections = CHAPTERS.map((chapter) => chapter(facts));
  return {
    title: 'Classeur de contrôle',
    runningHead: 'Classeur de contrôle RGPD',
    foot: `Classeur de contrôle du ${formatDate(day)}`,
    styles: STYLES,
    body: html`
      ${letterhead(practice)}
      <h1>Classeur de contrôle RGPD</h1>
      <p class="quiet">
        État du ${formatLongDate(day)}, tiré du logiciel. Il ne contient le nom d’aucun patient. Article 5(2) du RGPD.
      </p>
      <h2>Sommaire</h2>
      <ol class="contents">
        ${sections.map(
          ({ title, source }, index) =>
            html`<li>
              <a href="#${placeOf(index)}">${title}</a>
              <span class="page">${String(pages.get(placeOf(index)) ?? '')}</span>
              <p class="quiet">${source}</p>
            </li>`,
        )}
      </ol>
      ${sections.map(
        ({ title, source, body }, index) => html`
          <section class="chapter" id="${placeOf(index)}">
            <h2>${index + 1}. ${title}</h2>
            <p class="quiet source">${source}</p>
            ${body}
          </section>
        `,
      )}
    `,
  };
}

/** A name of its own: a PDF keeps it, with its page. */
function placeOf(index: number): string {
  return `chapitre-${index + 1}`;
}

const STYLES = `
.contents { padding-left: 6mm; }
.contents li { padding: 1.6mm 0; break-inside: avoid; }
.contents a { color: inherit; font-weight: 600; text-decoration: none; }
.contents p { font-size: 9pt; }
/* Always the same room: the second drawing breaks its pages where the first one did. */
.contents .page { float: right; min-width: 8mm; text-align: right; }
.chapter { margin-top: 12mm; }
.chapter:first-of-type { margin-top: 0; break-before: page; }
.chapter h2 { margin-top: 0; font-size: 15pt; }
.source { margin: 1.5mm 0 4mm; font-size: 9pt; }
.rows th { width: auto; padding-right: 4mm; }
.rows td { padding-right: 4mm; font-size: 9.5pt; }
.rows thead { display: table-header-group; }
`;
