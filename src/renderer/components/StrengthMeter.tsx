import type { ReactNode } from 'react';
import type { PassphraseAssessment } from '../../shared/contract/vault.ts';
import styles from './StrengthMeter.module.css';

const BEST = 4;
const names = ['Très facile à deviner', 'Facile à deviner', 'Encore trop simple', 'Solide', 'Très solide'];

/** How hard a passphrase is to guess, in words and in bars; null while there is none. */
export function StrengthMeter({ assessment }: { readonly assessment: PassphraseAssessment | null }): ReactNode {
  const score = assessment?.score ?? 0;
  const accepted = assessment?.accepted ?? false;
  const name = assessment === null ? 'Sept mots, ou une longue phrase' : (names[score] ?? '');
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
