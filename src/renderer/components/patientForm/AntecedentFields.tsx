import { memo, type ReactNode } from 'react';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import { patientLabels } from '../../../shared/french/fieldNames.ts';
import { TextArea } from '../TextArea.tsx';
import type { PatientFormProps } from './patientFormProps.ts';

/** The clinical texts of a patient, the alerts first. */
const antecedentTexts = [
  'alerts',
  'currentTreatment',
  'medicalHistory',
  'surgicalHistory',
  'traumaHistory',
  'familyHistory',
  'medicalReports',
  'hobbies',
] as const satisfies readonly (keyof PatientFields)[];

export type AntecedentText = (typeof antecedentTexts)[number];

/** Alerts, treatment and the four antecedents as texts, one item a line. */
export function AntecedentFields({
  values,
  onChange,
  under,
}: PatientFormProps & {
  /** What comes under each text: its former versions, where the patient already has a file. */
  readonly under?: (field: AntecedentText) => ReactNode;
}): ReactNode {
  return (
    <>
      {antecedentTexts.map((field) => (
        <div key={field}>
          <Antecedent field={field} value={values[field]} onChange={onChange} />
          {under?.(field)}
        </div>
      ))}
    </>
  );
}

const Antecedent = memo(function Antecedent({
  field,
  value,
  onChange,
}: {
  readonly field: AntecedentText;
  readonly value: string;
  readonly onChange: (changes: Partial<PatientFields>) => void;
}): ReactNode {
  return (
    <TextArea
      label={patientLabels[field]}
      hint={field === 'alerts' ? 'Une par ligne, affichées en haut du dossier' : null}
      lines={2}
      value={value}
      onChange={(text) => onChange({ [field]: text })}
      data-field={field}
    />
  );
});
