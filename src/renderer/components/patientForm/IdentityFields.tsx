import type { ReactNode } from 'react';
import { ageText, useToday } from '../../state/practiceTime.ts';
import { DateField } from '../DateField.tsx';
import { SelectField } from '../SelectField.tsx';
import { TextField } from '../TextField.tsx';
import { AddressFields } from './AddressFields.tsx';
import { birthDateRules } from './birthDateRules.ts';
import type { PatientFormProps } from './patientFormProps.ts';
import styles from './patientForm.module.css';
import { SEXES } from './sexes.ts';
import { usualWarnings } from './usualWarnings.ts';

const LATERALITIES = [
  { value: 'right', label: 'Main droite' },
  { value: 'left', label: 'Main gauche' },
  { value: 'both', label: 'Les deux mains' },
] as const;

const SMOKING = [
  { value: 'no', label: 'Ne fume pas' },
  { value: 'yes', label: 'Fume' },
] as const;

/** Who the patient is and how to reach them. What is unknown stays empty. */
export function IdentityFields({
  values,
  onChange,
  typedBirthDate,
  onTypeBirthDate,
  isTried = false,
}: PatientFormProps & {
  /** A birth date that is being typed, or cannot be read; null while the field shows the one of `values`. */
  readonly typedBirthDate: string | null;
  readonly onTypeBirthDate: (typed: string | null) => void;
  /** True once one tried to save: the two names that a file needs are then asked for. */
  readonly isTried?: boolean;
}): ReactNode {
  const today = useToday();
  const warnings = usualWarnings(values);
  const name = (field: 'familyName' | 'givenName', label: string, missing: string): ReactNode => (
    <TextField
      label={label}
      value={values[field]}
      onChange={(text) => onChange({ [field]: text })}
      error={isTried && values[field].trim() === '' ? missing : undefined}
      required
      data-field={field}
    />
  );
  const text = (field: PlainField, label: string, warning?: string): ReactNode => (
    <TextField
      label={label}
      value={values[field]}
      onChange={(typed) => onChange({ [field]: typed })}
      warning={warning}
      data-field={field}
    />
  );
  return (
    <div className={styles.grid}>
      {name('familyName', 'Nom de famille', 'Le nom de famille manque.')}
      {name('givenName', 'Prénom', 'Le prénom manque.')}
      {text('birthName', 'Nom de naissance, s’il est différent')}
      <DateField
        label="Date de naissance"
        value={values.birthDate}
        rules={birthDateRules(today)}
        comment={(date) => ageText(date, today)}
        onChange={(birthDate) => onChange({ birthDate })}
        typed={typedBirthDate}
        onType={onTypeBirthDate}
        isTried={isTried}
        data-field="birthDate"
      />
      <SelectField
        label="Sexe"
        choices={SEXES}
        value={values.sex}
        onChange={(sex) => onChange({ sex })}
        clearable
        placeholder="Non renseigné"
      />
      {text('occupation', 'Profession')}
      {text('mobile', 'Téléphone mobile', warnings.mobile)}
      {text('phone', 'Téléphone fixe', warnings.phone)}
      {text('email', 'Courriel', warnings.email)}
      {text('doctor', 'Médecin traitant')}
      <AddressFields values={values} onChange={onChange} />
      <SelectField
        label="Latéralité"
        choices={LATERALITIES}
        value={values.laterality}
        onChange={(laterality) => onChange({ laterality })}
        clearable
        placeholder="Non renseignée"
      />
      <SelectField
        label="Tabac"
        choices={SMOKING}
        value={values.smoker === null ? null : values.smoker ? 'yes' : 'no'}
        onChange={(smoker) => onChange({ smoker: smoker === null ? null : smoker === 'yes' })}
        clearable
        placeholder="Non renseigné"
      />
    </div>
  );
}

type PlainField = 'birthName' | 'occupation' | 'mobile' | 'phone' | 'email' | 'doctor';
