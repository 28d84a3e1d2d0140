import { useState, type ReactNode } from 'react';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { lastDayOf, readDate, type DateRules } from '../../../shared/domain/civilDate.ts';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useToday } from '../../state/practiceTime.ts';

/** A death, known to the day, the month or the year. */
export function DeathDialog({
  file,
  onConfirm,
  onClose,
}: {
  readonly file: FileRetention;
  readonly onConfirm: (deathDate: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const rules: DateRules = { today: useToday(), partial: true, past: true };
  const [date, setDate] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const [isTried, setTried] = useState(false);

  function send(): void {
    setTried(true);
    const reading = typed === null ? null : readDate(typed, rules);
    const death = reading === null ? date : reading.ok ? reading.date : null;
    setFault(faultOf(death, typed ?? '', file));
    if (death !== null && faultOf(death, '', file) === undefined) onConfirm(death);
  }

  return (
    <FormDialog
      title={`Noter le décès de ${file.displayName}`}
      keep="Ne rien noter"
      confirm="Noter le décès"
      onConfirm={send}
      onClose={onClose}
    >
      <p>L’année suffit si vous ne savez pas le jour. Le dossier reste entier.</p>
      <DateField
        label="Date du décès"
        value={date}
        onChange={(next) => {
          setDate(next);
          setFault(undefined);
        }}
        typed={typed}
        onType={setTyped}
        rules={rules}
        isTried={isTried}
        error={fault}
      />
    </FormDialog>
  );
}

/** Said where the date is missing, or before the birth; what cannot be read as a date the field says by itself. */
function faultOf(death: string | null, typed: string, { birthDate }: FileRetention): string | undefined {
  if (death === null) return typed.trim() === '' ? 'La date manque. L’année suffit.' : undefined;
  if (birthDate !== null && lastDayOf(death) < birthDate) return 'Cette date précède la naissance. Vérifiez l’année.';
  return undefined;
}
