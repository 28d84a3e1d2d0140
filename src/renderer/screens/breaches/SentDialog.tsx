import { useState, type ReactNode } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { useTypedMoment } from './moment.ts';
import { PastMomentFields } from './PastMomentFields.tsx';

/** The CNIL has it: from here on this notice stays as it is. */
export function SentDialog({
  breachId,
  isFirst,
  onClose,
}: {
  readonly breachId: string;
  readonly isFirst: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const [receipt, setReceipt] = useState('');
  const moment = useTypedMoment();
  const [isTried, setTried] = useState(false);
  const declare = useContractMutation('breaches.declareSent');

  function send(): void {
    setTried(true);
    const sentAt = moment.instant;
    if (receipt.trim() === '' || sentAt === null || declare.isPending) return;
    declare.mutate(
      { breachId, receipt: receipt.trim(), sentAt },
      {
        onSuccess: () => {
          showToast({ text: 'Notification gardée avec son récépissé.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={
        isFirst ? 'La notification initiale est partie\u202f?' : 'La notification complémentaire est partie\u202f?'
      }
      keep="Pas encore"
      confirm="Garder comme envoyée"
      busy={declare.isPending}
      error={declare.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>Elle est gardée telle quelle, et ne change plus. La suite fait l’objet d’une notification complémentaire.</p>
      <TextField
        label="Numéro de récépissé de la CNIL"
        value={receipt}
        onChange={setReceipt}
        error={isTried && receipt.trim() === '' ? 'Recopiez le numéro que la page de la CNIL affiche.' : undefined}
        data-autofocus
      />
      <PastMomentFields label="Envoyée le" missing="La date manque." moment={moment} isTried={isTried} />
    </FormDialog>
  );
}
