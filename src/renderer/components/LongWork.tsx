import { type ReactNode } from 'react';
import { invoke } from '../bridge.ts';
import { useNow } from '../state/clock.ts';
import type { Work } from '../state/works.ts';
import { LinkButton } from './Button.tsx';
import { bytesText } from './bytesText.ts';
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
  'snapshot-reading': 'Copie',
  'snapshot-writing': 'Copie, écriture',
  'prove-reading': 'Restauration d’essai, relecture',
  'prove-checking': 'Restauration d’essai, contrôle de la base',
  'verify-quick': 'Contrôle rapide',
  'verify-full': 'Contrôle complet',
  'read-back': 'Relecture de la copie',
  prune: 'Retrait des anciennes sauvegardes',
  repair: 'Réparation',
  'restore-trial': 'Relecture de la sauvegarde',
  restore: 'Mise en place du coffre',
  'bring-back': 'Ouverture de la sauvegarde',
  'copy-making': 'Mise en place de la copie',
  'copy-update': 'Mise à jour de la copie',
  rekey: 'Chiffrement à neuf du coffre',
};

/** Steps that are counted in bytes. */
const inBytes: readonly string[] = [
  'snapshot-reading',
  'snapshot-writing',
  'prove-reading',
  'verify-full',
  'repair',
  'restore',
  'bring-back',
  'copy-making',
  'copy-update',
];

function titleOf({ step, about }: Work): string {
  const name = stepNames[step] ?? 'Travail en cours';
  return about === undefined ? name : `${name} sur ${about}`;
}

/** A long work of the core: what is done, count, time left, and how to stop it. */
export function LongWork({
  work,
  title = titleOf(work),
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
          {isMeasured && `${amount(work, work.done)} sur ${amount(work, work.total)}. `}
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

function amount({ step }: Work, value: number): string {
  return inBytes.includes(step) ? bytesText(value) : value.toLocaleString('fr-FR');
}
