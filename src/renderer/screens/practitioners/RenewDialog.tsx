import type { ReactNode } from 'react';
import type { Account } from '../../../shared/contract/practitioners.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { useContractMutation } from '../../queries.ts';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import { showToast } from '../../state/toast.ts';

/** Another passphrase for a colleague who forgot theirs, or whose access had ended. */
export function RenewDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactNode {
  const choice = usePassphraseChoice([account.name]);
  const renew = useContractMutation('practitioners.renew');
  const isReady = choice.isReady && !renew.isPending;

  function send(): void {
    if (!isReady) return;
    renew.mutate(
      { accountId: account.id, passphrase: choice.passphrase },
      {
        onSuccess: () => {
          showToast({ text: `${account.name} a une nouvelle phrase de passe.` });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`Nouvelle phrase de passe de ${account.name}`}
      size="lg"
      keep="Ne rien changer"
      confirm={renew.isPending ? 'Un instant…' : 'Donner cette phrase'}
      busy={!isReady}
      error={renew.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>Votre confrère la tape lui-même, à ce poste. Vous n’avez pas à la connaître.</p>
      <PassphraseFields choice={choice} label="Sa phrase de passe" />
    </FormDialog>
  );
}
