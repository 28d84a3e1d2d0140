import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';

/** A white sheet with a title. Rows of class `item` reach its edges; text goes into `padded`. */
export function Card({
  title,
  aside,
  padded = false,
  children,
}: {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly padded?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className={styles.head}>
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {padded ? <div className={styles.body}>{children}</div> : children}
    </section>
  );
}
