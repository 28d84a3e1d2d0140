import { IconClockExclamation, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ApplicationStatus } from '../../../shared/contract/application.ts';
import { Notice } from '../../components/Notice.tsx';
import { copyEnd, copyTitle } from '../../components/readingCopyText.ts';
import { RemoveCopy } from '../../components/RemoveCopy.tsx';
import { useNow } from '../../state/clock.ts';
import { useStatus } from '../../state/session.ts';
import styles from './LockFrame.module.css';

type Copy = NonNullable<ApplicationStatus['readingCopy']>;

/** Before a copy is open the practice's own time zone is not known: this computer's. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What lies behind a lock or a veil is a copy: how old, and whether it opens still. */
export function ReadingCopyNotice({ copy }: { readonly copy: Copy }): ReactNode {
  const { phase } = useStatus();
  const now = useNow();
  const title = <strong>{copyTitle(copy, ZONE, now)}.</strong>;
  return (
    <div className={styles.copy}>
      {copy.isExpired ? (
        <>
          <Notice tone="warn" icon={IconClockExclamation}>
            {title} Son délai est passé&nbsp;: votre phrase la met à jour par le réseau, puis l’ouvre.
          </Notice>
          {phase === 'locked' && <RemoveCopy />}
        </>
      ) : (
        <Notice icon={IconEye}>
          {title} Elle s’ouvre {copyEnd(copy, ZONE, now)} sans mise à jour.
        </Notice>
      )}
    </div>
  );
}
