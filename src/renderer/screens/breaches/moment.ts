import { useState } from 'react';
import { instantOf, legalTime } from '../../../shared/domain/legalDay.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';

interface MomentTexts {
  readonly day: string | null;
  readonly typedDay: string | null;
  readonly time: string;
}

/** A day and an hour that are being typed, and the instant that they make. */
export interface TypedMoment extends MomentTexts {
  /** Null while the day or the hour is missing, or cannot be read. */
  readonly instant: number | null;
  readonly change: (changes: Partial<MomentTexts>) => void;
}

/** Begins with now. */
export function useTypedMoment(): TypedMoment {
  const zone = useTimeZone();
  const today = useToday();
  const [texts, setTexts] = useState<MomentTexts>(() => ({
    day: today,
    typedDay: null,
    time: legalTime(Date.now(), zone),
  }));
  const { day, typedDay, time } = texts;
  return {
    ...texts,
    instant: day === null || typedDay !== null || time === '' ? null : instantOf(day, time, zone),
    change: (changes) => setTexts((former) => ({ ...former, ...changes })),
  };
}
