import type {
  ConsultationFields,
  ConsultationTextField,
  ConsultationTexts,
} from '../../shared/contract/consultations.ts';

/** The texts of a consultation with their columns, in the order in which they are written. */
export const TEXT_COLUMNS = {
  motive: 'motive',
  history: 'history',
  examination: 'examination',
  orl: 'orl',
  visceral: 'visceral',
  cardioPulmonary: 'cardio_pulmonary',
  uroGynaecological: 'uro_gynaecological',
  peripheral: 'peripheral',
  generalState: 'general_state',
  diagnosis: 'diagnosis',
  treatment: 'treatment',
  advice: 'advice',
} as const satisfies Record<ConsultationTextField, string>;

export const CONSULTATION_COLUMNS = {
  ...TEXT_COLUMNS,
  startedAt: 'started_at',
  painBefore: 'pain_before',
  painAfter: 'pain_after',
} as const satisfies Record<keyof ConsultationFields, string>;

// `keys` of objects written out above: exactly the fields of the contract.
export const TEXT_FIELDS = Object.keys(TEXT_COLUMNS) as ConsultationTextField[];
export const CONSULTATION_FIELDS = Object.keys(CONSULTATION_COLUMNS) as (keyof ConsultationFields)[];

export const NO_TEXTS: ConsultationTexts = {
  motive: '',
  history: '',
  examination: '',
  orl: '',
  visceral: '',
  cardioPulmonary: '',
  uroGynaecological: '',
  peripheral: '',
  generalState: '',
  diagnosis: '',
  treatment: '',
  advice: '',
};
