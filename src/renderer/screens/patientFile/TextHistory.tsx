import { useId, useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { LinkButton } from '../../components/Button.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import styles from './panes.module.css';

type Versions = Output<'consultations.textHistory'>['versions'];

type Source =
  { readonly consultationId: string; readonly field: string } | { readonly patientId: string; readonly field: string };

/** The former versions of one text, read when they are asked for. */
export function TextHistory({ of }: { readonly of: Source }): ReactNode {
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <div className="small">
      <LinkButton aria-expanded={isShown} aria-controls={isShown ? id : undefined} onClick={() => setShown(!isShown)}>
        {isShown ? 'Fermer les versions précédentes' : 'Versions précédentes'}
      </LinkButton>
      {isShown && <div id={id}>{'patientId' in of ? <OfPatient {...of} /> : <OfConsultation {...of} />}</div>}
    </div>
  );
}

function OfPatient(input: { readonly patientId: string; readonly field: string }): ReactNode {
  const { data, error } = useContractQuery('patients.textHistory', input);
  return error ? <RefusalNotice refusal={error.error} /> : data && <List versions={data.versions} />;
}

function OfConsultation(input: { readonly consultationId: string; readonly field: string }): ReactNode {
  const { data, error } = useContractQuery('consultations.textHistory', input);
  return error ? <RefusalNotice refusal={error.error} /> : data && <List versions={data.versions} />;
}

function List({ versions }: { readonly versions: Versions }): ReactNode {
  const zone = useTimeZone();
  if (versions.length === 0) return <p className="muted">Ce texte n’a pas encore été modifié.</p>;
  return (
    <ol className={styles.history}>
      {versions.map(({ text, replacedAt, by, isCorrected }, index) => (
        <li key={index}>
          <span className="muted">
            {isCorrected ? 'Corrigé' : 'Remplacé'} le {formatDate(legalDay(replacedAt, zone))} à{' '}
            {legalTime(replacedAt, zone)}
            {by !== '' && ` par ${by}`}
          </span>
          <p>{text === '' ? <em>Vide</em> : text}</p>
        </li>
      ))}
    </ol>
  );
}
