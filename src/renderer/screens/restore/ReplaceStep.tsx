import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { OpenedSnapshot, Trial } from '../../../shared/contract/snapshots.ts';
import { lowered } from '../../../shared/french/firstLetter.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import wizard from '../../components/WizardFrame.module.css';
import { endRestore } from '../../state/restoring.ts';
import { useStatus } from '../../state/session.ts';
import { useWorks } from '../../state/works.ts';
import { whenText } from './whenText.ts';
import { RestoreFrame } from './RestoreFrame.tsx';
import type { OpenedSource } from './openedSource.ts';

/** The last step: the only one that changes something, and it keeps what was there. */
export function ReplaceStep({
  opened,
  chosen,
  trial,
  onBack,
}: {
  readonly opened: OpenedSource;
  readonly chosen: OpenedSnapshot;
  readonly trial: Trial;
  readonly onBack: () => void;
}): ReactNode {
  const { phase } = useStatus();
  // As it was before: the restore itself goes through the lock.
  const [hasVault] = useState(phase !== 'no-vault');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const [isDone, setDone] = useState(false);
  const works = useWorks();

  async function replace(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const { secret, isFormerAccess } = opened;
    const result = await invoke('snapshots.restore', {
      secret,
      snapshotId: chosen.snapshotId,
      // Said at the second step, and gone on from.
      acceptsFormerAccess: isFormerAccess,
    });
    setBusy(false);
    if (result.ok) setDone(true);
    else if (result.error.code !== 'cancelled') setError(result.error);
  }

  if (isDone) return <Finished trial={trial} hasVault={hasVault} />;
  return (
    <RestoreFrame
      step={3}
      title={hasVault ? 'Remplacer le coffre' : 'Remettre le coffre en place'}
      lead={`Sauvegarde vérifiée\u00a0: ${lowered(whenText(chosen.time))}.`}
    >
      <div className={wizard.form}>
        {hasVault && (
          <Notice tone="warn" icon={IconAlertTriangle}>
            Ce qui a été fait depuis n’y est pas. Votre coffre actuel est gardé de côté tant que vous ne confirmez pas
            sa suppression.
          </Notice>
        )}
        {works.map((work) => (
          <LongWork key={work.workId} work={work} />
        ))}
        {error && <FormError error={error} />}
        <div className={wizard.actions}>
          <Button variant="primary" size="lg" disabled={isBusy} autoFocus onClick={() => void replace()}>
            {hasVault ? 'Remplacer par cette sauvegarde' : 'Remettre le coffre en place'}
          </Button>
          <Button variant="quiet" size="lg" disabled={isBusy} onClick={onBack}>
            Retour
          </Button>
        </div>
        <p className="small muted">Arrêter ne change rien à ce qui est sur ce poste.</p>
      </div>
    </RestoreFrame>
  );
}

function Finished({ trial, hasVault }: { readonly trial: Trial; readonly hasVault: boolean }): ReactNode {
  return (
    <RestoreFrame
      step={4}
      title="Le coffre est de retour"
      lead="Il est verrouillé. Ouvrez-le avec votre phrase de passe."
    >
      <div className={wizard.form}>
        <Notice tone="ok" icon={IconCircleCheck}>
          {trial.patients.toLocaleString('fr-FR')} dossier{trial.patients > 1 && 's'} et{' '}
          {trial.consultations.toLocaleString('fr-FR')} consultation{trial.consultations > 1 && 's'} sont là.
          {hasVault && ' L’ancien coffre est gardé de côté\u00a0: voyez Sauvegardes pour le supprimer.'}
        </Notice>
        <div className={wizard.actions}>
          <Button variant="primary" size="lg" autoFocus onClick={endRestore}>
            Ouvrir le coffre
          </Button>
        </div>
      </div>
    </RestoreFrame>
  );
}
