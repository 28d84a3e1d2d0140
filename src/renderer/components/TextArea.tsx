import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from './classes.ts';
import { Field, type FieldTexts } from './Field.tsx';
import styles from './Field.module.css';

interface TextAreaProps
  extends FieldTexts, Omit<ComponentPropsWithRef<'textarea'>, 'className' | 'onChange' | 'value' | 'id' | 'rows'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Lines shown while there are fewer. */
  readonly lines?: number;
}

/** Text of any length; grows with what is written. */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  warning,
  value,
  onChange,
  lines = 1,
  ...rest
}: TextAreaProps): ReactNode {
  return (
    <Field {...{ label, hint, error, warning }} hideLabel={hideLabel ?? false}>
      {(ties) => (
        <textarea
          autoComplete="off"
          maxLength={200_000}
          {...rest}
          {...ties}
          className={classes(styles.input, styles.area)}
          // In lines of text and the box's own padding and border: `rows` has no say under field-sizing.
          style={{ minHeight: `calc(${lines} * 1.45em + 14px)` }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
