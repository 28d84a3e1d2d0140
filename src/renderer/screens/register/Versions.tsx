import { IconHistory } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { RegisterVersion } from '../../../shared/contract/register.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { Changes } from './Changes.tsx';
import styles from './Register.module.css';

/** The versions that are kept, and what differs between two of them. */
export function Versions(): ReactNode {
  const { data } = useContractQuery('register.versions', {});
  const [refusal, refuse] = useRefusal();
  if (!data) return <Skeleton lines={4} />;
  if (data.versions.length === 0)
    return (
      <Card>
        <EmptyState
          icon={IconHistory}
          title="Aucune version"
          text="Chaque version garde le registre d’un jour, mot pour mot, avec son PDF."
        />
      </Card>
    );

  async function act(method: 'documents.print' | 'documents.save', documentId: string): Promise<void> {
    const result = await invoke(method, { documentId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <div className={styles.versions}>
      <Card title="Versions enregistrées">
        <ul>
          {data.versions.map((version) => (
            <VersionRow key={version.number} version={version} onAct={(method, id) => void act(method, id)} />
          ))}
        </ul>
        <RefusalNotice refusal={refusal} />
      </Card>
      <Comparison versions={data.versions} />
    </div>
  );
}

function VersionRow({
  version: { number, at, by, documentId },
  onAct,
}: {
  readonly version: RegisterVersion;
  readonly onAct: (method: 'documents.print' | 'documents.save', documentId: string) => void;
}): ReactNode {
  const zone = useTimeZone();
  return (
    <li className="item">
      <div className="grow">
        <strong>Version {number}</strong>
        <p className="small muted">
          {legalDayText(at, zone)}, par {by}
        </p>
      </div>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Imprimer la version ${number}`}
        onClick={() => onAct('documents.print', documentId)}
      >
        Imprimer
      </Button>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Enregistrer le PDF de la version ${number}`}
        onClick={() => onAct('documents.save', documentId)}
      >
        Enregistrer le PDF
      </Button>
    </li>
  );
}

const NOW = 'now';

/** From one version to another, or to the register as it is now. */
function Comparison({ versions }: { readonly versions: readonly RegisterVersion[] }): ReactNode {
  const [newest, before] = versions;
  const [from, setFrom] = useState(String(before?.number ?? newest?.number ?? 1));
  const [to, setTo] = useState(before === undefined ? NOW : String(newest?.number ?? NOW));
  const { data, error } = useContractQuery('register.difference', {
    from: Number(from),
    to: to === NOW ? null : Number(to),
  });
  const choices = versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }));
  return (
    <Card title="Ce qui a changé" padded>
      <div className={styles.choice}>
        <SelectField label="De" choices={choices} value={from} onChange={(value) => value !== null && setFrom(value)} />
        <SelectField
          label="À"
          choices={[{ value: NOW, label: 'Maintenant' }, ...choices]}
          value={to}
          onChange={(value) => value !== null && setTo(value)}
        />
      </div>
      <RefusalNotice refusal={error?.error ?? null} />
      {data ? <Changes changes={data.changes} /> : error === null && <Skeleton lines={3} />}
    </Card>
  );
}
