import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { BreachSummary } from '../../../shared/contract/breaches.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { RISKS } from '../../../shared/french/breachWords.ts';
import { BreachClock } from '../../components/BreachClock.tsx';
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
import { BreachPage } from './BreachPage.tsx';
import styles from './Breaches.module.css';
import { RecordDialog } from './RecordDialog.tsx';

/** The internal register of breaches, or one of them. */
export function Breaches({ breachId }: { readonly breachId?: string }): ReactNode {
  return breachId === undefined ? <Register /> : <BreachPage key={breachId} breachId={breachId} />;
}

function Register(): ReactNode {
  const { data, error } = useContractQuery('breaches.list', {});
  const [isRecording, setRecording] = useState(false);
  const record = (): void => setRecording(true);
  useCommand('new', record);
  const running = data?.breaches.filter(
    ({ closedAt, clock }) => closedAt === null && clock.state !== 'none' && clock.state !== 'sent',
  );
  return (
    <Page
      title="Registre des violations"
      subtitle="Toute perte, fuite ou altération de données y entre, même sans risque. Source : article 33(5) du RGPD."
      actions={
        <div className="row">
          <Button onClick={back}>Revenir</Button>
          <Button variant="primary" icon={IconPlus} keys="N" onClick={record}>
            Inscrire une violation
          </Button>
        </div>
      }
    >
      <RefusalNotice refusal={error?.error ?? null} />
      {!data && !error && <Skeleton lines={5} />}
      {running?.map((breach) => (
        <div key={breach.id} className={styles.band}>
          <BreachClock breach={breach} />
        </div>
      ))}
      {data && <List breaches={data.breaches} />}
      {isRecording && <RecordDialog onClose={() => setRecording(false)} />}
    </Page>
  );
}

function List({ breaches }: { readonly breaches: readonly BreachSummary[] }): ReactNode {
  if (breaches.length === 0)
    return (
      <Card>
        <EmptyState
          icon={IconShieldCheck}
          title="Aucune violation inscrite"
          text="Un courriel mal adressé, un ordinateur volé, un fichier perdu : inscrivez-le ici, les 72 heures se comptent seules. Une sauvegarde perdue s’inscrit d’elle-même."
        />
      </Card>
    );
  return (
    <Card title={counted(breaches.length, 'violation inscrite', 'violations inscrites')}>
      <ul>
        {breaches.map((breach) => (
          <Row key={breach.id} breach={breach} />
        ))}
      </ul>
    </Card>
  );
}

const TONES = { none: 'ok', risk: 'warn', high: 'danger' } as const;

function Row({ breach }: { readonly breach: BreachSummary }): ReactNode {
  const zone = useTimeZone();
  return (
    <li className="item">
      <div className="grow">
        <strong>
          {breach.number}. {breach.title}
        </strong>
        <p className="small muted">
          Connue le {legalDayText(breach.awareAt, zone)}, {standing(breach, zone)}
        </p>
      </div>
      <Tag tone={TONES[breach.risk]}>{RISKS[breach.risk]}</Tag>
      <Button
        size="sm"
        aria-label={`Ouvrir la violation ${breach.number}`}
        onClick={() => navigate({ screen: 'breaches', breachId: breach.id })}
      >
        Ouvrir
      </Button>
    </li>
  );
}

function standing({ closedAt, clock }: BreachSummary, zone: string): string {
  if (closedAt !== null) return `close le ${legalDayText(closedAt, zone)}`;
  if (clock.state === 'sent') return `CNIL notifiée le ${legalDayText(clock.at, zone)}`;
  return clock.state === 'none' ? 'à conclure' : 'CNIL à notifier';
}
