import { useEffect, useRef, type ReactNode } from 'react';
import type { Consultation } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { useCommand } from '../../keyboard/commands.ts';
import styles from './panes.module.css';
import { PastConsultation } from './PastConsultation.tsx';

/** Former consultations, the newest first; one is unfolded at a time, so that fifty weigh no more than one. */
export function PastPane({
  patientId,
  consultations,
  unfolded,
  onUnfold,
  onRefusal,
}: {
  readonly patientId: string;
  readonly consultations: readonly Consultation[];
  readonly unfolded: string | null;
  readonly onUnfold: (id: string | null) => void;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const index = consultations.findIndex(({ id }) => id === unfolded);
  const step = (by: 1 | -1): void => {
    const target = consultations[index < 0 ? 0 : index + by];
    if (target) onUnfold(target.id);
  };
  useCommand('previous', () => step(-1));
  useCommand('next', () => step(1));
  useEffect(() => {
    const item = list.current?.querySelector('[data-open="true"]');
    // One that is taller than the pane is read from its top; "nearest" would begin in the middle of it.
    const isTall = (item?.clientHeight ?? 0) > (list.current?.parentElement?.clientHeight ?? 0);
    item?.scrollIntoView({ block: isTall ? 'start' : 'nearest' });
  }, [unfolded]);

  return (
    <section className={styles.past} aria-label="Consultations précédentes" data-pane="Avant" tabIndex={-1}>
      <div className={styles.head}>
        <h2>Avant</h2>
        <span className="small muted" title="Alt ↑ et Alt ↓ passent de l’une à l’autre">
          {countText(consultations.length)}
        </span>
      </div>
      <ol className={styles.timeline} ref={list}>
        {consultations.map((consultation) => (
          <PastConsultation
            key={consultation.id}
            patientId={patientId}
            consultation={consultation}
            isOpen={consultation.id === unfolded}
            onUnfold={onUnfold}
            onRefusal={onRefusal}
          />
        ))}
      </ol>
    </section>
  );
}

function countText(count: number): string {
  if (count === 0) return 'aucune';
  return `${count} consultation${count > 1 ? 's' : ''}`;
}
