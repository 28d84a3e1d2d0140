import type { ReactNode } from 'react';
import type { Moment } from '../../../shared/contract/snapshots.ts';
import styles from './Backups.module.css';

/** From the oldest, as the rule keeps them: what is newest is a day, too. */
const GROUPS = [
  { name: 'Mois', kept: ['monthly'] },
  { name: 'Semaines', kept: ['weekly'] },
  { name: 'Jours', kept: ['daily', 'newest'] },
] as const;

/** One dot a copy that is kept, in months, weeks and days; the newest is filled. */
export function Timeline({ moments }: { readonly moments: readonly Moment[] }): ReactNode {
  const groups = GROUPS.map(({ name, kept }) => ({
    name,
    held: moments.filter(({ keptAs }) => kept.some((as) => as === keptAs)),
  })).filter(({ held }) => held.length > 0);
  return (
    <ol className={styles.timeline} aria-label="Sauvegardes gardées">
      {groups.map(({ name, held }) => (
        // As wide as it has dots, and never narrower than its name.
        <li key={name} style={{ flexGrow: held.length }}>
          <span className={styles.dots} aria-hidden="true">
            {held.toReversed().map(({ snapshotId, keptAs }) => (
              <i key={snapshotId} className={keptAs === 'newest' ? styles.newest : undefined} />
            ))}
          </span>
          <span className="label">
            {name}
            <span className="visually-hidden">
              {'\u00a0'}: {held.length}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
