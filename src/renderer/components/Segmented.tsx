import { useId, type ReactNode } from 'react';
import { useReadOnly } from './readOnly.ts';
import styles from './Segmented.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
}

/** A few choices side by side, one taken. Arrow keys go from one to the next, as in any radio group. */
export function Segmented<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  /** Said to screen readers; the eye sees it from what lies around. */
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}): ReactNode {
  const name = useId();
  const isReadOnly = useReadOnly();
  return (
    <div className={styles.group} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={choice.value === value}
            disabled={isReadOnly}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
