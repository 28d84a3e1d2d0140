import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';
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
import { namesTakenOut } from './withoutNames.ts';

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

/** Draws the binder of today and keeps it in the vault; returns its id. */
export async function makeBinder(vault: Vault, printToPdf: (html: string) => Promise<Uint8Array>): Promise<string> {
  const day = practiceToday(vault);
  return keepPaper(
    vault,
    { kind: 'inspection-binder', title: `Classeur de contrôle du ${formatDate(day)}`, paper: binderPaper(vault) },
    printToPdf,
    (documentId) => logAccess(vault, { action: 'binder-made', objectId: documentId }),
  );
}

/** Everything that shows how the practice stands with the RGPD, without any patient's name. */
export function binderPaper(vault: Vault): Paper {
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
            html`<li><a href="#${String(index + 1)}">${title}</a><span class="quiet">${source}</span></li>`,
        )}
      </ol>
      ${sections.map(
        ({ title, source, body }, index) => html`
          <section class="chapter" id="${String(index + 1)}">
            <h2>${index + 1}. ${title}</h2>
            <p class="quiet source">${source}</p>
            ${body}
          </section>
        `,
      )}
    `,
  };
}

const STYLES = `
.contents { padding-left: 6mm; }
.contents li { padding: 1.6mm 0; break-inside: avoid; }
.contents a { color: inherit; font-weight: 600; text-decoration: none; }
.contents span { display: block; font-size: 9pt; }
.chapter { margin-top: 12mm; }
.chapter:first-of-type { margin-top: 0; break-before: page; }
.chapter h2 { margin-top: 0; font-size: 15pt; }
.source { margin: 1.5mm 0 4mm; font-size: 9pt; }
.rows th { width: auto; padding-right: 4mm; }
.rows td { padding-right: 4mm; font-size: 9.5pt; }
.rows thead { display: table-header-group; }
`;
