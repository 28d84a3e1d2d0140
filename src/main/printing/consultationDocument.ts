import type { Consultation } from '../../shared/contract/consultations.ts';
import type { Patient } from '../../shared/contract/patients.ts';
import type { Practice } from '../../shared/contract/settings.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalDayText, legalTime } from '../../shared/domain/legalDay.ts';
import { fieldTable, type Field } from './fieldTable.ts';
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

/** Everything written in a consultation, in the order in which it is written. */
export function consultationBody(consultation: Consultation): Html {
  const table = fieldTable([...textFields(consultation), ...importedFields(consultation)]);
  return table ?? html`<p class="quiet">Rien n’est écrit.</p>`;
}

/** "10:32 à 11:15, par Camille Ferrand" */
export function consultationHours({ startedAt, endedAt, practitionerName }: Consultation, timeZone: string): string {
  const end = endedAt === null ? ', en cours' : ` à ${legalTime(endedAt, timeZone)}`;
  return `${legalTime(startedAt, timeZone)}${end}, par ${practitionerName}`;
}

function textFields(consultation: Consultation): Field[] {
  return [
    ['Motif', consultation.motive],
    ['Douleur (EVA)', painCourse(consultation)],
    ['Ce que dit le patient', consultation.history],
    ['Examen', consultation.examination],
    ['Sphère ORL', consultation.orl],
    ['Sphère viscérale', consultation.visceral],
    ['Sphère cardio-pulmonaire', consultation.cardioPulmonary],
    ['Sphère uro-gynécologique', consultation.uroGynaecological],
    ['Sphère périphérique', consultation.peripheral],
    ['État général', consultation.generalState],
    ['Diagnostic ostéopathique', consultation.diagnosis],
    ['Traitement', consultation.treatment],
    ['Conseils', consultation.advice],
  ];
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
