import { IconAlertTriangle, IconEye, IconInfoCircle, IconKey } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { OpenedSnapshot } from '../../../shared/contract/snapshots.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Notice } from '../../components/Notice.tsx';
import wizard from '../../components/WizardFrame.module.css';
import { findingText, fitsToday, fitText } from './sourceSentences.ts';
import { RestoreFrame } from './RestoreFrame.tsx';
import type { OpenedSource } from './openedSource.ts';
import styles from './Restore.module.css';
import { whenText } from './whenText.ts';

/** Which moment, with what each holds; the newest is taken unless another is chosen. */
export function MomentStep({
  opened,
  onChosen,
  onConsult,
  onBack,
}: {
  readonly opened: OpenedSource;
  readonly onChosen: (chosen: OpenedSnapshot) => void;
  /** To a copy that only consults, where this PC may have one. */
  readonly onConsult: (() => void) | null;
  readonly onBack: () => void;
}): ReactNode {
  const { snapshots, source } = opened;
  const [marked, setMarked] = useState(snapshots[0]?.snapshotId ?? '');
  const chosen = snapshots.find(({ snapshotId, needsFormerAccess }) => snapshotId === marked && !needsFormerAccess);
  return (
    <RestoreFrame step={1} title="Quel moment" lead={`Voici ce que ${source.label} garde. Le plus récent est en haut.`}>
      <form
        className={wizard.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onChosen(chosen);
        }}
      >
        <Notice tone={fitsToday(opened) ? 'ok' : 'warn'} icon={IconKey}>
          {fitText(opened)}
        </Notice>
        {opened.findings.map((finding) => (
          <Notice key={finding} tone="warn" icon={IconAlertTriangle}>
            {findingText(finding, source.label)}
          </Notice>
        ))}
        {snapshots.length === 0 ? (
          <EmptyState icon={IconInfoCircle} title="Aucune sauvegarde authentique ne s’ouvre ainsi." />
        ) : (
          <fieldset className={styles.moments}>
            <legend className="visually-hidden">Moments</legend>
            {snapshots.map((snapshot, index) => (
              <label key={snapshot.snapshotId} className={styles.moment}>
                <input
                  type="radio"
                  name="moment"
                  autoFocus={index === 0}
                  checked={snapshot.snapshotId === marked}
                  disabled={snapshot.needsFormerAccess}
                  onChange={() => setMarked(snapshot.snapshotId)}
                />
                <span>
                  <strong>{whenText(snapshot.time)}</strong>
                  <span className="small muted">{contentText(snapshot)}</span>
                  {snapshot.needsFormerAccess && (
                    <span className="small muted">
                      D’avant le chiffrement à neuf&nbsp;: donnez l’accès de cette époque.
                    </span>
                  )}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {onConsult !== null && (
          <Notice icon={IconEye} action={<Button onClick={onConsult}>Consulter seulement</Button>}>
            Un ordinateur pour les visites&#x202f;? Prenez une copie en lecture seule. Le poste du cabinet continue.
          </Notice>
        )}
        <div className={wizard.actions}>
          <Button type="submit" variant="primary" size="lg" disabled={chosen === undefined}>
            Vérifier cette sauvegarde
          </Button>
          <Button variant="quiet" size="lg" onClick={onBack}>
            Retour
          </Button>
        </div>
      </form>
    </RestoreFrame>
  );
}

function contentText({ patients, consultations, lastConsultation }: OpenedSnapshot): string {
  const parts = [
    patients !== null && `${patients.toLocaleString('fr-FR')} dossier${patients > 1 ? 's' : ''}`,
    consultations !== null && `${consultations.toLocaleString('fr-FR')} consultation${consultations > 1 ? 's' : ''}`,
    lastConsultation !== null && `la dernière le ${formatDate(lastConsultation)}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
