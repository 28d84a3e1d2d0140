import { Modal } from '@mantine/core';
import { useContext, useEffect, useState, type ReactNode } from 'react';
import { countDialog, DialogDepth } from '../keyboard/commands.ts';
import { useWorks, type Work } from '../state/works.ts';
import { LongWork } from './LongWork.tsx';
import styles from './WorkCover.module.css';

/** What is over sooner shows nothing: a flash would only frighten. */
const SHOWN_AFTER_MS = 300;

/** Covers the whole window while one of these works runs: nothing but its progress, and how to stop it. */
export function WorkCover({ steps, note }: { readonly steps: readonly string[]; readonly note: string }): ReactNode {
  const work = useWorks().find(({ step }) => steps.includes(step));
  return work && <Cover key={work.workId} work={work} note={note} />;
}

function Cover({ work, note }: { readonly work: Work; readonly note: string }): ReactNode {
  const depth = useContext(DialogDepth);
  const [isShown, setShown] = useState(false);
  useEffect(countDialog, []);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <DialogDepth value={depth + 1}>
      <Modal.Root
        opened={isShown}
        onClose={() => undefined}
        closeOnEscape={false}
        closeOnClickOutside={false}
        fullScreen
        transitionProps={{ duration: 0 }}
      >
        <Modal.Content aria-label="Travail en cours" classNames={{ content: styles.content ?? '' }}>
          <div className={styles.middle}>
            <LongWork work={work} note={note} />
          </div>
        </Modal.Content>
      </Modal.Root>
    </DialogDepth>
  );
}
