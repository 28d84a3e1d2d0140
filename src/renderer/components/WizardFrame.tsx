import type { ReactNode } from 'react';
import { Brand } from './Brand.tsx';
import { Steps } from './Steps.tsx';
import styles from './WizardFrame.module.css';

export interface WizardPage {
  /** Index of the step. */
  readonly step: number;
  readonly title: string;
  readonly lead: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A full window in steps: those at the left, what is asked in the middle, what helps at the right. */
export function WizardFrame({
  steps,
  step,
  title,
  lead,
  aside,
  wide = false,
  children,
}: WizardPage & { readonly steps: readonly string[]; readonly wide?: boolean }): ReactNode {
  return (
    <div className={styles.frame}>
      <aside className={styles.steps} aria-label="Étapes">
        <Brand />
        <Steps names={steps} current={step} />
      </aside>
      <main className={styles.body} data-aside={aside !== undefined} data-wide={wide}>
        <section>
          <h1>{title}</h1>
          <p className={styles.lead}>{lead}</p>
          {children}
        </section>
        {aside !== undefined && <div className={styles.beside}>{aside}</div>}
      </main>
    </div>
  );
}
