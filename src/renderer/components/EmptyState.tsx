import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Icon } from './Icon.tsx';

/** Where nothing is yet: one icon, what goes here, one button. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className={styles.empty}>
      <Icon of={icon} size="xl" />
      <strong>{title}</strong>
      {text !== undefined && <span>{text}</span>}
      {action}
    </div>
  );
}
