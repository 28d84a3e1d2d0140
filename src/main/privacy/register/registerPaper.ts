import type { RegisterSheet } from '../../../shared/contract/register.ts';
import type { Practice } from '../../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../../shared/domain/dateText.ts';
import { emptyText, REGISTER_FIELDS } from '../../../shared/french/registerFields.ts';
import { html, type Html } from '../../printing/html.ts';
import { letterhead } from '../../printing/letterhead.ts';
import type { Paper } from '../../printing/paper.ts';

export interface RegisterPaper {
  readonly practice: Practice;
  readonly sheets: readonly RegisterSheet[];
  /** Null for the state of a day that is not kept as a version. */
  readonly version: number | null;
  /** Civil date. */
  readonly day: string;
}

/** The register on paper: common page with the list of activities, then one activity a page. */
export function registerPaper({ practice, sheets, version, day }: RegisterPaper): Paper {
  const status = version === null ? 'état non enregistré' : `version ${version}`;
  const activities = sheets.filter(({ name }) => name !== 'common');
  return {
    title: 'Registre des activités de traitement',
    runningHead: `Registre des activités de traitement, ${status}`,
    foot: `${practice.practiceName === '' ? practice.practitionerName : practice.practiceName}, ${status} du ${formatDate(day)}`,
    styles: STYLES,
    body: html`
      ${letterhead(practice)}
      <h1>Registre des activités de traitement</h1>
      <p class="quiet">
        ${version === null ? 'État' : `Version ${version}`} du ${formatLongDate(day)}. Article 30 du règlement (UE)
        2016/679.
      </p>
      <h2>Activités</h2>
      <table class="activities">
        ${activities.map(
          ({ title, createdOn, updatedOn }, index) => html`
            <tr>
              <td class="number">${index + 1}</td>
              <td>${title}</td>
              <td class="quiet">${datesText(createdOn, updatedOn)}</td>
            </tr>
          `,
        )}
      </table>
      ${sheets
        .filter(({ name }) => name === 'common')
        .map(
          (sheet) =>
            html`<h2>${sheet.title}</h2>
              ${sheetTable(sheet)}`,
        )}
      ${activities.map(
        (sheet, index) => html`
          <section class="activity">
            <h2>${index + 1}. ${sheet.title}</h2>
            <p class="quiet dates">${datesText(sheet.createdOn, sheet.updatedOn)}</p>
            ${sheetTable(sheet)}
          </section>
        `,
      )}
    `,
  };
}

const STYLES = `
@page { margin: 18mm 20mm; }
.activities td { padding: 1.4mm 0; white-space: normal; }
.activities .number { width: 8mm; }
.activities td:last-child { text-align: right; }
.activity { break-before: page; }
.activity h2 { margin-top: 0; font-size: 15pt; }
.dates { margin-top: 2mm; }
.dates + table { margin-top: 3mm; }
th small { display: block; margin-top: 0.6mm; font-size: 7.5pt; font-weight: 400; }
/* The lines break where the texts do, not where the markup does. */
td { white-space: normal; }
th, td { padding: 1.6mm 0; font-size: 9.5pt; line-height: 1.4; }
th { padding-right: 4mm; }
/* One activity a page, also that of the files with every kind of data. */
.activity th, .activity td { padding-top: 1.15mm; padding-bottom: 1.15mm; font-size: 9pt; line-height: 1.34; }
td p + p { margin-top: 0.6mm; }
td p { white-space: pre-line; }
td .proof { font-size: 8.5pt; color: #4a5753; }
`;

/** The lines that say something, each with its source; an empty one says so, since the law asks for it. */
function sheetTable({ entries }: RegisterSheet): Html {
  return html`<table>
    ${entries.map(
      ({ field, computed, own, proofs }) => html`
        <tr>
          <th scope="row">${REGISTER_FIELDS[field].label}<small>${REGISTER_FIELDS[field].source}</small></th>
          <td>
            ${[...computed, ...(own.trim() === '' ? [] : [own.trim()])].map((line) => html`<p>${line}</p>`)}${
              computed.length === 0 && own.trim() === '' ? html`<p class="quiet">${emptyText(field)}</p>` : null
            }${proofs.length === 0 ? null : html`<p class="proof">${proofs.join(' · ')}</p>`}
          </td>
        </tr>
      `,
    )}
  </table>`;
}

function datesText(createdOn: string | null, updatedOn: string | null): string {
  if (createdOn === null) return 'pas encore enregistrée';
  const updated = updatedOn === null ? 'modifiée depuis' : `mise à jour le ${formatDate(updatedOn)}`;
  return `créée le ${formatDate(createdOn)}, ${updated}`;
}
