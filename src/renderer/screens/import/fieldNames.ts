import type { ColumnTarget, ImportRows } from '../../../shared/contract/imports.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';

/** The number by which the other program ties its two files. */
const NUMBER = { value: 'number', label: 'Numéro de patient' } as const;

const targets: Readonly<Record<ImportRows, readonly ColumnTarget[]>> = {
  patients: [
    'familyName',
    'givenName',
    'birthName',
    'birthDate',
    'sex',
    'street',
    'addressComplement',
    'postcode',
    'city',
    'communeCode',
    'email',
    'phone',
    'mobile',
    'occupation',
    'hobbies',
    'smoker',
    'laterality',
    'doctor',
    'alerts',
    'currentTreatment',
    'medicalHistory',
    'surgicalHistory',
    'familyHistory',
    'traumaHistory',
    'medicalReports',
  ],
  consultations: [
    'startedAt',
    'motive',
    'history',
    'examination',
    'orl',
    'visceral',
    'cardioPulmonary',
    'uroGynaecological',
    'peripheral',
    'generalState',
    'diagnosis',
    'treatment',
    'advice',
    'painBefore',
    'painAfter',
  ],
};

/** The fields that a column of such a file may feed, in the order of the form. */
export function fieldChoices(rows: ImportRows): readonly { readonly value: ColumnTarget; readonly label: string }[] {
  return [NUMBER, ...targets[rows].map((value) => ({ value, label: fieldName(value) }))];
}
