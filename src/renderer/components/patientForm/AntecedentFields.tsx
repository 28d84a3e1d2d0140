import { memo, type ReactNode } from 'react';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import { TextArea } from '../TextArea.tsx';
import type { PatientFormProps } from './patientFormProps.ts';

/** The clinical texts of a patient, the alerts first. */
const antecedentTexts = [
  ['alerts', 'Vigilances', 'Une par ligne, affichées en haut du dossier'],
  ['currentTreatment', 'Traitements en cours', null],
  ['medicalHistory', 'Antécédents médicaux', null],
  ['surgicalHistory', 'Antécédents chirurgicaux', null],
  ['traumaHistory', 'Antécédents traumatiques', null],
  ['familyHistory', 'Antécédents familiaux', null],
  ['medicalReports', 'Comptes rendus médicaux', null],
  ['hobbies', 'Sport et loisirs', null],
] as const satisfies readonly (readonly [keyof PatientFields, string, string | null])[];

export type AntecedentText = (typeof antecedentTexts)[number][0];

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
      {antecedentTexts.map(([field, label, hint]) => (
        <div key={field}>
          <Antecedent field={field} label={label} hint={hint} value={values[field]} onChange={onChange} />
          {under?.(field)}
        </div>
      ))}
    </>
  );
}

const Antecedent = memo(function Antecedent({
  field,
  label,
  hint,
  value,
  onChange,
}: {
  readonly field: AntecedentText;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly onChange: (changes: Partial<PatientFields>) => void;
}): ReactNode {
  return (
    <TextArea
      label={label}
      hint={hint}
      lines={2}
      value={value}
      onChange={(text) => onChange({ [field]: text })}
      data-field={field}
    />
  );
});
