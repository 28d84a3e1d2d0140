import type { ReactNode } from 'react';
import type { Moment } from '../../../shared/contract/snapshots.ts';
import { LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { momentText } from '../../components/momentText.ts';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useMoments } from '../../components/useMoments.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { beginRestore } from '../../state/restoring.ts';
import { Timeline } from './Timeline.tsx';
import styles from './Backups.module.css';

/** The moments that one can come back to. */
export function Moments(): ReactNode {
  const { moments: found, error, hostOffer } = useMoments();
  const moments = found ?? [];
  return (
    <Card
      title="Revenir à un moment précis"
      aside={moments.length > 0 && <span className="small muted">7 jours, 4 semaines, 12 mois</span>}
    >
      {error && <RefusalNotice refusal={error} />}
      {!found && !error && <Skeleton lines={4} />}
      {found && moments.length === 0 && (
        <p className={styles.nothing}>Branchez une clé pour voir les moments qu’elle garde.</p>
      )}
      {moments.length > 0 && <Timeline moments={moments} />}
      {moments.length > 0 && <MomentTable moments={moments} />}
      {hostOffer !== null && <div className={styles.offer}>{hostOffer}</div>}
    </Card>
  );
}

function MomentTable({ moments }: { readonly moments: readonly Moment[] }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  return (
    <table className={styles.moments}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Moment</th>
          <th scope="col">Contenu</th>
          <th scope="col">Destinations</th>
          <th scope="col">Action</th>
        </tr>
      </thead>
      <tbody>
        {moments.map((moment) => {
          const { day, time } = momentText(moment.time, zone, today);
          return (
            <tr key={moment.snapshotId}>
              <td>
                <strong>{day}</strong> <span className="muted">{time}</span>
              </td>
              <td>{filesText(moment)}</td>
              <td className="soft">{moment.targets.map(({ label }) => label).join(', ')}</td>
              <td className="right">
                <LinkButton
                  aria-label={`Restaurer ${day} ${time}`}
                  onClick={() =>
                    beginRestore({
                      repository: moment.targets[0]?.repository ?? null,
                      snapshotId: moment.snapshotId,
                    })
                  }
                >
                  Restaurer
                </LinkButton>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function filesText({ patients }: Moment): string {
  if (patients === null) return '';
  return `${patients.toLocaleString('fr-FR')} dossier${patients > 1 ? 's' : ''}`;
}
