import { useState, type ReactNode } from 'react';
import { readDate, type DateRules, type PartialDate } from '../../shared/domain/civilDate.ts';
import { formatDate, formatLongDate } from '../../shared/domain/dateText.ts';
import { dateFaultSentence } from './dateFaultSentences.ts';
import { TextField } from './TextField.tsx';

interface DateFieldProps {
  readonly label: string;
  readonly value: PartialDate | null;
  /** Called on leaving the field, with a date that exists or with null for an empty field; never with a guess. */
  readonly onChange: (date: PartialDate | null) => void;
  readonly rules: DateRules;
  /** Said after the date in full, an age for example. */
  readonly comment?: (date: PartialDate) => string | null;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/**
 * A date typed day first (07/03/1984, 070384): read strictly when the field is left, then shown in full so that a slip is
 * seen. Never Mantine's DateInput, which read 07/03/1984 as 3 July.
 */
export function DateField({ label, value, onChange, rules, comment, hint, disabled }: DateFieldProps): ReactNode {
  /** What is being typed, or could not be read; null while the field shows its value. */
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string>();

  function leave(): void {
    if (typed === null) return;
    const reading = readDate(typed, rules);
    if (!reading.ok && reading.reason !== 'empty') {
      setError(dateFaultSentence(reading));
      return;
    }
    setTyped(null);
    setError(undefined);
    onChange(reading.ok ? reading.date : null);
  }

  return (
    <TextField
      label={label}
      placeholder="JJ/MM/AAAA"
      value={typed ?? (value === null ? '' : formatDate(value))}
      onChange={(text) => {
        setTyped(text);
        setError(undefined);
      }}
      onBlur={leave}
      error={error}
      hint={typed === null && value !== null ? understood(value, comment?.(value)) : hint}
      disabled={disabled}
      maxLength={40}
    />
  );
}

function understood(date: PartialDate, comment: string | null | undefined): string {
  return comment ? `${formatLongDate(date)}, ${comment}` : formatLongDate(date);
}
