import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TargetDamage } from '../../../shared/contract/targetCare.ts';
import { lowered } from '../../../shared/french/firstLetter.ts';
import { Icon } from '../../components/Icon.tsx';
import { momentText } from '../../components/momentText.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { damageText } from './damageSentences.ts';
import styles from './Backups.module.css';

/** So many are listed one by one. */
const SHOWN = 4;

/** What the last check found, each with the copies that suffer. */
export function Damages({ damaged }: { readonly damaged: readonly TargetDamage[] }): ReactNode {
  const more = damaged.length - SHOWN;
  return (
    <ul className={styles.damages} aria-label="Défauts trouvés">
      {damaged.slice(0, SHOWN).map((damage) => (
        <li key={`${damage.kind}${damage.name}`}>
          <Icon of={IconAlertTriangle} size="sm" />
          <span>
            {damageText(damage)}.<Suffering damage={damage} />
          </span>
        </li>
      ))}
      {more > 0 && <li>Et {more > 1 ? `${more} autres défauts` : 'un autre défaut'}.</li>}
    </ul>
  );
}

/** The newest copies by their dates, the others by their count. */
function Suffering({ damage: { times, copies } }: { readonly damage: TargetDamage }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const named = times.slice(0, 2).map((instant) => {
    const { day, time } = momentText(instant, zone, today);
    return `${lowered(day)} ${time}`;
  });
  if (named.length === 0) return null;
  const others = copies - named.length;
  const rest = others > 0 ? ` et ${others} autre${others > 1 ? 's' : ''}` : '';
  return (
    <>
      {' '}
      {copies > 1 ? 'Sauvegardes touchées' : 'Sauvegarde touchée'}
      {'\u00a0'}: {named.join(', ')}
      {rest}.
    </>
  );
}
