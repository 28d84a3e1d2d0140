import { IconMailQuestion } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { REQUEST_KINDS } from '../../../shared/french/requestKinds.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back, navigate } from '../../state/route.ts';
import { RecordDialog } from './RecordDialog.tsx';
import styles from './Requests.module.css';

/** What persons asked about their data: the open ones with their last day, and those that were answered. */
export function Requests({ patientId }: { readonly patientId?: string }): ReactNode {
  const { data, error } = useContractQuery('requests.list', { patientId: patientId ?? null });
  const [isRecording, setRecording] = useState(false);
  const record = (): void => setRecording(true);
  useCommand('new', record);
  const open = data?.requests.filter(({ standing }) => standing !== 'closed') ?? [];
  const closed = data?.requests.filter(({ standing }) => standing === 'closed') ?? [];
  return (
    <Page
      title="Demandes sur les données"
      subtitle="Accès, correction, effacement, gel, portabilité, opposition : chacune a son délai (articles 12 à 21 du RGPD, L1111-7 du Code de la santé publique)."
      actions={
        <>
          <Button onClick={back}>Revenir</Button>
          <Button variant="primary" icon={IconMailQuestion} keys="N" onClick={record}>
            Noter une demande
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={error?.error ?? null} />
      {!data && error === null && <Skeleton />}
      {data && (
        <div className={styles.cards}>
          <Card title="À répondre">
            {open.length === 0 ? (
              <EmptyState
                icon={IconMailQuestion}
                title="Aucune demande n’attend"
                text="Notez une demande dès qu’elle arrive : ses dates sont comptées aussitôt."
              />
            ) : (
              <ul>
                {open.map((request) => (
                  <RequestRow key={request.id} request={request} />
                ))}
              </ul>
            )}
          </Card>
          {closed.length > 0 && (
            <Card title="Closes">
              <ul>
                {closed.map((request) => (
                  <RequestRow key={request.id} request={request} />
                ))}
              </ul>
            </Card>
          )}
        </div>
      )}
      {isRecording && <RecordDialog patientId={patientId} onClose={() => setRecording(false)} />}
    </Page>
  );
}

function RequestRow({ request }: { readonly request: PersonRequest }): ReactNode {
  const zone = useTimeZone();
  const name = request.displayName ?? 'Dossier détruit depuis';
  return (
    <li className="item">
      <div className="grow">
        <strong>
          {REQUEST_KINDS[request.kind]}, {name}
        </strong>
        <p className="small muted">
          Reçue le {legalDayText(request.receivedAt, zone)} {channelText(request.channel)}
          {request.fileInBin && ', dossier à la corbeille'}
        </p>
      </div>
      <Standing request={request} />
      <Button
        size="sm"
        aria-label={`Ouvrir la demande de ${name}`}
        onClick={() => navigate({ screen: 'request', requestId: request.id })}
      >
        Ouvrir
      </Button>
    </li>
  );
}

const OUTCOMES = { granted: 'Acceptée', refused: 'Refusée', withdrawn: 'Abandonnée' } as const;

export function Standing({ request }: { readonly request: PersonRequest }): ReactNode {
  const { standing, dueOn, answer } = request;
  switch (standing) {
    case 'closed':
      return <Tag>{answer === null ? 'Close' : OUTCOMES[answer.outcome]}</Tag>;
    case 'late':
      return <Tag tone="danger">En retard depuis le {formatDate(dueOn)}</Tag>;
    case 'pressing':
      return <Tag tone="warn">Avant le {formatDate(dueOn)}</Tag>;
    case 'in-time':
      return <Tag>Avant le {formatDate(dueOn)}</Tag>;
  }
}
