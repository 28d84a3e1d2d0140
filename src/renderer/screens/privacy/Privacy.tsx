import {
  IconAlertTriangle,
  IconCheck,
  IconChevronRight,
  IconFileText,
  IconHandStop,
  IconHourglass,
  IconMailQuestion,
  IconWritingSign,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { Duty } from '../../../shared/contract/privacy.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { classes } from '../../components/classes.ts';
import { Icon } from '../../components/Icon.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { invalidateAreas, useContractQuery } from '../../queries.ts';
import { navigate, type Route } from '../../state/route.ts';
import { BinderCard } from './BinderCard.tsx';
import { dutyLine } from './dutyText.ts';
import styles from './Privacy.module.css';

/** What the RGPD asks of the practice: what is late or due, what is in order, each line a door to it. */
export function Privacy(): ReactNode {
  const { data, error } = useContractQuery('privacy.home', {});
  useEffect(() => invalidateAreas(['privacy']), []);
  if (!data)
    return <Page title="RGPD">{error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={7} />}</Page>;
  const open = data.duties.filter(({ state }) => state !== 'fine');
  const inOrder = data.duties.filter(({ state }) => state === 'fine');
  return (
    <Page
      title="RGPD"
      subtitle={summary(open.length, inOrder.length)}
      actions={
        <Button icon={IconFileText} onClick={() => navigate({ screen: 'documents' })}>
          Documents gardés
        </Button>
      }
    >
      <div className={styles.columns}>
        <div>
          {open.length > 0 && <Duties title="À traiter" duties={open} />}
          {inOrder.length > 0 && <Duties title="En ordre" duties={inOrder} />}
        </div>
        <aside>
          <Card title="Un patient demande…">
            <ul>
              {QUESTIONS.map((question) => (
                <li key={question.text}>
                  <button type="button" className={styles.question} onClick={() => navigate(question.route)}>
                    <Icon of={question.icon} />
                    <span className="grow">{question.text}</span>
                    <Icon of={IconChevronRight} size="sm" />
                  </button>
                </li>
              ))}
            </ul>
          </Card>
          <BinderCard />
          <DurationsNote />
        </aside>
      </div>
    </Page>
  );
}

/** The durations that the practice applies, with their source. */
function DurationsNote(): ReactNode {
  const { data } = useContractQuery('retention.rule', {});
  if (!data) return null;
  return (
    <p className="small muted">
      Durées appliquées : {data.activeYears} ans actifs puis {data.archivedYears} ans archivés, mineurs jusqu’à{' '}
      {data.minorUntilAge} ans. Source : CNIL, délibération 2020-081.{' '}
      <LinkButton onClick={() => navigate({ screen: 'retention' })}>Modifier</LinkButton>
    </p>
  );
}

const QUESTIONS: readonly { readonly text: string; readonly icon: TablerIcon; readonly route: Route }[] = [
  {
    text: 'Une copie de son dossier, une correction, un effacement',
    icon: IconMailQuestion,
    route: { screen: 'requests' },
  },
  { text: 'Que rien ne soit partagé', icon: IconHandStop, route: { screen: 'oppositions' } },
  { text: 'Donner ou retirer un accord', icon: IconWritingSign, route: { screen: 'consents' } },
];

function Duties({ title, duties }: { readonly title: string; readonly duties: readonly Duty[] }): ReactNode {
  return (
    <Card title={title}>
      <ul>
        {duties.map((duty) => (
          <DutyRow key={`${duty.finding} ${duty.subject ?? ''}`} duty={duty} />
        ))}
      </ul>
    </Card>
  );
}

const MARKS = { late: IconAlertTriangle, due: IconHourglass, fine: IconCheck } as const;

function DutyRow({ duty }: { readonly duty: Duty }): ReactNode {
  const line = dutyLine(duty);
  return (
    <li className={classes('item', styles.duty)}>
      <span className={classes(styles.mark, styles[duty.state])}>
        <Icon of={MARKS[duty.state]} />
      </span>
      <span className={styles.what}>
        <strong>{line.title}</strong>
        <span className="small muted">{line.detail}</span>
      </span>
      <span className="small soft nowrap">{line.when}</span>
      <Button
        size="sm"
        variant={duty.state === 'fine' ? 'quiet' : 'default'}
        aria-label={`${line.door}\u00a0: ${line.title}`}
        onClick={() => navigate(line.route)}
      >
        {line.door}
      </Button>
    </li>
  );
}

function summary(open: number, inOrder: number): string {
  const standing = open === 0 ? 'Rien n’attend' : `${counted(open, 'point')} à traiter`;
  return `${standing}, ${inOrder} en ordre.`;
}
