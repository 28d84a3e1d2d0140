import { useState, type ReactNode } from 'react';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PatientChoice } from '../../components/patientSearch/PatientChoice.tsx';
import { TextField } from '../../components/TextField.tsx';

/** Chooses the file that a consultation belongs to, with the reason. */
export function MoveDialog({
  day,
  fromPatientId,
  onConfirm,
  onClose,
}: {
  readonly day: string;
  readonly fromPatientId: string;
  readonly onConfirm: (toPatientId: string, reason: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [target, setTarget] = useState<PatientRow | null>(null);
  const [reason, setReason] = useState('Écrite dans le mauvais dossier');
  const [isTried, setTried] = useState(false);

  function confirm(): void {
    setTried(true);
    if (target !== null && reason.trim() !== '') onConfirm(target.id, reason.trim());
  }

  return (
    <FormDialog
      title={`À quel dossier appartient la consultation du ${day}\u202f?`}
      keep="Laisser ici"
      confirm="Déplacer la consultation"
      onConfirm={confirm}
      onClose={onClose}
    >
      <PatientChoice
        chosen={target}
        onChoose={setTarget}
        except={fromPatientId}
        error={isTried && target === null ? 'Choisissez un dossier dans la liste.' : undefined}
      />
      <TextField
        label="Raison"
        value={reason}
        onChange={setReason}
        error={
          isTried && reason.trim() === '' ? 'La raison manque. Elle est gardée dans le journal d’accès.' : undefined
        }
      />
    </FormDialog>
  );
}
