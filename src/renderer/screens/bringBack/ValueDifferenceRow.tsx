import type { ReactNode } from 'react';
import type { ValueDifference } from '../../../shared/contract/bringBack.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { momentText } from '../../components/momentText.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { placeOf, type Choice } from './choice.ts';
import { fieldName, valueText } from '../../../shared/french/fieldNames.ts';
import styles from './BringBack.module.css';

/** A value of then beside the one of today, which is kept where it gives way. */
export function ValueDifferenceRow({
  value,
  choice,
  onChoice,
}: {
  readonly value: ValueDifference;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const place = placeOf(value);
  const textOf = (side: ValueDifference['now']) =>
    valueText(value.field, side, (instant) => {
      const { day, time } = momentText(instant, zone, today);
      return `${day}, ${time}`;
    });
  return (
    <div className={styles.difference}>
      <Checkbox
        label={`${fieldName(value.field)}\u00a0: remettre «\u202f${textOf(value.then)}\u202f»`}
        hint={`Aujourd’hui\u00a0: ${textOf(value.now)}`}
        checked={choice.values.has(place)}
        onChange={(isChosen) => {
          const values = new Set(choice.values);
          if (isChosen) values.add(place);
          else values.delete(place);
          onChoice({ ...choice, values });
        }}
      />
    </div>
  );
}
