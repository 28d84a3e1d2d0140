import type { ReactNode } from 'react';
import styles from './StrengthMeter.module.css';

const BEST = 4;
const names = ['Très facile à deviner', 'Facile à deviner', 'Encore trop simple', 'Solide', 'Très solide'];

/** How hard a passphrase is to guess, 0 to 4, in words and in bars. */
export function StrengthMeter({ score, accepted }: { readonly score: number; readonly accepted: boolean }): ReactNode {
  const name = names[score] ?? '';
  return (
    <>
      <div
        className={styles.meter}
        role="meter"
        aria-label="Solidité"
        aria-valuemin={0}
        aria-valuemax={BEST}
        aria-valuenow={score}
        aria-valuetext={name}
      >
        {Array.from({ length: BEST }, (_, index) => (
          <i key={index} className={index < score ? (accepted ? styles.on : styles.low) : undefined} />
        ))}
      </div>
      <strong className={accepted ? styles.accepted : styles.refused}>{name}</strong>
    </>
  );
}
