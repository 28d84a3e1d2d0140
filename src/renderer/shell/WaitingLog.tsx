import { IconDatabaseExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Notice } from '../components/Notice.tsx';
import { useStatus } from '../state/session.ts';
import styles from './Shell.module.css';

/** Stays while the disk is too full for the access log: what was read is noted once there is room. */
export function WaitingLog(): ReactNode {
  const { isLogWaiting } = useStatus();
  if (!isLogWaiting) return null;
  return (
    <div className={styles.band}>
      <Notice tone="danger" icon={IconDatabaseExclamation}>
        Le disque est plein&nbsp;: le journal d’accès attend. Libérez de la place, il s’écrira tout seul.
      </Notice>
    </div>
  );
}
