import { useState, type ReactNode } from 'react';
import type { Channel, Opposition } from '../../../shared/contract/oppositions.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
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
    <FormDialog
      title={`${opposition.displayName} retire son opposition`}
      keep="Garder l’opposition"
      confirm="Noter le retrait"
      busy={revoke.isPending}
      error={revoke.error?.error}
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
