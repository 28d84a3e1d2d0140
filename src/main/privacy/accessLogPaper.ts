import type { AccessEntry } from '../../shared/contract/accessLog.ts';
import { formatDate, formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../shared/domain/legalDay.ts';
import { accessSentence, patientOf } from '../../shared/french/accessSentence.ts';
import { counted } from '../../shared/french/counted.ts';
import { html } from '../printing/html.ts';
import { letterhead } from '../printing/letterhead.ts';
import type { Paper } from '../printing/paper.ts';
import { accessLogHead } from '../vault/accessLog.ts';
import { readPractice } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { readAccessEntries } from './accessLogEntries.ts';

/** Some forty pages: who needs more takes the file with the chain. */
const MOST_ENTRIES = 2_000;

/** Of whom the paper is; null for everybody. */
export interface AccessLogFilter {
  readonly patientId: string | null;
  readonly by: string | null;
}

/** The access log to be read, the newest day first, with the head of its chain; and how many entries it has. */
export function accessLogPaper(vault: Vault, filter: AccessLogFilter): { paper: Paper; entries: number } {
  const practice = readPractice(vault);
  const { timeZone } = practice;
  const day = legalDay(vault.now(), timeZone);
  const { total, entries } = readAccessEntries(vault, { ...filter, before: null, limit: MOST_ENTRIES });
  const head = accessLogHead(vault.db);
  const days = [...Map.groupBy(entries, ({ at }) => legalDay(at, timeZone))];
  const paper = {
    title: 'Journal d’accès',
    runningHead: 'Journal d’accès',
    foot: `Journal d’accès, état du ${formatDate(day)}`,
    styles: STYLES,
    body: html`
      ${letterhead(practice)}
      <h1>Journal d’accès</h1>
      <p class="quiet">
        État du ${formatLongDate(day)}. ${scopeText(filter, entries)} ${countText(total, entries.length)}
      </p>
      <p class="quiet chain">Dernière entrée de la chaîne : ${head.number}, empreinte SHA-256 ${head.hash}</p>
      ${days.map(
        ([of, ofDay]) =>
          html`<h2>${formatLongDate(of)}</h2>
            <table>
              ${ofDay.map(
                (entry) =>
                  html`<tr>
                    <td class="time">${legalTime(entry.at, timeZone)}</td>
                    <td>${entry.by} ${accessSentence(entry)}${reasonText(entry)}</td>
                    <td class="patient">${filter.patientId === null ? patientOf(entry) : ''}</td>
                  </tr>`,
              )}
            </table>`,
      )}
    `,
  };
  return { paper, entries: entries.length };
}

function scopeText({ patientId, by }: AccessLogFilter, entries: readonly AccessEntry[]): string {
  const name =
    patientId === null ? null : (entries.find(({ patient }) => patient !== null)?.patient?.displayName ?? '');
  const file = name === null ? 'Tout le coffre' : `Dossier de ${name}`;
  return by === null ? `${file}.` : `${file}, accès de ${by} seulement.`;
}

function countText(total: number, shown: number): string {
  const all = counted(total, 'entrée', 'entrées');
  return shown === total ? `${all}.` : `Les ${shown} dernières de ${all}; les autres sont dans le fichier exporté.`;
}

function reasonText({ reason }: AccessEntry): string {
  return reason === null ? '' : `\nRaison\u00a0: ${reason}`;
}

const STYLES = `
h2 { margin-top: 6mm; font-size: 11pt; }
td { padding: 1.2mm 4mm 1.2mm 0; font-size: 9.5pt; }
.time { width: 14mm; color: #4a5753; }
.patient { width: 48mm; padding-right: 0; }
.chain { font-size: 8pt; overflow-wrap: anywhere; }
`;
