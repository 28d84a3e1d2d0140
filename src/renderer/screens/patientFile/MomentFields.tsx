import { useState, type ReactNode } from 'react';
import { instantOf, legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { DateField } from '../../components/DateField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import styles from './panes.module.css';
import { readTime } from './readTime.ts';

/** Day and time of a consultation, for what is written the day after. Read on leaving each field. */
export function MomentFields({
  startedAt,
  onChange,
}: {
  readonly startedAt: number;
  readonly onChange: (startedAt: number) => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const day = legalDay(startedAt, zone);
  const time = legalTime(startedAt, zone);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string>();

  function move(toDay: string, toTime: string): boolean {
    const moment = instantOf(toDay, toTime, zone);
    if (moment > Date.now()) {
      setError('Cette heure est à venir. Vérifiez-la.');
      return false;
    }
    setError(undefined);
    onChange(moment);
    return true;
  }

  function leaveTime(): void {
    if (typed === null) return;
    const read = readTime(typed);
    if (read === null) setError('Cette heure ne se lit pas. Tapez-la ainsi\u00a0: 10:30.');
    else if (move(day, read)) setTyped(null);
  }

  return (
    <div className={styles.moment}>
      <DateField
        label="Date de la consultation"
        value={day}
        rules={{ today, past: true }}
        onChange={(date) => date !== null && move(date, time)}
      />
      <TextField
        label="Heure"
        value={typed ?? time}
        maxLength={10}
        error={error}
        onChange={(text) => {
          setTyped(text);
          setError(undefined);
        }}
        onBlur={leaveTime}
      />
    </div>
  );
}
