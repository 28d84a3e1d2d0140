import { IconFlag, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './Tag.module.css';

/** A word in a pill. Amber and red only where something must be seen. */
export function Tag({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'danger' | 'b' | 'c';
  readonly icon?: TablerIcon;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className={classes(styles.tag, styles[tone])}>
      {icon && <Icon of={icon} size="sm" />}
      {children}
    </span>
  );
}

/** A vigilance that was noted: amber, with a flag and words, never colour alone. */
export function AlertTag({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Tag tone="warn" icon={IconFlag}>
      {children}
    </Tag>
  );
}

/** A small number that waits to be dealt with. */
export function Count({ value, label }: { readonly value: number; readonly label: string }): ReactNode {
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{value}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
