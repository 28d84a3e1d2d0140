import { IconLock } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { counted } from '../../shared/french/counted.ts';
import { BackupStatus } from '../components/BackupStatus.tsx';
import { Brand } from '../components/Brand.tsx';
import { Icon } from '../components/Icon.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { Count } from '../components/Tag.tsx';
import { useCommand } from '../keyboard/commands.ts';
import { useContractQuery } from '../queries.ts';
import { placesOf } from '../screens/places.tsx';
import { copyNow } from '../state/copyNow.ts';
import { goTo, usePlace } from '../state/route.ts';
import { lock, useIsTitular, useStatus, veil } from '../state/session.ts';
import styles from './Navigation.module.css';

/** The places, how the copies stand, and the lock; never scrolls. */
export function Navigation(): ReactNode {
  const current = usePlace();
  const places = placesOf(useIsTitular());
  const { readingCopy } = useStatus();
  return (
    <nav className={styles.nav} aria-label="Navigation principale" data-pane="Navigation">
      <Brand />
      {places.map((place, index) => (
        <Fragment key={place.name}>
          {place.second && !places[index - 1]?.second && <div className={styles.separator} />}
          <button
            type="button"
            className={styles.item}
            aria-current={place.name === current ? 'page' : undefined}
            aria-keyshortcuts={`Control+${place.digit}`}
            title={`Ctrl ${place.digit}`}
            onClick={() => goTo(place.name)}
          >
            <Icon of={place.icon} />
            {place.label}
            {place.name === 'privacy' && <DutyCount />}
          </button>
        </Fragment>
      ))}
      <div className={styles.foot}>
        {readingCopy === null && <CopiesStatus />}
        <LockButton />
      </div>
    </nav>
  );
}

/** How many duties wait to be dealt with. */
function DutyCount(): ReactNode {
  const { data } = useContractQuery('privacy.home', {});
  const open = data?.duties.filter(({ state }) => state !== 'fine').length ?? 0;
  return (
    open > 0 && (
      <span className={styles.count}>
        <Count value={open} label={`${counted(open, 'point')} à traiter`} />
      </span>
    )
  );
}

function CopiesStatus(): ReactNode {
  const { data } = useContractQuery('snapshots.status', {});
  useCommand('backup', () => void copyNow());
  return data && <BackupStatus status={data.status} />;
}

function LockButton(): ReactNode {
  const { hasPin } = useStatus();
  return (
    <button
      type="button"
      className={styles.lock}
      title={hasPin ? 'Masquer l’écran (F9), verrouiller le coffre (Maj F9)' : 'Verrouiller le coffre'}
      onClick={() => void (hasPin ? veil() : lock())}
    >
      <Icon of={IconLock} />
      {hasPin ? 'Masquer' : 'Verrouiller'}
      <Kbd>F9</Kbd>
    </button>
  );
}
