import { useState, type ReactNode } from 'react';
import type { Opposition } from '../../../shared/contract/oppositions.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';

const VERDICTS = [
  { value: 'upheld', label: 'Motif légitime' },
  { value: 'rejected', label: 'Pas de motif légitime' },
] as const;

/** The answer to an objection to external hosting, with its reason. */
export function DecideDialog({
  opposition,
  onClose,
}: {
  readonly opposition: Opposition;
  readonly onClose: () => void;
}): ReactNode {
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]['value']>('upheld');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const decide = useContractMutation('oppositions.decide');

  function send(): void {
    setTried(true);
    if (reason.trim() === '' || decide.isPending) return;
    decide.mutate(
      { oppositionId: opposition.id, upheld: verdict === 'upheld', reason: reason.trim() },
      {
        onSuccess: () => {
          showToast({ text: 'Réponse notée.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`Répondre à ${opposition.displayName}`}
      keep="Répondre plus tard"
      confirm="Noter la réponse"
      busy={decide.isPending}
      error={decide.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        La copie chiffrée chez l’hébergeur contient tout le coffre : un seul dossier ne peut pas en être retiré. Tant
        que l’opposition tient, rien n’est envoyé à l’hébergeur. Ce qui y est déjà y reste&nbsp;: si vous retenez
        l’opposition, demandez à l’hébergeur de l’effacer.
      </p>
      <Segmented label="Réponse" choices={VERDICTS} value={verdict} onChange={setVerdict} />
      <TextField
        label="Raison"
        value={reason}
        onChange={setReason}
        error={isTried && reason.trim() === '' ? 'La raison manque. Elle est due au patient.' : undefined}
        data-autofocus
      />
    </FormDialog>
  );
}
