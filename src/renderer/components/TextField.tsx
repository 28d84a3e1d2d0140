import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from './classes.ts';
import { Field, type FieldTexts } from './Field.tsx';
import styles from './Field.module.css';

interface TextFieldProps
  extends FieldTexts, Omit<ComponentPropsWithRef<'input'>, 'className' | 'onChange' | 'value' | 'id'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tall?: boolean;
}

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  warning,
  value,
  onChange,
  tall = false,
  ...rest
}: TextFieldProps): ReactNode {
  return (
    <Field {...{ label, hint, error, warning }} hideLabel={hideLabel ?? false}>
      {(ties) => (
        <input
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          {...rest}
          {...ties}
          className={classes(styles.input, tall && styles.tall)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
