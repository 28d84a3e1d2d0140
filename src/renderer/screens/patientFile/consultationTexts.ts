import type { ConsultationTextField } from '../../../shared/contract/consultations.ts';

/** The texts of a consultation by the names that osteopaths give them, in the order in which they are written. */
export const textLabels: { readonly [Field in ConsultationTextField]: string } = {
  motive: 'Motif',
  history: 'Ce que dit le patient',
  examination: 'Examen',
  orl: 'Sphère ORL',
  visceral: 'Sphère viscérale',
  cardioPulmonary: 'Sphère cardio-pulmonaire',
  uroGynaecological: 'Sphère uro-gynécologique',
  peripheral: 'Sphère périphérique',
  generalState: 'État général',
  diagnosis: 'Diagnostic ostéopathique',
  treatment: 'Traitement',
  advice: 'Conseils',
};

/** The parts of the examination that are folded until they are needed. */
export const spheres = [
  ['orl', 'ORL'],
  ['visceral', 'Viscérale'],
  ['cardioPulmonary', 'Cardio-pulmonaire'],
  ['uroGynaecological', 'Uro-gynécologique'],
  ['peripheral', 'Périphérique'],
  ['generalState', 'État général'],
] as const satisfies readonly (readonly [ConsultationTextField, string])[];

/** The texts below the motive, for reading. */
export const readTexts = [
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
] as const satisfies readonly ConsultationTextField[];
