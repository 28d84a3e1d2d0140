import { IconClockExclamation, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Notice } from '../../components/Notice.tsx';
import { copyEnd, copyTitle } from '../../components/readingCopyText.ts';
import { RemoveCopy } from '../../components/RemoveCopy.tsx';
import { useNow } from '../../state/clock.ts';
import { useStatus } from '../../state/session.ts';
import styles from './LockFrame.module.css';

/** Before a copy is open the practice's own time zone is not known: this computer's. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What lies behind a lock or a veil is a copy: how old, and whether it opens still. Nothing where it is a vault. */
export function ReadingCopyNotice(): ReactNode {
  const { readingCopy, phase } = useStatus();
  const now = useNow();
  if (readingCopy === null) return null;
  const title = <strong>{copyTitle(readingCopy, ZONE, now)}.</strong>;
  return (
    <div className={styles.copy}>
      {readingCopy.isExpired ? (
        <>
          <Notice tone="warn" icon={IconClockExclamation}>
            {title} Son délai est passé&nbsp;: votre phrase la met à jour par le réseau, puis l’ouvre.
          </Notice>
          {phase === 'locked' && <RemoveCopy />}
        </>
      ) : (
        <Notice icon={IconEye}>
          {title} Elle s’ouvre {copyEnd(readingCopy, ZONE, now)} sans mise à jour.
        </Notice>
      )}
    </div>
  );
}
