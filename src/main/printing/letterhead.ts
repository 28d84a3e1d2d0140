import type { Practice } from '../../shared/contract/settings.ts';
import { html, type Html } from './html.ts';

/** Who wrote the document: the practice's name and address on the left, how to reach it on the right. */
export function letterhead(practice: Practice): Html {
  const place = [practice.street, practice.addressComplement, `${practice.postcode} ${practice.city}`];
  const reach = [
    practice.phone,
    practice.email,
    practice.website,
    labelled('SIRET', practice.siret),
    labelled('RPPS', practice.rpps),
    labelled('ADELI', practice.adeli),
  ];
  return html`<header class="letterhead">
    <p>
      <strong>${practice.practitionerName}</strong
      ><br />Ostéopathe<br />${quietLines([practice.practiceName, ...place])}
    </p>
    <p>${quietLines(reach)}</p>
  </header>`;
}

function labelled(label: string, value: string): string {
  return value === '' ? '' : `${label} ${value}`;
}

function quietLines(texts: readonly string[]): Html {
  return html`<span class="quiet lines">${texts.filter((text) => text.trim() !== '').join('\n')}</span>`;
}
