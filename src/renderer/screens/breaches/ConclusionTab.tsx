import { useState, type ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import type { BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';

/** What is kept in mind of it; closed, it stays in the register and can be opened again. */
export function ConclusionTab({ breach, values, change, flush }: BreachTabProps): ReactNode {
  const { summary } = breach;
  const breachId = summary.id;
  const zone = useTimeZone();
  const conclusion = values.lessons;
  const [isTried, setTried] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function close(): Promise<void> {
    setTried(true);
    if (conclusion.trim() === '') return;
    await flush();
    const result = await invoke('breaches.close', { breachId, conclusion: conclusion.trim() });
    refuse(result.ok ? null : result.error);
  }

  async function reopen(): Promise<void> {
    const result = await invoke('breaches.reopen', { breachId });
    refuse(result.ok ? null : result.error);
  }

  if (summary.closedAt !== null)
    return (
      <Card title={`Close le ${legalDayText(summary.closedAt, zone)}`} padded>
        <div className={styles.form}>
          <RefusalNotice refusal={refusal} />
          <p className={styles.value}>{breach.conclusion}</p>
          <p>
            <Button onClick={() => void reopen()}>Rouvrir pour compléter</Button>
          </p>
        </div>
      </Card>
    );
  return (
    <Card title="Conclure" padded>
      <div className={styles.form}>
        <TextArea
          label="Ce que vous en retenez"
          hint="L’inscription reste au registre, avec ses notifications. Source : article 33(5) du RGPD."
          lines={3}
          value={conclusion}
          onChange={(lessons) => change({ lessons })}
          error={isTried && conclusion.trim() === '' ? 'Écrivez une phrase : elle clôt l’inscription.' : undefined}
        />
        <RefusalNotice refusal={refusal} />
        <p>
          <Button variant="primary" onClick={() => void close()}>
            Clore la violation
          </Button>
        </p>
      </div>
    </Card>
  );
}
