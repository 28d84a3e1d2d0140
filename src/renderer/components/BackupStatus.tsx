import {
  IconAlertTriangle,
  IconCircleCheck,
  IconShieldCheckFilled,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BackupStatus as Status } from '../../shared/contract/snapshots.ts';
import { lowered } from '../../shared/french/firstLetter.ts';
import { useNow } from '../state/clock.ts';
import { remindTomorrow } from '../state/remindTomorrow.ts';
import { copyUnderWay, useWorks } from '../state/works.ts';
import { agoText } from './agoText.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './BackupStatus.module.css';

interface BackupState {
  readonly tone: 'ok' | 'warn' | 'danger';
  readonly icon: TablerIcon;
  readonly title: string;
  readonly detail: string;
}

const TONES = { fine: 'ok', soon: 'warn', late: 'danger' } as const;

/** How the copies stand, in words. */
function backupState(status: Status, now: number): BackupState {
  const state = (title: string, detail: string): BackupState => ({
    tone: TONES[status.level],
    icon: iconOf(status),
    title,
    detail,
  });
  const key = status.label ?? 'une clé';
  const whatToDo = status.isFar ? `Pas encore envoyée à ${key}` : `Branchez ${key}`;
  switch (status.reason) {
    case 'saved':
      return state(`Sauvegardé ${agoText(status.savedAt ?? now, now)}`, `sur ${key}`);
    case 'may-be-removed':
      return state(`Vous pouvez retirer ${key}`, `Sauvegardé ${agoText(status.savedAt ?? now, now)}`);
    case 'no-target':
      return state('Aucune sauvegarde', 'Ajoutez une clé');
    case 'one-evening-missed':
      return state('Sauvegarde d’hier', whatToDo);
    case 'evenings-missed':
      return state('Sauvegarde en retard', whatToDo);
    case 'waits-for-network':
      return state('Sauvegarde en attente', 'Ce réseau est compté');
    case 'failed':
      return state('Sauvegarde en retard', `La copie sur ${key} n’a pas abouti`);
    case 'damaged':
      return state('Sauvegarde abîmée', `Réparez ${key}`);
    case 'in-doubt':
      return state('Sauvegarde en retard', `Vérifiez ${key}`);
    case 'held-back':
      return state('Hébergeur à l’arrêt', `Rien ne part plus chez ${key}`);
    case 'left-in':
      return state(`Retirez ${key}`, 'Laissée branchée, elle se perd avec le poste');
  }
}

/** A shield only where the copy was read back from its medium. */
function iconOf({ level, isReadBack }: Status): TablerIcon {
  if (level !== 'fine') return IconAlertTriangle;
  return isReadBack ? IconShieldCheckFilled : IconCircleCheck;
}

/** The box at the bottom of the navigation that always says how the copies stand; a thin bar while one is made. */
export function BackupStatus({ status }: { readonly status: Status }): ReactNode {
  const state = backupState(status, useNow());
  const work = copyUnderWay(useWorks());
  return (
    <div className={classes(styles.box, styles[state.tone])} role="status">
      <Icon of={state.icon} />
      <span>
        <strong>{work ? 'Sauvegarde en cours' : state.title}</strong>
        {work ? 'Vous pouvez continuer' : state.detail}
      </span>
      {!work && <PutOff status={status} />}
      {work && (
        <span className={styles.bar} aria-hidden="true">
          <i style={{ width: `${work.total === 0 ? 0 : Math.min(100, (100 * work.done) / work.total)}%` }} />
        </span>
      )}
    </div>
  );
}

/** A key that is at home comes tomorrow: the red goes until then, the sentence stays. */
function PutOff({ status: { level, reason, repository, label } }: { readonly status: Status }): ReactNode {
  const isAsked = level === 'late' && reason === 'evenings-missed';
  if (!isAsked || repository === null || label === null) return null;
  return (
    <span className={styles.putOff}>
      <Button size="sm" onClick={() => void remindTomorrow({ repository, label })}>
        Me le rappeler demain
      </Button>
    </span>
  );
}

/** The same in one line, for the foot of the lock screen and of cards. */
export function BackupLine({
  status,
  hideIcon = false,
}: {
  readonly status: Status;
  readonly hideIcon?: boolean;
}): ReactNode {
  const state = backupState(status, useNow());
  return (
    <span className={classes(styles.line, styles[`${state.tone}Line`])}>
      {!hideIcon && <Icon of={state.icon} />}
      {state.title}
      {status.reason === 'saved' ? ' ' : ', '}
      {lowered(state.detail)}
    </span>
  );
}
