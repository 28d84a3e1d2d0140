import type { ReactNode } from 'react';
import styles from './Hosting.module.css';

/** Rights to paste at the host, for a space of that name. */
export function Policy({
  label,
  text,
  bucket,
}: {
  readonly label: string;
  readonly text: string;
  readonly bucket: string;
}): ReactNode {
  const name = bucket.trim() === '' ? 'NOM-DE-L-ESPACE' : bucket.trim();
  return (
    <pre className={styles.policy} tabIndex={0} aria-label={label}>
      {text.replaceAll('{bucket}', name)}
    </pre>
  );
}
