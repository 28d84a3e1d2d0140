import { useState, type ReactNode } from 'react';
import type { Channel, Opposition } from '../../../shared/contract/oppositions.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';

/** The patient changed their mind: as easy as objecting. */
export function RevokeDialog({
  opposition,
  onClose,
}: {
  readonly opposition: Opposition;
  readonly onClose: () => void;
}): ReactNode {
  const [channel, setChannel] = useState<Channel>('spoken');
  const revoke = useContractMutation('oppositions.revoke');

  function send(): void {
    revoke.mutate(
      { oppositionId: opposition.id, channel },
      {
        onSuccess: () => {
          showToast({ text: 'Retrait noté.' });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title={`${opposition.displayName} retire son opposition`}
      onMain={send}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Garder l’opposition</Button>
          <Button variant="primary" keys="Ctrl Entrée" disabled={revoke.isPending} onClick={send}>
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
      {revoke.error && <FormError error={revoke.error.error} />}
    </Dialog>
  );
}
