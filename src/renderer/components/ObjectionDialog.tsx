import type { ReactNode } from 'react';
import type { SharingReminder } from '../../shared/contract/oppositions.ts';
import { useTimeZone } from '../state/practiceTime.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { reminderText } from './oppositionText.ts';

/** Asks before something is handed over that may be meant for the very person whom the patient objected to. */
export function ObjectionDialog({
  objection,
  named,
  keep,
  confirm,
  onConfirm,
  onClose,
}: {
  readonly objection: SharingReminder;
  /** Where that person is named: "C’est le médecin traitant de ce dossier." */
  readonly named: string;
  readonly keep: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const zone = useTimeZone();
  return (
    <ConfirmDialog
      title={'Est-ce pour une autre personne\u202f?'}
      text={`${reminderText(objection, zone)}. ${named} Rien de ce dossier ne lui est remis tant que l’opposition tient (article L1110-4 du Code de la santé publique).`}
      keep={keep}
      confirm={confirm}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
