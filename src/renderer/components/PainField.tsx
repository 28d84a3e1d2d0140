import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Field } from './Field.tsx';
import fieldStyles from './Field.module.css';
import { useReadOnly } from './readOnly.ts';
import styles from './PainField.module.css';

const WORST = 10;

/** Pain from 0 to 10 as a figure, which the colour only repeats; empty is unknown. Arrow keys count up and down. */
export function PainField({
  label,
  value,
  onChange,
  autoFocus = false,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly autoFocus?: boolean;
}): ReactNode {
  const [error, setError] = useState<string>();
  const isReadOnly = useReadOnly();

  function read(text: string): void {
    const figures = text.replace(/\D/g, '');
    const figure = figures === '' ? null : Number(figures);
    const isOnScale = figure === null || figure <= WORST;
    setError(isOnScale ? undefined : 'L’échelle va de 0 à 10.');
    if (isOnScale) onChange(figure);
  }

  function count(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0 || event.altKey || isReadOnly) return;
    event.preventDefault();
    setError(undefined);
    onChange(value === null ? (step === 1 ? 0 : WORST) : Math.min(WORST, Math.max(0, value + step)));
  }

  return (
    <Field label={label} error={error}>
      {(ties) => (
        <span className={fieldStyles.input}>
          <input
            {...ties}
            role="spinbutton"
            aria-valuemin={0}
            aria-valuemax={WORST}
            aria-valuenow={value ?? undefined}
            aria-valuetext={value === null ? 'inconnue' : `${value} sur 10`}
            inputMode="numeric"
            autoComplete="off"
            autoFocus={autoFocus}
            className={styles.figure}
            value={value ?? ''}
            onChange={(event) => read(event.target.value)}
            onKeyDown={count}
          />
          <span className={styles.scale}>sur 10</span>
          <i className={styles.colour} data-pain={painLevel(value)} aria-hidden="true" />
        </span>
      )}
    </Field>
  );
}

/** The colour's step: 1-2, 3-4, 5-6, 7-10; none for no pain. */
function painLevel(value: number | null): number | undefined {
  if (value === null || value === 0) return undefined;
  return Math.min(4, Math.ceil(value / 2));
}
