import type { ColumnTarget, ImportRows } from '../../../shared/contract/imports.ts';

const patientFields: readonly (readonly [ColumnTarget, string])[] = [
  ['number', 'Numéro de patient'],
  ['familyName', 'Nom de famille'],
  ['givenName', 'Prénom'],
  ['birthName', 'Nom de naissance'],
  ['birthDate', 'Date de naissance'],
  ['sex', 'Sexe'],
  ['street', 'Rue'],
  ['addressComplement', 'Complément d’adresse'],
  ['postcode', 'Code postal'],
  ['city', 'Commune'],
  ['communeCode', 'Code commune (Insee)'],
  ['email', 'Courriel'],
  ['phone', 'Téléphone'],
  ['mobile', 'Mobile'],
  ['occupation', 'Profession'],
  ['hobbies', 'Loisirs'],
  ['smoker', 'Fumeur'],
  ['laterality', 'Latéralité'],
  ['doctor', 'Médecin traitant'],
  ['alerts', 'Vigilance'],
  ['currentTreatment', 'Traitement en cours'],
  ['medicalHistory', 'Antécédents médicaux'],
  ['surgicalHistory', 'Antécédents chirurgicaux'],
  ['familyHistory', 'Antécédents familiaux'],
  ['traumaHistory', 'Antécédents traumatiques'],
  ['medicalReports', 'Comptes rendus médicaux'],
];

const consultationFields: readonly (readonly [ColumnTarget, string])[] = [
  ['number', 'Numéro de patient'],
  ['startedAt', 'Date'],
  ['motive', 'Motif'],
  ['history', 'Anamnèse'],
  ['examination', 'Examen'],
  ['orl', 'Sphère ORL'],
  ['visceral', 'Sphère viscérale'],
  ['cardioPulmonary', 'Sphère cardio-pulmonaire'],
  ['uroGynaecological', 'Sphère uro-gynécologique'],
  ['peripheral', 'Sphère périphérique'],
  ['generalState', 'État général'],
  ['diagnosis', 'Diagnostic'],
  ['treatment', 'Traitement'],
  ['advice', 'Conseils'],
  ['painBefore', 'Douleur avant'],
  ['painAfter', 'Douleur après'],
];

const names = new Map<string, string>([...patientFields, ...consultationFields]);

/** The fields that a column of such a file may feed, in the order of the form. */
export function fieldChoices(rows: ImportRows): readonly { readonly value: ColumnTarget; readonly label: string }[] {
  return (rows === 'patients' ? patientFields : consultationFields).map(([value, label]) => ({ value, label }));
}

/** What a field is called; a column without a field keeps its own header. */
export function fieldName(field: string): string {
  return names.get(field) ?? field;
}

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { female: 'femme', male: 'homme' },
  laterality: { right: 'droite', left: 'gauche', both: 'ambidextre' },
  smoker: { true: 'oui', false: 'non' },
};

/** A value as it is read aloud; an empty one is "vide". */
export function fieldValue(field: string, value: string): string {
  if (value === '') return 'vide';
  return values[field]?.[value] ?? value;
}
