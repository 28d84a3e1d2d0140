import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Steps.module.css';

/** Where one is in a wizard. */
export function Steps({ names, current }: { readonly names: readonly string[]; readonly current: number }): ReactNode {
  return (
    <ol className={styles.steps}>
      {names.map((name, index) => (
        <li
          key={name}
          className={index < current ? styles.done : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={styles.number}>{index < current ? <Icon of={IconCheck} size="sm" /> : index + 1}</span>
          {name}
          {index < current && <span className="visually-hidden">, fait</span>}
        </li>
      ))}
    </ol>
  );
}
