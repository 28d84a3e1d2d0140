import { valueText } from '../../shared/french/fieldNames.ts';
import { useTimeZone, useToday } from '../state/practiceTime.ts';
import { momentText } from './momentText.ts';

/** Writes a field's value as it is read aloud, an instant in the practice's time. */
export function useValueText(): (field: string, value: string | number | boolean | null) => string {
  const zone = useTimeZone();
  const today = useToday();
  return (field, value) =>
    valueText(field, value, (instant) => {
      const { day, time } = momentText(instant, zone, today);
      return `${day}, ${time}`;
    });
}
