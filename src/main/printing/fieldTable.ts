import { html, type Html } from './html.ts';

/** A label and what stands beside it. */
export type Field = readonly [label: string, value: string];

/** The fields that hold something, as a table; null where none does: an empty heading would look like a finding. */
export function fieldTable(fields: readonly Field[]): Html | null {
  const rows = fields.filter(([, value]) => value.trim() !== '');
  if (rows.length === 0) return null;
  return html`<table>
    ${rows.map(
      ([label, value]) =>
        html`<tr>
          <th scope="row">${label}</th>
          <td>${value}</td>
        </tr>`,
    )}
  </table>`;
}
