import { useSyncExternalStore } from 'react';
import { ageOn, formatAge } from '../../shared/domain/age.ts';
import { legalDay } from '../../shared/domain/legalDay.ts';
import { useContractQuery } from '../queries.ts';

/** IANA name of the zone that legal days are counted in; this computer's own until the practice is read. */
export function useTimeZone(): string {
  const { data } = useContractQuery('settings.get', {});
  return data?.practice.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The legal day, YYYY-MM-DD; what shows it is painted again when midnight has passed. */
export function useToday(): string {
  const zone = useTimeZone();
  return useSyncExternalStore(everyMinute, () => legalDay(Date.now(), zone));
}

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  return () => clearInterval(timer);
}

/** 42 ans, 5 mois; null where the birth date is unknown or still to come. */
export function ageText(birthDate: string | null, day: string): string | null {
  const age = birthDate === null ? null : ageOn(birthDate, day);
  return age === null ? null : formatAge(age);
}
