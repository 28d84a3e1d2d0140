import type { ReactNode } from 'react';
import type { ValueDifference } from '../../../shared/contract/bringBack.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { useValueText } from '../../components/useValueText.ts';
import { placeOf, type Choice } from './choice.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';
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
  const textOf = useValueText();
  const place = placeOf(value);
  return (
    <div className={styles.difference}>
      <Checkbox
        label={`${fieldName(value.field)}\u00a0: remettre «\u202f${textOf(value.field, value.then)}\u202f»`}
        hint={`Aujourd’hui\u00a0: ${textOf(value.field, value.now)}`}
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
