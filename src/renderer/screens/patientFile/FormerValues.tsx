import type { ReactNode } from 'react';
import { legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { useValueText } from '../../components/useValueText.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import panes from './panes.module.css';

/** What the file said of who the patient is before it was corrected; nothing where it never was. */
export function FormerValues({ patientId }: { readonly patientId: string }): ReactNode {
  const { data, error } = useContractQuery('patients.formerValues', { patientId });
  const zone = useTimeZone();
  const textOf = useValueText();
  if (error) return <RefusalNotice refusal={error.error} />;
  if (!data || data.values.length === 0) return null;
  return (
    <Card title="Corrections" padded>
      <ol className={panes.history}>
        {data.values.map(({ field, value, replacedAt, by }, index) => (
          <li key={index}>
            <span className="muted">
              Corrigé le {legalDayText(replacedAt, zone)} à {legalTime(replacedAt, zone)}
              {by !== '' && ` par ${by}`}
            </span>
            <p>
              {fieldName(field)}, auparavant : {textOf(field, value)}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
