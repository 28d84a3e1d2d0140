import { useState, type ReactNode } from 'react';
import type { ConsentPurpose } from '../../../shared/contract/consents.ts';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
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
    <Dialog
      title={`${displayName} retire son accord\u00a0: ${purpose.name}`}
      onMain={send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Garder l’accord</Button>
          <Button variant="primary" keys="Ctrl Entrée" disabled={withdraw.isPending} onClick={send}>
            Noter le retrait
          </Button>
        </>
      }
    >
      <SelectField
        label="Comment il l’a dit"
        choices={CHANNELS}
        value={channel}
        onChange={(value) => value !== null && setChannel(value)}
      />
      {withdraw.error && <FormError error={withdraw.error.error} />}
    </Dialog>
  );
}
