import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { html, type Html } from '../../printing/html.ts';

/** Rows under a head; a sentence where there is none, so that an empty chapter says that it is empty. */
export function headedTable(head: readonly string[], rows: readonly (readonly string[])[], none: string): Html {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`<table class="rows">
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** 24/11/2026, or a dash where it did not happen. */
export function dayOr(at: number | null, timeZone: string): string {
  return at === null ? '–' : legalDayText(at, timeZone);
}
