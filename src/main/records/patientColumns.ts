import type { PatientFields } from '../../shared/contract/patients.ts';
import { foldText, foldedWords, nameKey } from '../../shared/domain/name.ts';
import { phoneDigits } from '../../shared/domain/phone.ts';

/** Fields of the narrow table `patient`, with their columns. */
export const IDENTITY_COLUMNS = {
  familyName: 'family_name',
  givenName: 'given_name',
  birthName: 'birth_name',
  birthDate: 'birth_date',
  sex: 'sex',
  phone: 'phone',
  mobile: 'mobile',
  email: 'email',
  postcode: 'postcode',
  city: 'city',
} as const satisfies Partial<Record<keyof PatientFields, string>>;

/** Fields of the table `patient_detail`, with their columns. */
export const DETAIL_COLUMNS = {
  street: 'street',
  addressComplement: 'address_complement',
  communeCode: 'commune_code',
  occupation: 'occupation',
  smoker: 'smoker',
  laterality: 'laterality',
  doctor: 'doctor',
  hobbies: 'hobbies',
  alerts: 'alerts',
  currentTreatment: 'current_treatment',
  medicalHistory: 'medical_history',
  surgicalHistory: 'surgical_history',
  familyHistory: 'family_history',
  traumaHistory: 'trauma_history',
  medicalReports: 'medical_reports',
} as const satisfies Record<Exclude<keyof PatientFields, keyof typeof IDENTITY_COLUMNS>, string>;

/** Texts of a patient whose former versions are kept. */
export const CLINICAL_TEXTS = [
  'hobbies',
  'alerts',
  'currentTreatment',
  'medicalHistory',
  'surgicalHistory',
  'familyHistory',
  'traumaHistory',
  'medicalReports',
] as const satisfies readonly (keyof PatientFields)[];

/** What says who a patient is: a correction keeps what was written before (art. 5(1)(d) and 16 RGPD). */
export const KEPT_IDENTITY = [
  'familyName',
  'givenName',
  'birthName',
  'birthDate',
  'sex',
] as const satisfies readonly (keyof PatientFields)[];

/** Columns that are worked out from the fields, in step with them at every write. */
export function derivedColumns(fields: PatientFields): Record<DerivedColumn, string | number> {
  return {
    alert_count: alertLines(fields.alerts).length,
    name_key: nameKey(fields.familyName, fields.givenName),
    search_names: searchableNames(fields),
    search_phones: ` ${[fields.mobile, fields.phone].map(phoneDigits).join(' ')}`.trimEnd(),
    search_city: ` ${foldText(`${fields.city} ${fields.postcode}`)}`.trimEnd(),
  };
}

type DerivedColumn = 'alert_count' | 'name_key' | 'search_names' | 'search_phones' | 'search_city';

/** The vigilance flags, one a line. */
export function alertLines(alerts: string): string[] {
  return alerts
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Every word after a space; a compound name also in one piece, so that "legoff" finds Le Goff. */
function searchableNames({ familyName, givenName, birthName }: PatientFields): string {
  const names = [familyName, givenName, birthName].map(foldedWords);
  const joined = names.filter((words) => words.length > 1).map((words) => words.join(''));
  return [...names.flat(), ...joined].map((word) => ` ${word}`).join('');
}
