import { useState, type ReactNode } from 'react';
import type { Opposition } from '../../../shared/contract/oppositions.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';

const HOURS = ['2', '4', '8', '24'] as const;

/** An emergency: one colleague sees one file for some hours, and the log keeps why. */
export function LiftDialog({
  opposition,
  onClose,
}: {
  readonly opposition: Opposition;
  readonly onClose: () => void;
}): ReactNode {
  const { data } = useContractQuery('practitioners.list', {});
  const own = opposition.recipient.kind === 'account' ? opposition.recipient.accountId : null;
  const [accountId, setAccountId] = useState<string | null>(own);
  const [hours, setHours] = useState<(typeof HOURS)[number]>('8');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const lift = useContractMutation('oppositions.lift');

  function send(): void {
    setTried(true);
    if (accountId === null || reason.trim() === '' || lift.isPending) return;
    lift.mutate(
      { patientId: opposition.patientId, accountId, hours: Number(hours), reason: reason.trim() },
      {
        onSuccess: () => {
          showToast({ text: 'Le dossier paraîtra à sa prochaine ouverture du coffre.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`Montrer le dossier de ${opposition.displayName} malgré son opposition\u202f?`}
      keep="Respecter l’opposition"
      confirm={`Lever pour ${hours} heures`}
      isDanger
      busy={lift.isPending}
      error={lift.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>Pour une urgence seulement. Qui, quand et pourquoi restent dans le journal d’accès.</p>
      <SelectField
        label="Pour qui"
        choices={(data?.accounts ?? []).map((account) => ({ value: account.id, label: account.name }))}
        value={accountId}
        onChange={setAccountId}
        error={isTried && accountId === null ? 'Choisissez la personne.' : undefined}
        placeholder="Choisir"
      />
      <SelectField
        label="Pour combien de temps"
        choices={HOURS.map((value) => ({ value, label: `${value} heures` }))}
        value={hours}
        onChange={(value) => value !== null && setHours(value)}
      />
      <TextField
        label="Raison"
        placeholder="Douleur thoracique, patient hors d’état de répondre…"
        value={reason}
        onChange={setReason}
        error={
          isTried && reason.trim() === '' ? 'La raison manque. Elle est gardée dans le journal d’accès.' : undefined
        }
        data-autofocus
      />
    </FormDialog>
  );
}
