import { useEffect, useRef, type ReactNode } from 'react';
import { isText } from '../keyboard/text.ts';
import { classes } from './classes.ts';
import styles from './Page.module.css';

interface PageProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The usual page: title, then content that scrolls. */
export function Page({ title, subtitle, actions, children }: PageProps): ReactNode {
  return (
    <PageFrame className={styles.scrolling}>
      <div className={styles.head}>
        <div>
          <h1>{title}</h1>
          {subtitle !== undefined && <p>{subtitle}</p>}
        </div>
        {actions}
      </div>
      {children}
    </PageFrame>
  );
}

/** A page that lays out its own panes, each scrolling by itself. It brings its own h1. */
export function BarePage({ children }: { readonly children: ReactNode }): ReactNode {
  return <PageFrame className={styles.bare}>{children}</PageFrame>;
}

function PageFrame({ className, children }: { className: string | undefined; children: ReactNode }): ReactNode {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    // A new page is where reading and Tab go on, unless it has put the focus itself, or came while one types elsewhere.
    const focused = document.activeElement;
    if (!isText(focused) && !frame.current?.contains(focused)) frame.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main ref={frame} tabIndex={-1} data-pane="Page" className={classes(styles.page, className)}>
      {children}
    </main>
  );
}
