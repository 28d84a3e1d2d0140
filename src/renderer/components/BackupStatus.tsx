import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './BackupStatus.module.css';

/** How well the vault is copied elsewhere. */
export interface BackupState {
  readonly tone: 'warn' | 'danger';
  readonly title: string;
  readonly detail: string;
}

/** Files that one may lose without a copy before amber becomes red. */
const FILES_WITHOUT_COPY = 10;

/** The state of a vault without any destination. */
export function withoutDestination(patientCount: number): BackupState {
  return {
    tone: patientCount > FILES_WITHOUT_COPY ? 'danger' : 'warn',
    title: 'Aucune sauvegarde',
    detail: 'Ajoutez une clé',
  };
}

/** The box at the bottom of the navigation that always says how the copies stand. */
export function BackupStatus({ state }: { readonly state: BackupState }): ReactNode {
  return (
    <div className={classes(styles.box, styles[state.tone])} role="status">
      <Icon of={IconAlertTriangle} />
      <span>
        <strong>{state.title}</strong>
        {state.detail}
      </span>
    </div>
  );
}

/** The same in one line, for the foot of the lock screen. */
export function BackupLine({ state }: { readonly state: BackupState }): ReactNode {
  return (
    <span className={classes(styles.line, styles[`${state.tone}Line`])}>
      <Icon of={IconAlertTriangle} />
      {state.title}, {state.detail.toLocaleLowerCase('fr')}
    </span>
  );
}
