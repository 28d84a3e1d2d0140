import type { ConsultationTextField } from '../../../shared/contract/consultations.ts';

/** The parts of the examination that are folded until they are needed. */
export const spheres = [
  ['orl', 'ORL'],
  ['visceral', 'Viscérale'],
  ['cardioPulmonary', 'Cardio-pulmonaire'],
  ['uroGynaecological', 'Uro-gynécologique'],
  ['peripheral', 'Périphérique'],
  ['generalState', 'État général'],
] as const satisfies readonly (readonly [ConsultationTextField, string])[];
