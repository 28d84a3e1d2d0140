import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Field, type FieldTexts } from './Field.tsx';
import styles from './Field.module.css';

/** One choice of a list; null is none. */
export function SelectField<Value extends string>({
  label,
  hideLabel,
  hint,
  error,
  warning,
  choices,
  value,
  onChange,
  clearable = false,
  searchable = false,
  placeholder,
}: FieldTexts & {
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly clearable?: boolean;
  readonly searchable?: boolean;
  readonly placeholder?: string;
}): ReactNode {
  return (
    <Field {...{ label, hint, error, warning }} hideLabel={hideLabel ?? false}>
      {(ties) => (
        <Select
          {...ties}
          data={[...choices]}
          value={value}
          onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value ?? null)}
          allowDeselect={clearable}
          clearable={clearable}
          clearButtonProps={{ 'aria-label': 'Effacer le choix' }}
          searchable={searchable}
          nothingFoundMessage="Rien de ce nom"
          data-read-only={ties.readOnly || undefined}
          classNames={{ input: styles.input ?? '' }}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      )}
    </Field>
  );
}
