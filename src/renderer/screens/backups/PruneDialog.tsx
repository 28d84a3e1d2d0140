import { useEffect, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { TargetCard } from '../../../shared/contract/snapshots.ts';
import type { PrunePlan } from '../../../shared/contract/targetCare.ts';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { bytesText } from '../../components/bytesText.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { momentText } from '../../components/momentText.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Backups.module.css';

/** Which old copies would go from a destination, and what is asked first; then it is done. */
export function PruneDialog({
  target,
  onClose,
}: {
  readonly target: TargetCard;
  readonly onClose: () => void;
}): ReactNode {
  const { repository, label } = target;
  const [plan, setPlan] = useState<PrunePlan | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let isGone = false;
    void invoke('snapshots.planPrune', { repository }).then((result) => {
      if (isGone) return;
      if (result.ok) setPlan(result.value);
      else setError(result.error);
    });
    return () => {
      isGone = true;
    };
  }, [repository]);

  async function prune(): Promise<void> {
    if (plan === null || isBusy) return;
    setBusy(true);
    setError(null);
    const result = await invoke('snapshots.prune', { repository, acceptsDoubts: plan.doubt !== null });
    setBusy(false);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    const { dropped } = result.value;
    showToast({ text: dropped > 1 ? `${dropped} anciennes sauvegardes retirées` : 'Anciennes sauvegardes à jour' });
    onClose();
  }

  return (
    <Dialog
      title={`Retirer les anciennes sauvegardes de ${label}\u202f?`}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            Tout garder
          </Button>
          {plan !== null && (plan.dropped.length > 0 || plan.doubt !== null) && (
            <Button variant="danger" disabled={isBusy} onClick={() => void prune()}>
              {plan.doubt === null ? 'Retirer' : agreementTo(plan.doubt)}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {plan === null ? error === null && <Skeleton lines={3} /> : <Plan plan={plan} />}
        {error && error.code !== 'cancelled' && <FormError error={error} />}
      </div>
    </Dialog>
  );
}

function Plan({ plan }: { readonly plan: PrunePlan }): ReactNode {
  const { kept, dropped, leftAlone, bytesFreed, doubt } = plan;
  return (
    <>
      <p>
        {kept.length} {kept.length > 1 ? 'sauvegardes restent' : 'sauvegarde reste'}
        {'\u00a0'}: une par jour sur 7 jours, par semaine sur 4, par mois sur 12.
      </p>
      {dropped.length === 0 ? <p>Aucune n’est à retirer.</p> : <Dropped dropped={dropped} bytesFreed={bytesFreed} />}
      {leftAlone > 0 && (
        <p className="small muted">
          {leftAlone} {leftAlone > 1 ? 'fichiers sont laissés' : 'fichier est laissé'} en place{'\u00a0'}: rien ne
          prouve qu’ils soient de ce coffre.
        </p>
      )}
      {doubt !== null && <p className={styles.failure}>{sentenceOf(doubt)}</p>}
    </>
  );
}

/** So many are named; more are counted. */
const NAMED = 6;

function Dropped({ dropped, bytesFreed }: Pick<PrunePlan, 'dropped' | 'bytesFreed'>): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const others = dropped.length - NAMED;
  return (
    <div>
      <p>{dropped.length > 1 ? `${dropped.length} partent\u00a0:` : 'Une part\u00a0:'}</p>
      <ul className={styles.dropped}>
        {dropped.slice(0, NAMED).map(({ snapshotId, time: taken }) => {
          const { day, time } = momentText(taken, zone, today);
          return (
            <li key={snapshotId}>
              {day} <span className="muted">{time}</span>
            </li>
          );
        })}
        {others > 0 && <li className="muted">et {others} autres</li>}
      </ul>
      {bytesFreed > 0 && (
        <p className="small muted">{bytesText(bytesFreed)} se libèrent maintenant, le reste demain.</p>
      )}
    </div>
  );
}

/** What the person says by going on; asked once. */
function agreementTo({ code }: ContractError): string {
  return code === 'repository-forked' ? 'Ce poste continue' : 'La date de ce poste est juste';
}
