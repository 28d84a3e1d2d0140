import { useState, type ReactNode } from 'react';
import type { ConsentPurpose } from '../../../shared/contract/consents.ts';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';

/** The patient changed their mind: one key, as easy as agreeing (art. 7(3) RGPD). */
export function WithdrawConsentDialog({
  patientId,
  purpose,
  displayName,
  onClose,
}: {
  readonly patientId: string;
  readonly purpose: ConsentPurpose;
  readonly displayName: string;
  readonly onClose: () => void;
}): ReactNode {
  const [channel, setChannel] = useState<Channel>('spoken');
  const withdraw = useContractMutation('consents.withdraw');

  function send(): void {
    if (withdraw.isPending) return;
    withdraw.mutate(
      { patientId, purposeId: purpose.id, channel },
      {
        onSuccess: () => {
          showToast({ text: 'Retrait noté. Aucune liste ne le propose plus.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`${displayName} retire son accord\u00a0: ${purpose.name}`}
      keep="Garder l’accord"
      confirm="Noter le retrait"
      busy={withdraw.isPending}
      error={withdraw.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <SelectField
        label="Comment il l’a dit"
        choices={CHANNELS}
        value={channel}
        onChange={(value) => value !== null && setChannel(value)}
      />
    </FormDialog>
  );
}
