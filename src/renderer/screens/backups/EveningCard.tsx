import type { ReactNode } from 'react';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import styles from './Backups.module.css';

/** From noon to half past ten: every half hour. */
const TIMES = Array.from({ length: 22 }, (_, index) => {
  const text = `${12 + Math.floor(index / 2)}:${index % 2 === 0 ? '00' : '30'}`;
  return { value: text, label: text };
});

/** When copies are made by themselves. */
export function EveningCard(): ReactNode {
  const { data } = useContractQuery('snapshots.settings', {});
  const change = useContractMutation('snapshots.changeSettings');
  if (!data) return null;
  const isOther = TIMES.every(({ value }) => value !== data.eveningTime);
  const times = isOther ? [{ value: data.eveningTime, label: data.eveningTime }, ...TIMES] : TIMES;
  return (
    <Card title="Quand sauvegarder" padded>
      <div className={styles.evening}>
        <SelectField
          label="Heure de la copie du soir"
          choices={times}
          value={data.eveningTime}
          onChange={(eveningTime) => eveningTime !== null && change.mutate({ eveningTime })}
        />
        <Checkbox
          label="Dès qu’une clé connue est branchée"
          checked={data.onPlugIn}
          onChange={(onPlugIn) => change.mutate({ onPlugIn })}
        />
        {change.error && <FormError error={change.error.error} />}
      </div>
    </Card>
  );
}
