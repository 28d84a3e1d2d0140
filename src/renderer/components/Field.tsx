import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';
import { useReadOnly } from './readOnly.ts';

/** What every field of a form may say around its control. */
export interface FieldTexts {
  readonly label: string;
  /** Keeps the label for screen readers only, where the place says it to the eye. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; the field is marked invalid. */
  readonly error?: string | undefined;
  /** What looks odd, in amber; never blocks. */
  readonly warning?: string | undefined;
}

/** What ties a control to its label and to what is said under it. */
export interface ControlTies {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly readOnly: boolean;
}

/** Label above, control, then hint, warning or error below, tied to the control. */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  warning,
  children,
}: FieldTexts & { readonly children: (ties: ControlTies) => ReactNode }): ReactNode {
  const id = useId();
  const below = error ?? warning ?? hint;
  const isSaid = below !== undefined && below !== null && below !== '';
  const ties: ControlTies = {
    id,
    'aria-describedby': isSaid ? `${id}-below` : undefined,
    'aria-invalid': error === undefined ? undefined : true,
    readOnly: useReadOnly(),
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children(ties)}
      {isSaid && (
        <p
          id={`${id}-below`}
          className={classes(styles.below, error ? styles.error : warning ? styles.warning : false)}
        >
          {error ? <Icon of={IconAlertCircle} size="sm" /> : warning ? <Icon of={IconAlertTriangle} size="sm" /> : null}
          <span>{below}</span>
        </p>
      )}
    </div>
  );
}
