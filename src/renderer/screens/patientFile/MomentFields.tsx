import { useState, type ReactNode } from 'react';
import { readDate } from '../../../shared/domain/civilDate.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { instantOf, legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { DateField } from '../../components/DateField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useNow } from '../../state/clock.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import type { TypedTexts } from '../../state/typedTexts.ts';
import styles from './panes.module.css';
import { readTime } from './readTime.ts';

/** Day and time of a consultation, for what is written the day after. Read on leaving each field. */
export function MomentFields({
  startedAt,
  onChange,
  typed,
  onType,
}: {
  readonly startedAt: number;
  readonly onChange: (startedAt: number) => void;
  readonly typed: TypedTexts;
  readonly onType: (changes: Partial<TypedTexts>) => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const now = useNow();
  const rules = { today, past: true };
  const day = legalDay(startedAt, zone);
  const time = legalTime(startedAt, zone);
  const [isTyping, setTyping] = useState(false);

  // A day that waits for its time, and the other way round: together they may be a moment that has been.
  const typedDay = typed.day === null ? null : readDate(typed.day, rules);
  const nextDay = typedDay?.ok === true ? typedDay.date : day;
  const nextTime = typed.time === null ? time : readTime(typed.time);
  const isDayWaiting = typedDay?.ok === true;
  const isToCome = (toDay: string, toTime: string): boolean => instantOf(toDay, toTime, zone) > now;

  function leaveDay(date: string | null): void {
    if (date === null) return;
    // An hour that cannot be read stays where it is, with its error.
    const atTime = nextTime ?? time;
    if (isToCome(date, atTime)) {
      onType({ day: formatDate(date) });
      return;
    }
    if (nextTime !== null) onType({ time: null });
    onChange(instantOf(date, atTime, zone));
  }

  function leaveTime(): void {
    setTyping(false);
    if (typed.time === null || nextTime === null || isToCome(nextDay, nextTime)) return;
    onType(isDayWaiting ? { day: null, time: null } : { time: null });
    onChange(instantOf(nextDay, nextTime, zone));
  }

  function timeFault(): string | undefined {
    if (isTyping || (typed.time === null && !isDayWaiting)) return undefined;
    if (nextTime === null) return 'Cette heure ne se lit pas. Tapez-la ainsi\u00a0: 10:30.';
    return isToCome(nextDay, nextTime) ? 'Cette heure est à venir. Vérifiez-la.' : undefined;
  }

  return (
    <div className={styles.moment}>
      <DateField
        label="Date de la consultation"
        value={day}
        rules={rules}
        typed={typed.day}
        onType={(text) => onType({ day: text })}
        onChange={leaveDay}
        data-field="day"
      />
      <TextField
        label="Heure"
        value={typed.time ?? time}
        maxLength={10}
        error={timeFault()}
        onChange={(text) => {
          setTyping(true);
          onType({ time: text });
        }}
        onBlur={leaveTime}
        data-field="time"
      />
    </div>
  );
}
