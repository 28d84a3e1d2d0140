import type { ReactNode } from 'react';
import { DateField } from '../../components/DateField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useToday } from '../../state/practiceTime.ts';
import styles from './Breaches.module.css';
import type { TypedMoment } from './moment.ts';

/** The day and the hour of something that has happened. */
export function PastMomentFields({
  label,
  missing,
  moment: { day, typedDay, time, change },
  isTried,
}: {
  readonly label: string;
  /** Said where there is no day. */
  readonly missing: string;
  readonly moment: TypedMoment;
  readonly isTried: boolean;
}): ReactNode {
  const today = useToday();
  return (
    <div className={styles.pair}>
      <DateField
        label={label}
        value={day}
        rules={{ today, past: true }}
        typed={typedDay}
        onType={(text) => change({ typedDay: text })}
        onChange={(date) => change({ day: date })}
        isTried={isTried}
        error={isTried && day === null ? missing : undefined}
      />
      <TextField
        label="À"
        type="time"
        value={time}
        onChange={(text) => change({ time: text })}
        error={isTried && time === '' ? 'L’heure manque. Tapez-la ainsi : 10:30.' : undefined}
      />
    </div>
  );
}
