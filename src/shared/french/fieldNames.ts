import type { PatientFields } from '../contract/patients.ts';
import { formatDate } from '../domain/dateText.ts';
import { textLabels } from './consultationTexts.ts';

/** The fields of a patient as the form calls them; lists and papers use the same words. */
export const patientLabels: { readonly [Field in keyof PatientFields]: string } = {
  familyName: 'Nom de famille',
  givenName: 'Prénom',
  birthName: 'Nom de naissance',
  birthDate: 'Date de naissance',
  sex: 'Sexe',
  street: 'Adresse',
  addressComplement: 'Complément d’adresse',
  postcode: 'Code postal',
  city: 'Commune',
  communeCode: 'Code de la commune',
  mobile: 'Téléphone mobile',
  phone: 'Téléphone fixe',
  email: 'Courriel',
  occupation: 'Profession',
  hobbies: 'Sport et loisirs',
  smoker: 'Fumeur',
  laterality: 'Latéralité',
  doctor: 'Médecin traitant',
  alerts: 'Vigilances',
  currentTreatment: 'Traitements en cours',
  medicalHistory: 'Antécédents médicaux',
  surgicalHistory: 'Antécédents chirurgicaux',
  traumaHistory: 'Antécédents traumatiques',
  familyHistory: 'Antécédents familiaux',
  medicalReports: 'Comptes rendus médicaux',
};

const names: Readonly<Record<string, string>> = {
  ...patientLabels,
  ...textLabels,
  startedAt: 'Date et heure',
  painBefore: 'Douleur avant',
  painAfter: 'Douleur après',
};

/** What a field of a patient or of a consultation is called; anything else keeps its own name. */
export function fieldName(field: string): string {
  return names[field] ?? field;
}

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { female: 'femme', male: 'homme' },
  laterality: { right: 'droite', left: 'gauche', both: 'ambidextre' },
  smoker: { true: 'oui', false: 'non' },
};

/** A value as it is read aloud, kept as it is or as a text; an empty one is "vide". `momentOf` writes an instant. */
export function valueText(
  field: string,
  value: string | number | boolean | null,
  momentOf: (instant: number) => string,
): string {
  if (value === null || value === '') return 'vide';
  // A column of somebody's table may have that name, too, and hold anything.
  if (field === 'startedAt' && Number.isFinite(Number(value))) return momentOf(Number(value));
  if (field === 'birthDate') return formatDate(String(value));
  return words[field]?.[String(value)] ?? String(value);
}
