import { IconAlertTriangle, IconCheck, IconHelp, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PcCheckDone, PcFinding } from '../../../shared/contract/pcCheck.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { openPcQuestions, type PcAnswer, type PcSystem } from '../../../shared/domain/pcCheck.ts';
import { counted } from '../../../shared/french/counted.ts';
import { PC_TEXTS } from '../../../shared/french/pcCheckTexts.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { classes } from '../../components/classes.ts';
import { Icon } from '../../components/Icon.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import styles from './PcCheck.module.css';

/** The security of this PC: what the system tells, what one answers oneself, and what to do about the rest. */
export function PcCheck(): ReactNode {
  const { data, error, refetch, isFetching } = useContractQuery('pcCheck.look', {});
  const past = useContractQuery('pcCheck.list', {});
  const [said, setSaid] = useState<Readonly<Record<string, PcAnswer>>>({});
  const [refusal, refuse] = useRefusal();
  const findings = data?.findings.map((finding) =>
    finding.isRead ? finding : { ...finding, answer: said[finding.question] ?? finding.answer },
  );

  async function keep(): Promise<void> {
    if (!data || !findings) return;
    const result = await invoke('pcCheck.keep', { system: data.system, findings });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: keptText(findings) });
  }
  useCommand('main', () => void keep());

  return (
    <Page
      title="Sécurité du poste"
      subtitle="Ce que le système dit de lui-même est lu sur place, rien ne sort. Le reste, vous y répondez. Sources : article 32 du RGPD, guide de la sécurité de la CNIL (2024)."
      actions={
        <div className="row">
          <Button onClick={back}>Revenir</Button>
          <Button icon={IconRefresh} disabled={isFetching} onClick={() => void refetch()}>
            Relire
          </Button>
          <Button variant="primary" keys="Ctrl Entrée" disabled={!data} onClick={() => void keep()}>
            Garder cette vérification
          </Button>
        </div>
      }
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      <div className={styles.columns}>
        <Card title={findings ? summary(findings) : 'Lecture du poste…'}>
          {!findings && <Skeleton lines={8} />}
          <ul>
            {data &&
              findings?.map((finding) => (
                <Question
                  key={finding.question}
                  finding={finding}
                  system={data.system}
                  onSay={(answer) => setSaid({ ...said, [finding.question]: answer })}
                />
              ))}
          </ul>
        </Card>
        <aside>
          <Past checks={past.data?.checks ?? []} />
        </aside>
      </div>
    </Page>
  );
}

function summary(findings: readonly PcFinding[]): string {
  const of = (wanted: PcAnswer): number => findings.filter(({ answer }) => answer === wanted).length;
  return `${counted(of('good'), 'point')} en ordre, ${of('bad')} à corriger, ${of('unknown')} sans réponse`;
}

function keptText(findings: readonly PcFinding[]): string {
  const open = openPcQuestions(findings.map(({ answer }) => answer));
  return open === 0
    ? 'Vérification gardée à ce jour. La prochaine est dans six mois.'
    : `Vérification gardée à ce jour. ${counted(open, 'point reste', 'points restent')} sans réponse : complétez-la quand vous saurez.`;
}

const MARKS = { good: IconCheck, bad: IconAlertTriangle, unknown: IconHelp } as const;

function Question({
  finding: { question, answer, isRead },
  system,
  onSay,
}: {
  readonly finding: PcFinding;
  readonly system: PcSystem;
  readonly onSay: (answer: PcAnswer) => void;
}): ReactNode {
  const { title, why, look, remedy } = PC_TEXTS[question];
  return (
    <li className={classes('item', styles.question)}>
      <span className={classes(styles.mark, styles[answer])}>
        <Icon of={MARKS[answer]} />
      </span>
      <div className="grow">
        <strong>{title}</strong>
        <p className="small muted">{why}</p>
        {!isRead && <p className="small">Où regarder&nbsp;: {look[system]}</p>}
        {answer === 'bad' && <p className={classes('small', styles.remedy)}>À faire&nbsp;: {remedy[system]}</p>}
      </div>
      {isRead ? (
        <span className="small soft nowrap">{answer === 'good' ? 'Lu : en ordre' : 'Lu : à corriger'}</span>
      ) : (
        <Segmented
          label={title}
          choices={[
            { value: 'good', label: 'Oui' },
            { value: 'bad', label: 'Non' },
          ]}
          value={answer === 'unknown' ? null : answer}
          onChange={onSay}
        />
      )}
    </li>
  );
}

function Past({ checks }: { readonly checks: readonly PcCheckDone[] }): ReactNode {
  const zone = useTimeZone();
  return (
    <Card title="Vérifications gardées">
      {checks.length === 0 && <p className={styles.none}>Aucune pour l’instant.</p>}
      <ul>
        {checks.map(({ id, at, findings }) => (
          <li key={id} className="item">
            <div>
              <strong>{legalDayText(at, zone)}</strong>
              <p className="small muted">{summary(findings)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
