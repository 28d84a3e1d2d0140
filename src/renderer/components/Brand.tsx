import type { ReactNode } from 'react';
import styles from './Brand.module.css';

/** The product's sign: a column of vertebrae. */
export function BrandSign({ size }: { readonly size: number }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <g fill="var(--on-accent)">
        <rect x="11.5" y="6.5" width="9" height="4" rx="2" />
        <rect x="9.5" y="12" width="13" height="4" rx="2" />
        <rect x="8" y="17.5" width="16" height="4" rx="2" />
        <rect x="12.5" y="23" width="7" height="3" rx="1.5" />
      </g>
    </svg>
  );
}

/** The sign and the name. */
export function Brand(): ReactNode {
  return (
    <div className={styles.brand}>
      <BrandSign size={26} />
      OstéoCoffre
    </div>
  );
}
