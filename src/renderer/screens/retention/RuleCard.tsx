import type { ReactNode } from 'react';
import { counted } from '../../../shared/french/counted.ts';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import styles from './Retention.module.css';

const years = (from: number, to: number): { value: string; label: string }[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).map((count) => ({
    value: String(count),
    label: counted(count, 'an'),
  }));

/** The durations, each with its source beside it, and each the practitioner's to change. */
export function RuleCard(): ReactNode {
  const { data } = useContractQuery('retention.rule', {});
  const change = useContractMutation('retention.changeRule');
  if (!data) return null;
  return (
    <Card title="Durées appliquées" padded>
      <div className={styles.rule}>
        <SelectField
          label="Actif après la dernière visite"
          hint={'CNIL, délibération 2020-081\u00a0: 5 ans.'}
          choices={years(1, 20)}
          value={String(data.activeYears)}
          onChange={(value) => value !== null && change.mutate({ activeYears: Number(value) })}
        />
        <SelectField
          label="Puis archivé"
          hint={'CNIL, délibération 2020-081\u00a0: 15 ans.'}
          choices={years(0, 30)}
          value={String(data.archivedYears)}
          onChange={(value) => value !== null && change.mutate({ archivedYears: Number(value) })}
        />
        <SelectField
          label="Patient mineur, gardé jusqu’à ses"
          hint={'R1112-7 du Code de la santé publique, par analogie\u00a0: 28 ans.'}
          choices={years(18, 40)}
          value={String(data.minorUntilAge)}
          onChange={(value) => value !== null && change.mutate({ minorUntilAge: Number(value) })}
        />
        <SelectField
          label="Après un décès"
          hint={'Dans les dix ans de la dernière visite. R1112-7, par analogie\u00a0: 10 ans.'}
          choices={years(1, 30)}
          value={String(data.afterDeathYears)}
          onChange={(value) => value !== null && change.mutate({ afterDeathYears: Number(value) })}
        />
        <p className="small muted">
          L’ostéopathe n’est pas cité par ces textes : ils sont appliqués comme la règle la plus sûre.
        </p>
      </div>
      {change.error && <FormError error={change.error.error} />}
    </Card>
  );
}
