import { type ReactNode } from 'react';
import { invoke } from '../bridge.ts';
import { useNow } from '../state/clock.ts';
import type { Work } from '../state/works.ts';
import { LinkButton } from './Button.tsx';
import styles from './LongWork.module.css';
import { timeLeft } from './timeLeft.ts';

/** What each step of the core is called; a step without a name here is shown as work under way. */
const stepNames: Readonly<Record<string, string>> = {
  import: 'Reprise des dossiers',
  'import-undo': 'Retrait des dossiers repris',
  fill: 'Création des patients inventés',
  check: 'Contrôle du coffre',
  migrate: 'Mise à jour du coffre',
  move: 'Copie du coffre',
  rekey: 'Renouvellement des accès',
};

/** A long work of the core: what is done, count, time left, and how to stop it. */
export function LongWork({
  work,
  title = stepNames[work.step] ?? 'Travail en cours',
  note,
}: {
  readonly work: Work;
  readonly title?: string;
  /** Whether one may go on working meanwhile. */
  readonly note?: string;
}): ReactNode {
  const percent = work.total === 0 ? 0 : Math.min(100, Math.floor((100 * work.done) / work.total));
  return (
    <div className={styles.work}>
      <div className="between">
        <strong>{title}</strong>
        <span className="small muted">
          <TimeLeft work={work} />
        </span>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={title}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <div className="between small muted">
        <span>
          {count(work.done)} sur {count(work.total)}
          {note !== undefined && `. ${note}`}
        </span>
        {work.cancellable && (
          <LinkButton onClick={() => void invoke('application.cancelWork', { workId: work.workId })}>
            Arrêter
          </LinkButton>
        )}
      </div>
      {/* Said at the beginning, the middle and the end, not at each step. */}
      <span
        className="visually-hidden"
        role="status"
      >{`${title}\u00a0: ${percent < 50 ? 0 : percent < 100 ? 50 : 100}\u00a0%`}</span>
    </div>
  );
}

function TimeLeft({ work }: { readonly work: Work }): string | null {
  return timeLeft(work, useNow());
}

function count(value: number): string {
  return value.toLocaleString('fr-FR');
}
