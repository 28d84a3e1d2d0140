import type { ConsultationTextField } from '../contract/consultations.ts';

/** The texts of a consultation by the names that osteopaths give them, on screen and on paper. */
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

/** The texts below the motive, in the order in which they are written and read. */
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
