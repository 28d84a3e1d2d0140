import { IconFlask, IconNotes } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { LeaveDemonstration } from '../../components/LeaveDemonstration.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useNow } from '../../state/clock.ts';
import { useSession, useStatus } from '../../state/session.ts';
import { useWorks } from '../../state/works.ts';
import { clockTime, sinceText } from './lockTimes.ts';
import { LockFrame } from './LockFrame.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { RecoveryForm } from './RecoveryForm.tsx';
import styles from './Unlock.module.css';

/** The locked vault: opened by the passphrase, or by the recovery sheet. */
export function Unlock(): ReactNode {
  const { greeting, lockedSince, draftWaitingSince, readingCopy } = useStatus();
  const [withSheet, setWithSheet] = useState(false);
  const works = useWorks();
  const now = useNow();
  const since = lockedSince === null ? '' : ` depuis ${sinceText(lockedSince, now)}`;
  return (
    <LockFrame
      title={greeting === null || greeting === '' ? 'Bonjour' : `Bonjour ${greeting}`}
      lead={
        readingCopy === null ? `Le coffre du cabinet est verrouillé${since}.` : `Cette copie est verrouillée${since}.`
      }
    >
      {withSheet ? (
        <RecoveryForm onBack={() => setWithSheet(false)} />
      ) : (
        <PassphraseForm onForgotten={() => setWithSheet(true)} />
      )}
      <div className={styles.below}>
        {works.map((work) => (
          <LongWork key={work.workId} work={work} />
        ))}
        {draftWaitingSince !== null && (
          <Notice icon={IconNotes}>
            Une consultation commencée à {clockTime(draftWaitingSince)} vous attend. Rien n’est perdu.
          </Notice>
        )}
        <DemoPassphrase />
      </div>
    </LockFrame>
  );
}

function DemoPassphrase(): ReactNode {
  const { isDemo } = useStatus();
  const passphrase = useSession(({ demoPassphrase }) => demoPassphrase);
  if (!isDemo) return null;
  return (
    <Notice icon={IconFlask} action={<LeaveDemonstration />}>
      Coffre de démonstration, aux patients inventés.
      {passphrase !== null && ` Phrase de la démonstration\u00a0: ${passphrase}`}
    </Notice>
  );
}
