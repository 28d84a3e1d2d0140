import { IconAlertTriangle, IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { OpenedSnapshot, Trial } from '../../../shared/contract/snapshots.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Icon } from '../../components/Icon.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Notice } from '../../components/Notice.tsx';
import wizard from '../../components/WizardFrame.module.css';
import { useContractQuery } from '../../queries.ts';
import { useStatus } from '../../state/session.ts';
import { useWorks } from '../../state/works.ts';
import { whenText } from './whenText.ts';
import { RestoreFrame } from './RestoreFrame.tsx';
import type { OpenedSource } from './openedSource.ts';
import styles from './Restore.module.css';

/** The snapshot is rebuilt beside the vault and checked as a whole; nothing is replaced. */
export function VerifyStep({
  opened,
  chosen,
  onProven,
  onBack,
}: {
  readonly opened: OpenedSource;
  readonly chosen: OpenedSnapshot;
  readonly onProven: (trial: Trial) => void;
  readonly onBack: () => void;
}): ReactNode {
  const { secret, source } = opened;
  const { snapshotId } = chosen;
  const [trial, setTrial] = useState<Trial | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const works = useWorks();

  useEffect(() => {
    let isLeft = false;
    void invoke('snapshots.trySource', { secret, snapshotId }).then((result) => {
      if (isLeft) return;
      if (result.ok) setTrial(result.value);
      else if (result.error.code === 'cancelled') onBack();
      else setError(result.error);
    });
    return () => {
      isLeft = true;
    };
    // Once for each snapshot: the functions of the parent are new at every painting.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [secret, snapshotId]);

  return (
    <RestoreFrame
      step={2}
      title="Vérification de la sauvegarde"
      lead="Elle est reconstruite à côté de votre coffre. Pour l’instant, rien n’est remplacé."
    >
      <div className={wizard.form}>
        <Comparison chosen={chosen} />
        <div className={styles.check} role="status">
          {trial === null ? (
            works.map((work) => <LongWork key={work.workId} work={work} />)
          ) : (
            <TrialLines trial={trial} label={source.label} />
          )}
          {trial === null && error === null && works.length === 0 && <p className="soft">Un instant…</p>}
        </div>
        {error && <FormError error={error} />}
        {trial !== null && !trial.isIntact && (
          <Notice tone="danger" icon={IconAlertTriangle}>
            Cette sauvegarde n’est pas intacte. Choisissez un autre moment.
          </Notice>
        )}
        <div className={wizard.actions}>
          <Button
            variant="primary"
            size="lg"
            ref={focusOnceReady}
            key={String(trial?.isIntact === true)}
            disabled={trial?.isIntact !== true}
            onClick={() => trial !== null && onProven(trial)}
          >
            Continuer
          </Button>
          {(trial !== null || error !== null) && (
            <Button variant="quiet" size="lg" onClick={onBack}>
              Choisir un autre moment
            </Button>
          )}
        </div>
      </div>
    </RestoreFrame>
  );
}

/** Entrée goes on as soon as one may. */
function focusOnceReady(button: HTMLButtonElement | null): void {
  if (button && !button.disabled) button.focus();
}

function TrialLines({ trial, label }: { readonly trial: Trial; readonly label: string }): ReactNode {
  const lines = [
    `Sauvegarde retrouvée sur ${label}`,
    `Dossiers relus\u00a0: ${trial.patients.toLocaleString('fr-FR')}, consultations\u00a0: ${trial.consultations.toLocaleString('fr-FR')}`,
    ...(trial.isIntact ? ['Contenu contrôlé, rien ne manque'] : []),
  ];
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={line}>
          <Icon of={IconCircleCheck} /> {line}
        </li>
      ))}
    </ul>
  );
}

/** What is there now beside what would come. */
function Comparison({ chosen }: { readonly chosen: OpenedSnapshot }): ReactNode {
  const { phase } = useStatus();
  const isOpen = phase === 'open';
  const { data } = useContractQuery('snapshots.status', {}, { enabled: isOpen });
  const since = useContractQuery('snapshots.changesSince', { time: chosen.time }, { enabled: isOpen }).data;
  return (
    <>
      <div className={styles.comparison}>
        {data && (
          <>
            <section className={styles.side}>
              <p className="label">Votre coffre actuel</p>
              <h2>Maintenant</h2>
              <Figures patients={data.patients} />
            </section>
            <Icon of={IconArrowRight} />
          </>
        )}
        <section className={styles.side} data-chosen="true">
          <p className="label">Sauvegarde choisie</p>
          <h2>{whenText(chosen.time)}</h2>
          <Figures patients={chosen.patients} />
        </section>
      </div>
      {since && <p>{lossText(since)}</p>}
    </>
  );
}

/** What the restore of this moment would take out of the vault of today. */
function lossText({ newPatients, newConsultations, changedConsultations }: Output<'snapshots.changesSince'>): string {
  const parts = [
    newConsultations > 0 &&
      `${newConsultations} consultation${newConsultations > 1 ? 's' : ''} faite${newConsultations > 1 ? 's' : ''} depuis`,
    changedConsultations > 0 && `${changedConsultations} modifiée${changedConsultations > 1 ? 's' : ''} depuis`,
    newPatients > 0 && `${newPatients} dossier${newPatients > 1 ? 's' : ''} créé${newPatients > 1 ? 's' : ''} depuis`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return 'Votre coffre n’a rien de plus récent.';
  return `N’y serait plus\u00a0: ${parts.join(', ')}. L’ancien coffre reste de côté.`;
}

function Figures({ patients }: { readonly patients: number | null }): ReactNode {
  if (patients === null) return null;
  return (
    <dl>
      <dt>Dossiers</dt>
      <dd>{patients.toLocaleString('fr-FR')}</dd>
    </dl>
  );
}
