import type { ReactNode } from 'react';
import { Brand } from '../../components/Brand.tsx';
import { Steps } from '../../components/Steps.tsx';
import styles from './WizardFrame.module.css';

const stepNames = ['Votre cabinet', 'Votre phrase de passe', 'La feuille de secours', 'Vos premiers patients'];

/** The full window of the creation: steps at the left, what is asked in the middle, what helps at the right. */
export function WizardFrame({
  step,
  title,
  lead,
  aside,
  children,
}: {
  /** Index in `stepNames`. */
  readonly step: number;
  readonly title: string;
  readonly lead: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles.frame}>
      <aside className={styles.steps} aria-label="Étapes">
        <Brand />
        <Steps names={stepNames} current={step} />
      </aside>
      <main className={styles.body} data-aside={aside !== undefined}>
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
