import { IconChevronRight, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './BigChoice.module.css';
import { Icon } from './Icon.tsx';

/** One of a few ways to go on, as a large button; the main one is filled. */
export function BigChoice({
  icon,
  title,
  text,
  isMain = false,
  onChoose,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly text: string;
  readonly isMain?: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  return (
    <button type="button" className={styles.choice} data-main={isMain} autoFocus={isMain} onClick={onChoose}>
      <Icon of={icon} size="lg" />
      <span className="grow">
        <strong>{title}</strong>
        <span>{text}</span>
      </span>
      <Icon of={IconChevronRight} />
    </button>
  );
}
