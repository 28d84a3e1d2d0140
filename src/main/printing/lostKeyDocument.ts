import type { LostKey } from '../../shared/contract/lostKeys.ts';
import type { Practice } from '../../shared/contract/settings.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { lostKeyReasoning } from '../../shared/french/lostKeyReasoning.ts';
import { html } from './html.ts';
import { paperDocument } from './paper.ts';

/** The loss of a key with its reasoning, for the file of the practice: what the CNIL would ask to see. */
export function lostKeyDocument(practice: Practice, lost: LostKey, printedAt: number): string {
  const { conclusion, steps } = lostKeyReasoning(lost, practice.timeZone);
  const rows = steps.map(
    ({ title, text }) =>
      html`<tr>
        <th scope="row">${title}</th>
        <td>${text}</td>
      </tr>`,
  );
  return paperDocument({
    title: 'Perte d’une sauvegarde',
    runningHead: null,
    foot: `${practice.practiceName}, le ${formatLongDate(legalDay(printedAt, practice.timeZone))}`,
    body: html`
      <h1>Perte d’une sauvegarde chiffrée</h1>
      <p class="quiet">${practice.practiceName}. Déclarée par ${lost.reportedBy}.</p>
      <p class="flags"><strong>Conclusion</strong>${conclusion}</p>
      <h2>Raisonnement</h2>
      <table>
        ${rows}
      </table>
      <h3>Portée</h3>
      <p>
        Ce raisonnement suit les articles 33 et 34 du règlement (UE) 2016/679 à partir des trois réponses données. Il
        appartient au responsable du traitement de le confirmer, au besoin avec un conseil.
      </p>
    `,
  });
}
