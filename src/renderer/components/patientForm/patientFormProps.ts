import type { PatientFields } from '../../../shared/contract/patients.ts';

/** What each part of the patient's form is given. */
export interface PatientFormProps {
  readonly values: PatientFields;
  readonly onChange: (changes: Partial<PatientFields>) => void;
}
