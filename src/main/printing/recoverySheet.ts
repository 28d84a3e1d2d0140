import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { html } from './html.ts';
import { paperDocument } from './paper.ts';
import { qrDrawing } from './qrDrawing.ts';

type PrintedSheet = Pick<RecoverySheet, 'groups' | 'shortVaultId' | 'date' | 'qr'>;

/** The recovery sheet. It names nobody and no place: who finds it cannot know which vault it opens. */
export function recoverySheetDocument(sheet: PrintedSheet): string {
  return paperDocument({
    title: 'Feuille de secours',
    runningHead: null,
    foot: `Coffre ${sheet.shortVaultId}`,
    body: html`
      <h1>Feuille de secours</h1>
      <p class="quiet">Coffre ${sheet.shortVaultId}, le ${formatLongDate(sheet.date)}</p>
      <ol class="code">
        ${sheet.groups.map((group) => html`<li>${group}</li>`)}
      </ol>
      <div class="scan">
        ${qrDrawing(sheet.qr)}
        <div>
          <p>Ce code ouvre le coffre si la phrase de passe est oubliée.</p>
          <p>Qui tient cette feuille et l’ordinateur, ou une sauvegarde, peut tout lire.</p>
          <p>Rangez-la sous clé, loin de l’ordinateur. N’en gardez ni photo ni copie en ligne.</p>
        </div>
      </div>
      <h3>Pour ouvrir le coffre avec cette feuille</h3>
      <p>
        À l’ouverture d’OstéoCoffre, choisissez « Utiliser la feuille de secours », puis tapez les groupes dans l’ordre.
        Les majuscules, les espaces et les tirets sont sans importance.
      </p>
    `,
  });
}
