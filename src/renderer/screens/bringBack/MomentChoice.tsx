import { IconDeviceUsb } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Moment } from '../../../shared/contract/snapshots.ts';
import { invoke } from '../../bridge.ts';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { momentText } from '../../components/momentText.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useMoments } from '../../components/useMoments.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import styles from './BringBack.module.css';

/** A copy that is open beside the vault. */
export interface OpenedMoment {
  readonly time: number;
  readonly label: string;
  readonly patients: number;
  readonly absent: number;
}

/** The moments that the destinations plugged in hold; the one that is chosen is rebuilt, to be read. */
export function MomentChoice({ onOpened }: { readonly onOpened: (opened: OpenedMoment) => void }): ReactNode {
  const { moments: found, error, hostOffer } = useMoments();
  const [refusal, refuse] = useRefusal();
  const [isBusy, setBusy] = useState(false);
  const moments = found ?? [];

  async function open({ snapshotId, targets }: Moment): Promise<void> {
    const [target] = targets;
    if (target === undefined || isBusy) return;
    setBusy(true);
    refuse(null);
    const result = await invoke('bringBack.open', { repository: target.repository, snapshotId });
    setBusy(false);
    if (result.ok) onOpened(result.value);
    else if (result.error.code !== 'cancelled') refuse(result.error);
  }

  return (
    <Card title="À quel moment était-ce encore là&nbsp;?">
      <RefusalNotice refusal={refusal ?? error} />
      {!found && !error && <Skeleton lines={4} />}
      {found && moments.length === 0 && (
        <EmptyState
          icon={IconDeviceUsb}
          title="Aucune sauvegarde à portée"
          text="Branchez une clé qui a gardé ce moment."
        />
      )}
      <div className={styles.rows}>
        {moments.map((moment) => (
          <MomentRow key={moment.snapshotId} moment={moment} isBusy={isBusy} onOpen={() => void open(moment)} />
        ))}
      </div>
      {hostOffer}
    </Card>
  );
}

function MomentRow({
  moment,
  isBusy,
  onOpen,
}: {
  readonly moment: Moment;
  readonly isBusy: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const { day, time } = momentText(moment.time, useTimeZone(), useToday());
  const { patients, targets } = moment;
  return (
    <button type="button" className={styles.row} disabled={isBusy} onClick={onOpen}>
      <strong className="grow">
        {day} <span className="muted">{time}</span>
      </strong>
      {patients !== null && (
        <span className="soft">
          {patients.toLocaleString('fr-FR')} dossier{patients > 1 && 's'}
        </span>
      )}
      <span className="soft">{targets.map(({ label }) => label).join(', ')}</span>
    </button>
  );
}
