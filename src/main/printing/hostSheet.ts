import type { HostAddress, HostKeys } from '../../shared/contract/hosting.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { html, type Html } from './html.ts';
import { paperDocument } from './paper.ts';

export interface HostSheet {
  readonly hostName: string;
  readonly address: Pick<HostAddress, 'endpoint' | 'bucket' | 'prefix' | 'region' | 'style'>;
  /** With the right to read alone. */
  readonly keys: HostKeys;
  readonly shortVaultId: string;
  /** Civil date. */
  readonly date: string;
}

const GROUP = 4;

/**
 * The second sheet: how the copies at the host are reached from a PC that has nothing. It opens nothing by itself: the
 * passphrase or the recovery sheet, which is kept elsewhere, is needed, too.
 */
export function hostSheetDocument({ hostName, address, keys, shortVaultId, date }: HostSheet): string {
  const rows: [string, Html | string][] = [
    ['Hébergeur', hostName],
    ['Adresse', address.endpoint],
    ['Région', address.region],
    ['Espace', address.bucket],
    ['Dossier', address.prefix === '' ? 'aucun' : address.prefix],
    ['Nom de l’espace', address.style === 'path' ? 'après l’adresse' : 'devant l’adresse'],
    ['Identifiant de clé', grouped(keys.accessKeyId)],
    ['Clé secrète', grouped(keys.secretAccessKey)],
  ];
  return paperDocument({
    title: 'Feuille de l’hébergeur',
    runningHead: null,
    foot: `Coffre ${shortVaultId}`,
    styles: '.key { font-family: "Atkinson Hyperlegible Mono", monospace; word-spacing: 1mm; }',
    body: html`
      <h1>Feuille de l’hébergeur</h1>
      <p class="quiet">Coffre ${shortVaultId}, le ${formatLongDate(date)}</p>
      <p>Elle mène aux copies chiffrées depuis un ordinateur neuf. Ses clés lisent, et ne peuvent rien effacer.</p>
      <table>
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </table>
      <h3>Pour tout remettre depuis l’hébergeur</h3>
      <p>
        Sur le nouvel ordinateur, choisissez « Restaurer une sauvegarde », puis « Depuis l’hébergeur », et tapez ces
        lignes. Les espaces dans les clés sont sans importance. La phrase de passe, ou la feuille de secours, est
        demandée ensuite.
      </p>
      <p>
        Rangez cette feuille hors du cabinet, et loin de la feuille de secours : qui tient les deux peut tout lire. Si
        elle se perd, supprimez cette clé chez l’hébergeur et faites-en une autre.
      </p>
    `,
  });
}

/** In groups of four, as they are typed. */
function grouped(key: string): Html {
  const groups = key.match(new RegExp(`.{1,${GROUP}}`, 'gu')) ?? [];
  return html`<span class="key">${groups.join(' ')}</span>`;
}
