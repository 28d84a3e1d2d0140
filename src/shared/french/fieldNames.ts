import { formatDate } from '../domain/dateText.ts';
import { textLabels } from './consultationTexts.ts';

/** Fields of a patient and of a consultation as their forms call them. */
const names: Readonly<Record<string, string>> = {
  familyName: 'Nom',
  givenName: 'Prénom',
  birthName: 'Nom de naissance',
  birthDate: 'Date de naissance',
  sex: 'Sexe',
  street: 'Adresse',
  addressComplement: 'Complément d’adresse',
  postcode: 'Code postal',
  city: 'Commune',
  communeCode: 'Code de la commune',
  email: 'Courriel',
  phone: 'Téléphone',
  mobile: 'Mobile',
  occupation: 'Profession',
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
  hobbies: 'Sport et loisirs',
  startedAt: 'Début',
  painBefore: 'Douleur avant',
  painAfter: 'Douleur après',
  ...textLabels,
};

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
  if (field === 'startedAt') return momentOf(Number(value));
  if (field === 'birthDate') return formatDate(String(value));
  return words[field]?.[String(value)] ?? String(value);
}
