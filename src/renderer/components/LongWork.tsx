import { type ReactNode } from 'react';
import { invoke } from '../bridge.ts';
import { useNow } from '../state/clock.ts';
import type { Work } from '../state/works.ts';
import { LinkButton } from './Button.tsx';
import styles from './LongWork.module.css';
import { timeLeft } from './timeLeft.ts';

/** What each step of the core is called; a step without a name here is shown as work under way. */
const stepNames: Readonly<Record<string, string>> = {
  check: 'Contrôle du coffre',
  fill: 'Création des patients inventés',
  demonstration: 'Préparation de la démonstration',
  'import-reading': 'Lecture du fichier',
  'import-writing': 'Écriture des dossiers',
  'import-undoing': 'Retrait des dossiers repris',
  move: 'Copie du coffre à sa nouvelle place',
  'snapshot-reading': 'Sauvegarde en cours',
  'snapshot-writing': 'Sauvegarde en cours, écriture',
  prove: 'Restauration d’essai',
  'restore-trial': 'Relecture de la sauvegarde',
  restore: 'Mise en place du coffre',
  rekey: 'Chiffrement à neuf du coffre',
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
  const isMeasured = work.total > 0;
  const percent = isMeasured ? Math.min(100, Math.floor((100 * work.done) / work.total)) : 0;
  return (
    <div className={styles.work}>
      <div className="between">
        <strong>{title}</strong>
        <span className="small muted">{isMeasured ? <TimeLeft work={work} /> : 'Un instant…'}</span>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        // Without a value it is read as a work whose end is not known.
        aria-valuenow={isMeasured ? percent : undefined}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <div className="between small muted">
        <span>
          {isMeasured && `${count(work.done)} sur ${count(work.total)}. `}
          {note}
        </span>
        {work.cancellable && (
          <LinkButton onClick={() => void invoke('application.cancelWork', { workId: work.workId })}>
            Arrêter
          </LinkButton>
        )}
      </div>
      {/* Said at the beginning, the middle and the end, not at each step. */}
      <span className="visually-hidden" role="status">
        {isMeasured ? `${title}\u00a0: ${percent < 50 ? 0 : percent < 100 ? 50 : 100}\u00a0%` : title}
      </span>
    </div>
  );
}

function TimeLeft({ work }: { readonly work: Work }): string | null {
  return timeLeft(work, useNow());
}

function count(value: number): string {
  return value.toLocaleString('fr-FR');
}
