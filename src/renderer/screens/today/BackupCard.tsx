import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BackupLine } from '../../components/BackupStatus.tsx';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { nextCopyText } from '../../components/nextCopyText.ts';
import { Notice } from '../../components/Notice.tsx';
import { useContractQuery } from '../../queries.ts';
import { goTo } from '../../state/route.ts';
import { useIsTitular, useStatus } from '../../state/session.ts';
import styles from './Today.module.css';

/** How the copies stand; a copy that only consults has none of its own. */
function useBackups() {
  const { readingCopy } = useStatus();
  return useContractQuery('snapshots.status', {}, { enabled: readingCopy === null }).data;
}

/** Where the patients' data are safe, and when the next copy is made. */
export function BackupCard(): ReactNode {
  const data = useBackups();
  const isTitular = useIsTitular();
  if (!data) return null;
  return (
    <Card title="Sauvegardes" aside={isTitular && <LinkButton onClick={() => goTo('backups')}>Voir</LinkButton>}>
      <div className={styles.backup}>
        <BackupLine status={data.status} />
        <p className="small">
          {data.status.reason === 'no-target' ? 'Vos dossiers ne sont que sur cet ordinateur.' : nextCopyText(data)}
        </p>
      </div>
    </Card>
  );
}

/** A red band where copies are late: it stays until they are made. */
export function LateBand(): ReactNode {
  const data = useBackups();
  const isTitular = useIsTitular();
  if (data?.status.level !== 'late') return null;
  return (
    <Notice
      tone="danger"
      icon={IconAlertTriangle}
      action={
        isTitular && (
          <Button size="sm" onClick={() => goTo('backups')}>
            Voir les sauvegardes
          </Button>
        )
      }
    >
      <BackupLine status={data.status} hideIcon />
    </Notice>
  );
}
