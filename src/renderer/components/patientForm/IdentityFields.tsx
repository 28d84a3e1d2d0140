import type { ReactNode } from 'react';
import { patientLabels } from '../../../shared/french/fieldNames.ts';
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
  const name = (field: 'familyName' | 'givenName', missing: string): ReactNode => (
    <TextField
      label={patientLabels[field]}
      value={values[field]}
      onChange={(text) => onChange({ [field]: text })}
      error={isTried && values[field].trim() === '' ? missing : undefined}
      required
      data-field={field}
    />
  );
  const text = (field: PlainField, { label = patientLabels[field], warning }: PlainLook = {}): ReactNode => (
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
      {name('familyName', 'Le nom de famille manque.')}
      {name('givenName', 'Le prénom manque.')}
      {text('birthName', { label: 'Nom de naissance, s’il est différent' })}
      <DateField
        label={patientLabels.birthDate}
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
        label={patientLabels.sex}
        choices={SEXES}
        value={values.sex}
        onChange={(sex) => onChange({ sex })}
        clearable
        placeholder="Non renseigné"
      />
      {text('occupation')}
      {text('mobile', { warning: warnings.mobile })}
      {text('phone', { warning: warnings.phone })}
      {text('email', { warning: warnings.email })}
      {text('doctor')}
      <AddressFields values={values} onChange={onChange} />
      <SelectField
        label={patientLabels.laterality}
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

interface PlainLook {
  readonly label?: string;
  readonly warning?: string | undefined;
}
