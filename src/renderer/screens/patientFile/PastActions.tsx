import { IconArrowBackUp, IconArrowsExchange, IconDotsVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Consultation } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useReadOnly } from '../../components/readOnly.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { replace } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { consultationShelf } from './consultationEditor.ts';
import { MoveDialog } from './MoveDialog.tsx';
import styles from './panes.module.css';

/** What can be done with a former consultation. */
export function PastActions({
  patientId,
  consultation,
  onRefusal,
}: {
  readonly patientId: string;
  readonly consultation: Consultation;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const isReadOnly = useReadOnly();
  const consultationId = consultation.id;
  const isEnded = consultation.endedAt !== null;
  if (isReadOnly) return null;
  return (
    <div className={styles.acts}>
      <Button
        size="sm"
        icon={isEnded ? IconPencil : IconArrowBackUp}
        onClick={() =>
          replace({
            screen: 'patientFile',
            patientId,
            consultationId,
            ...(isEnded && { correctingId: consultationId }),
          })
        }
      >
        {isEnded ? 'Corriger' : 'Reprendre'}
      </Button>
      <MoveOrRemove patientId={patientId} consultation={consultation} onRefusal={onRefusal} />
    </div>
  );
}

/** For what was written in the wrong file, or should not have been written. */
export function MoveOrRemove({
  patientId,
  consultation,
  onRefusal,
}: {
  readonly patientId: string;
  readonly consultation: Consultation;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const zone = useTimeZone();
  const [asking, ask] = useState<'move' | 'remove' | null>(null);
  const consultationId = consultation.id;
  const day = formatDate(legalDay(consultation.startedAt, zone));

  async function move(toPatientId: string, reason: string): Promise<void> {
    ask(null);
    const result = await invoke('consultations.move', { consultationId, toPatientId, reason });
    if (!result.ok) {
      onRefusal(result.error);
      return;
    }
    leave();
    showToast({
      text: `Consultation du ${day} déplacée.`,
      undo: () =>
        invoke('consultations.move', {
          consultationId,
          toPatientId: patientId,
          reason: 'Déplacement annulé',
        }),
    });
  }

  async function remove(reason: string): Promise<ContractError | null> {
    const result = await invoke('consultations.remove', { consultationId, reason });
    if (!result.ok) return result.error;
    leave();
    showToast({
      text: `Consultation du ${day} mise à la corbeille.`,
      undo: () => invoke('consultations.restore', { consultationId }),
    });
    return null;
  }

  /** It is no longer in this file: nothing of it may be written here again. */
  function leave(): void {
    consultationShelf.discard(consultationId);
    onRefusal(null);
    replace({ screen: 'patientFile', patientId });
  }

  return (
    <>
      <ActionMenu
        label={`Autres actions sur la consultation du ${day}`}
        icon={IconDotsVertical}
        actions={[
          { label: 'Déplacer vers un autre dossier…', icon: IconArrowsExchange, run: () => ask('move') },
          { label: 'Supprimer la consultation…', icon: IconTrash, run: () => ask('remove') },
        ]}
      />
      {asking === 'move' && (
        <MoveDialog
          day={day}
          fromPatientId={patientId}
          onConfirm={(toPatientId, reason) => void move(toPatientId, reason)}
          onClose={() => ask(null)}
        />
      )}
      {asking === 'remove' && (
        <ReasonDialog
          title={`Supprimer la consultation du ${day}\u202f?`}
          text="Elle reste 30 jours dans la corbeille, d’où elle peut revenir."
          keep="Garder la consultation"
          confirm="Supprimer"
          isDanger
          example="Ouverte par erreur"
          missing="La raison manque. Elle se lit dans la corbeille."
          onConfirm={remove}
          onClose={() => ask(null)}
        />
      )}
    </>
  );
}
