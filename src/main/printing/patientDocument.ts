import type { Consultation } from '../../shared/contract/consultations.ts';
import type { Patient } from '../../shared/contract/patients.ts';
import type { Practice } from '../../shared/contract/settings.ts';
import { formatDate, formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalDayText, legalTime } from '../../shared/domain/legalDay.ts';
import { patientLabels } from '../../shared/french/fieldNames.ts';
import { capitalised } from '../../shared/french/firstLetter.ts';
import { consultationBody, consultationHours } from './consultationDocument.ts';
import { fieldTable, type Field } from './fieldTable.ts';
import { html, type Html } from './html.ts';
import { letterhead } from './letterhead.ts';
import { paperDocument } from './paper.ts';
import { alertBox, patientLine, runningName } from './patientHead.ts';

export interface PatientToPrint {
  readonly practice: Practice;
  readonly patient: Patient;
  readonly consultations: readonly Consultation[];
  readonly printedAt: number;
}

/** The whole file on paper: identity, vigilance, antecedents, then the consultations from the first to the last. */
export function drawPatient({ practice, patient, consultations, printedAt }: PatientToPrint): string {
  const { timeZone } = practice;
  return paperDocument({
    title: 'Dossier de patient',
    runningHead: runningName(patient),
    foot: `Imprimé le ${legalDayText(printedAt, timeZone)} à ${legalTime(printedAt, timeZone)}`,
    body: html`
      ${letterhead(practice)}
      <h1>Dossier de patient</h1>
      ${patientLine(patient, legalDay(printedAt, timeZone))} ${alertBox(patient)}
      ${section('Identité', identityFields(patient))} ${section('Antécédents', antecedentFields(patient))}
      ${section('Repris de l’ancien logiciel', importedFields(patient))}
      <h2>${consultationCount(consultations.length)}</h2>
      ${chronological(consultations).map(
        (consultation) => html`
          <h3>
            ${capitalised(formatLongDate(legalDay(consultation.startedAt, timeZone)))},
            ${consultationHours(consultation, timeZone)}
          </h3>
          ${consultationBody(consultation)}
        `,
      )}
    `,
  });
}

function section(title: string, fields: readonly Field[]): Html | null {
  const table = fieldTable(fields);
  return table === null
    ? null
    : html`<h2>${title}</h2>
        ${table}`;
}

function identityFields(patient: Patient): Field[] {
  return [
    [patientLabels.familyName, patient.familyName],
    [patientLabels.givenName, patient.givenName],
    [patientLabels.birthName, patient.birthName],
    [patientLabels.birthDate, patient.birthDate === null ? '' : formatDate(patient.birthDate)],
    [patientLabels.sex, patient.sex === null ? '' : { female: 'Féminin', male: 'Masculin' }[patient.sex]],
    [patientLabels.street, address(patient)],
    [patientLabels.phone, patient.phone],
    [patientLabels.mobile, patient.mobile],
    [patientLabels.email, patient.email],
    [patientLabels.occupation, patient.occupation],
    [patientLabels.hobbies, patient.hobbies],
    [patientLabels.smoker, patient.smoker === null ? '' : patient.smoker ? 'Oui' : 'Non'],
    [
      patientLabels.laterality,
      patient.laterality === null
        ? ''
        : { right: 'Main droite', left: 'Main gauche', both: 'Les deux mains' }[patient.laterality],
    ],
    [patientLabels.doctor, patient.doctor],
  ];
}

function antecedentFields(patient: Patient): Field[] {
  return [
    [patientLabels.currentTreatment, patient.currentTreatment],
    ['Médicaux', patient.medicalHistory],
    ['Chirurgicaux', patient.surgicalHistory],
    ['Traumatiques', patient.traumaHistory],
    ['Familiaux', patient.familyHistory],
    [patientLabels.medicalReports, patient.medicalReports],
  ];
}

function importedFields({ imported }: Patient): Field[] {
  return imported.map(({ label, value }) => [label, value]);
}

function address({ street, addressComplement, postcode, city }: Patient): string {
  return [street, addressComplement, `${postcode} ${city}`.trim()].filter((line) => line !== '').join('\n');
}

/** A paper file is read from its beginning, unlike the screen, where the last consultation comes first. */
function chronological(consultations: readonly Consultation[]): Consultation[] {
  return consultations.toSorted((one, other) => one.startedAt - other.startedAt);
}

function consultationCount(count: number): string {
  if (count === 0) return 'Aucune consultation';
  return count === 1 ? '1 consultation' : `${count} consultations`;
}
