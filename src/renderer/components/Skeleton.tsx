import { useEffect, useState, type ReactNode } from 'react';
import styles from './Skeleton.module.css';

const WIDTHS = ['40%', '85%', '65%', '75%', '50%'];
const SHOWN_AFTER_MS = 300;

/** Lines that hold the place of what is being read; shown only if it takes more than a blink. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactNode {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.load} aria-busy="true">
      {isShown && <span className="visually-hidden">Chargement</span>}
      {isShown &&
        Array.from({ length: lines }, (_, index) => (
          <i key={index} className={styles.line} style={{ width: WIDTHS[index % WIDTHS.length] }} />
        ))}
    </div>
  );
}
