import { IconAlertTriangle, IconClock, IconClockCheck, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BreachSummary } from '../../shared/contract/breaches.ts';
import { formatLongDate } from '../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../shared/domain/legalDay.ts';
import { useNow } from '../state/clock.ts';
import { useTimeZone } from '../state/practiceTime.ts';
import { Notice } from './Notice.tsx';

/** The 72 hours of a breach, second by second while they run; what stands beside it acts on it. */
export function BreachClock({
  breach,
  action,
}: {
  readonly breach: BreachSummary;
  readonly action?: ReactNode;
}): ReactNode {
  const now = useNow();
  const zone = useTimeZone();
  const { clock } = breach;
  switch (clock.state) {
    case 'none':
      return (
        <Notice tone="ok" icon={IconShieldCheck} action={action}>
          Pas de notification à la CNIL&nbsp;: un risque pour les personnes est improbable (article 33(1) du RGPD).
        </Notice>
      );
    case 'sent':
      return (
        <Notice tone="ok" icon={IconClockCheck} action={action}>
          CNIL notifiée le {momentText(clock.at, zone)}
          {clock.isLate ? ', après les 72 heures.' : ', dans les 72 heures.'}
        </Notice>
      );
    case 'running':
    case 'late': {
      const isLate = now > clock.before;
      return (
        <Notice tone={isLate ? 'danger' : 'warn'} icon={isLate ? IconAlertTriangle : IconClock} action={action}>
          <strong>
            Violation n°&nbsp;{breach.number}&nbsp;: {isLate ? 'en retard de' : 'il reste'}{' '}
            {durationText(Math.abs(clock.before - now))}
          </strong>{' '}
          {isLate ? 'La CNIL devait être notifiée' : 'pour notifier la CNIL,'} avant le {momentText(clock.before, zone)}
          .
        </Notice>
      );
    }
  }
}

/** "71 h 05 min", "4 min". */
function durationText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60);
  return hours === 0 ? `${rest}\u00a0min` : `${hours}\u00a0h\u00a0${rest.padStart(2, '0')}\u00a0min`;
}

function momentText(at: number, zone: string): string {
  return `${formatLongDate(legalDay(at, zone))} à ${legalTime(at, zone)}`;
}
