import type { Consultation } from '../../shared/contract/consultations.ts';
import type { Patient } from '../../shared/contract/patients.ts';
import type { Practice } from '../../shared/contract/settings.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalDayText, legalTime } from '../../shared/domain/legalDay.ts';
import { fieldTable, type Field } from './fieldTable.ts';
import { readTexts, textLabels } from '../../shared/french/consultationTexts.ts';
import { html, type Html } from './html.ts';
import { letterhead } from './letterhead.ts';
import { paperDocument } from './paper.ts';
import { alertBox, patientLine, runningName } from './patientHead.ts';

export interface ConsultationToPrint {
  readonly practice: Practice;
  readonly patient: Patient;
  readonly consultation: Consultation;
  readonly printedAt: number;
}

/** One consultation on paper, as the practitioner would hand it over. */
export function drawConsultation({ practice, patient, consultation, printedAt }: ConsultationToPrint): string {
  const { timeZone } = practice;
  const day = legalDay(consultation.startedAt, timeZone);
  return paperDocument({
    title: 'Consultation',
    runningHead: runningName(patient),
    foot: `Imprimé le ${legalDayText(printedAt, timeZone)} à ${legalTime(printedAt, timeZone)}`,
    body: html`
      ${letterhead(practice)}
      <h1>Consultation du ${formatLongDate(day)}</h1>
      ${patientLine(patient, day)} ${alertBox(patient)}
      <h2>${consultationHours(consultation, timeZone)}</h2>
      ${consultationBody(consultation)}
    `,
  });
}

/** Everything written in a consultation, in the order in which it is written, and which of it was corrected later. */
export function consultationBody(consultation: Consultation): Html {
  const table = fieldTable([...textFields(consultation), ...importedFields(consultation)]);
  return html`${table ?? html`<p class="quiet">Rien n’est écrit.</p>`} ${corrections(consultation)}`;
}

/** The former texts themselves stay in the vault: what is handed over is what holds. */
function corrections({ amendedFields }: Consultation): Html | null {
  const labels = TEXTS.filter(([field]) => amendedFields.includes(field)).map(([, label]) => label);
  if (labels.length === 0) return null;
  return html`<p class="quiet">Corrigé après la fin de la consultation : ${labels.join(', ')}.</p>`;
}

/** "10:32 à 11:15, par Camille Ferrand" */
export function consultationHours({ startedAt, endedAt, practitionerName }: Consultation, timeZone: string): string {
  const end = endedAt === null ? ', en cours' : ` à ${legalTime(endedAt, timeZone)}`;
  return `${legalTime(startedAt, timeZone)}${end}, par ${practitionerName}`;
}

const TEXTS = (['motive', ...readTexts] as const).map((field) => [field, textLabels[field]] as const);

/** The texts by their labels; the pain comes after the motive. */
function textFields(consultation: Consultation): Field[] {
  const [motive, ...others] = TEXTS.map(([field, label]): Field => [label, consultation[field]]);
  return [...(motive ? [motive] : []), ['Douleur (EVA)', painCourse(consultation)], ...others];
}

function importedFields({ imported }: Consultation): Field[] {
  return imported.map(({ label, value }) => [label, value]);
}

/** "6 sur 10 avant, 2 sur 10 après" */
function painCourse({ painBefore, painAfter }: Consultation): string {
  const before = painBefore === null ? [] : [`${painBefore} sur 10 avant`];
  const after = painAfter === null ? [] : [`${painAfter} sur 10 après`];
  return [...before, ...after].join(', ');
}
