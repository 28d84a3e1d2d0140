import { useState, type ReactNode } from 'react';
import { readDate, type DateReading, type DateRules, type PartialDate } from '../../shared/domain/civilDate.ts';
import { formatDate, formatLongDate } from '../../shared/domain/dateText.ts';
import { dateFaultSentence } from './dateFaultSentences.ts';
import { TextField } from './TextField.tsx';

interface DateFieldProps {
  readonly label: string;
  readonly value: PartialDate | null;
  /** Called on leaving the field, with a date that exists or with null for an empty field; never with a guess. */
  readonly onChange: (date: PartialDate | null) => void;
  /** What is being typed, or could not be read: its owner keeps it safe. Null while the field shows its value. */
  readonly typed: string | null;
  readonly onType: (typed: string | null) => void;
  readonly rules: DateRules;
  /** Said after the date in full, an age for example. */
  readonly comment?: (date: PartialDate) => string | null;
  /** True once one tried to go on: what cannot be read is then said while it is being typed, too. */
  readonly isTried?: boolean;
  /** What else is wrong with it, where it can be read: missing, before the birth. */
  readonly error?: string | undefined;
  readonly 'data-field'?: string;
}

/**
 * A date typed day first (07/03/1984, 070384): read strictly when the field is left, then shown in full so that a slip is
 * seen. Never Mantine's DateInput, which read 07/03/1984 as 3 July.
 */
export function DateField(props: DateFieldProps): ReactNode {
  const { label, value, typed, rules, comment, isTried = false } = props;
  const [isTyping, setTyping] = useState(false);
  const reading = typed === null ? null : readDate(typed, rules);

  function leave(): void {
    setTyping(false);
    if (reading === null || isFault(reading)) return;
    props.onType(null);
    props.onChange(reading.ok ? reading.date : null);
  }

  return (
    <TextField
      label={label}
      placeholder="JJ/MM/AAAA"
      value={typed ?? (value === null ? '' : formatDate(value))}
      onChange={(text) => {
        setTyping(true);
        props.onType(text);
      }}
      onBlur={leave}
      error={reading !== null && isFault(reading) && (!isTyping || isTried) ? dateFaultSentence(reading) : props.error}
      // Found again as it was left in the middle of a word: whether it is all of the date only the person knows.
      warning={reading !== null && !isTyping ? 'Cette date n’est pas encore enregistrée. Terminez-la.' : undefined}
      hint={typed === null && value !== null ? understood(value, comment?.(value)) : undefined}
      maxLength={40}
      data-field={props['data-field']}
    />
  );
}

function isFault(reading: DateReading): reading is Exclude<DateReading, { ok: true } | { reason: 'empty' }> {
  return !reading.ok && reading.reason !== 'empty';
}

function understood(date: PartialDate, comment: string | null | undefined): string {
  return comment ? `${formatLongDate(date)}, ${comment}` : formatLongDate(date);
}
