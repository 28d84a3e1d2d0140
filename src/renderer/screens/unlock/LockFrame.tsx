import type { ReactNode } from 'react';
import { BackupLine } from '../../components/BackupStatus.tsx';
import { BrandSign } from '../../components/Brand.tsx';
import { themedFile } from '../../components/themedFile.tsx';
import { useNow } from '../../state/clock.ts';
import { useStatus } from '../../state/session.ts';
import { momentOnClock } from './lockTimes.ts';
import styles from './LockFrame.module.css';

/** Of the few PCs that have a copy: its dialog and its dates are not read before the first painting of the others. */
const copyNotice = themedFile(() =>
  import('./ReadingCopyNotice.tsx').then(({ ReadingCopyNotice }) => ReadingCopyNotice),
);

/** The full window of a vault that is closed or masked: no name of a patient, only what the practice chose to show. */
export function LockFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { practiceLabel, backup, readingCopy } = useStatus();
  return (
    <div className={styles.frame}>
      <main className={styles.main}>
        <BrandSign size={52} />
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {readingCopy !== null && <copyNotice.Part copy={readingCopy} />}
        {children}
      </main>
      <footer className={styles.foot}>
        {backup ? <BackupLine status={backup} /> : <span />}
        <span>
          {practiceLabel !== null && practiceLabel !== '' && `${practiceLabel} · `}
          <PresentMoment />
        </span>
      </footer>
    </div>
  );
}

function PresentMoment(): ReactNode {
  return momentOnClock(useNow());
}
