import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './Notice.module.css';

/** A band that says something which stays true until one acts. Red ones are announced at once. */
export function Notice({
  tone = 'plain',
  icon,
  action,
  children,
}: {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'danger';
  readonly icon: TablerIcon;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={classes(styles.notice, styles[tone])} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon of={icon} />
      <div className="grow">{children}</div>
      {action}
    </div>
  );
}
