import { useState, type ReactNode } from 'react';
import type { LostKey as Lost } from '../../../shared/contract/lostKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import { Conclusion } from './Conclusion.tsx';
import { ThreeQuestions } from './ThreeQuestions.tsx';
import styles from './LostKey.module.css';

/** A key is lost: three questions, then what follows from them; or one that was reported before. */
export function LostKey({
  repository,
  lostKeyId,
}: {
  readonly repository?: string;
  readonly lostKeyId?: string;
}): ReactNode {
  const targets = useContractQuery('snapshots.targets', {});
  const lostKeys = useContractQuery('lostKeys.list', {});
  const [reported, setReported] = useState<string | null>(lostKeyId ?? null);
  // While it is being reported the target leaves the list: its name stays on the page.
  const [target] = useState(() => repository);
  const label = targets.data?.targets.find((each) => each.repository === target)?.label;
  const lost: Lost | undefined = lostKeys.data?.keys.find(({ id }) => id === reported);
  const error = targets.error ?? lostKeys.error;
  const title = `${lost?.label ?? label ?? 'Une clé'} est perdue`;
  return (
    <Page title={title} actions={<Button onClick={back}>Revenir aux sauvegardes</Button>}>
      <div className={styles.page}>
        {error && <RefusalNotice refusal={error.error} />}
        {!targets.data && !error && <Skeleton lines={4} />}
        {lost !== undefined && <Conclusion lost={lost} />}
        {reported === null && target !== undefined && label !== undefined && (
          <ThreeQuestions repository={target} label={label} onReported={({ id }) => setReported(id)} />
        )}
      </div>
    </Page>
  );
}
