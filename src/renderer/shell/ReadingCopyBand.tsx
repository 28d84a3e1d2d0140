import { IconEye, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { sentenceOf } from '../../shared/french/errorSentences.ts';
import { invoke } from '../bridge.ts';
import { Button, LinkButton } from '../components/Button.tsx';
import { Notice } from '../components/Notice.tsx';
import { copyEnd, copyTitle } from '../components/readingCopyText.ts';
import { useNow } from '../state/clock.ts';
import { useTimeZone } from '../state/practiceTime.ts';
import { useStatus } from '../state/session.ts';
import { showToast } from '../state/toast.ts';
import { useWorks, type Work } from '../state/works.ts';
import styles from './Shell.module.css';

/** Over every page of a copy that only consults: how old it is, until when it opens, and the way to a newer one. */
export function ReadingCopyBand(): ReactNode {
  const { readingCopy } = useStatus();
  const [error, setError] = useState<ContractError | null>(null);
  const timeZone = useTimeZone();
  const now = useNow();
  const updating = useWorks().find(({ step }) => step === 'copy-update');
  if (readingCopy === null) return null;

  async function update(): Promise<void> {
    setError(null);
    const result = await invoke('readingCopy.update', {});
    if (result.ok)
      showToast({ text: result.value.isNewer ? 'Copie mise à jour' : 'Rien de plus récent à l’hébergeur' });
    else if (result.error.code !== 'cancelled') setError(result.error);
  }

  return (
    <section className={styles.band} aria-label="Copie en lecture seule">
      <Notice
        tone={error === null ? 'plain' : 'warn'}
        icon={IconEye}
        action={
          updating === undefined ? (
            <Button size="sm" icon={IconRefresh} onClick={() => void update()}>
              Mettre à jour
            </Button>
          ) : (
            <span className="row">
              {progressText(updating)}
              <LinkButton onClick={() => void invoke('application.cancelWork', { workId: updating.workId })}>
                Arrêter
              </LinkButton>
            </span>
          )
        }
      >
        <strong>{copyTitle(readingCopy, timeZone, now)}.</strong>{' '}
        {error === null ? `Elle s’ouvre ${copyEnd(readingCopy, timeZone, now)} sans mise à jour.` : sentenceOf(error)}
      </Notice>
    </section>
  );
}

function progressText({ done, total }: Work): string {
  return total === 0 ? 'Mise à jour…' : `Mise à jour… ${Math.floor((100 * done) / total)}\u00a0%`;
}
