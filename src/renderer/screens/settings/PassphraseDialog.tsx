import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Notice } from '../../components/Notice.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import { showToast } from '../../state/toast.ts';

/** A change of passphrase; routine, and says that it revokes nothing. */
export function PassphraseDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { data } = useContractQuery('settings.get', {});
  const [current, setCurrent] = useState('');
  const choice = usePassphraseChoice(
    data ? [data.practice.practitionerName, data.practice.practiceName, data.practice.city] : [],
  );
  const change = useContractMutation('vault.changePassphrase');
  const isReady = current !== '' && choice.isReady && !change.isPending;

  function send(): void {
    if (!isReady) return;
    change.mutate(
      { current, next: choice.passphrase },
      {
        onSuccess: () => {
          showToast({ text: 'Phrase de passe changée.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title="Changer la phrase de passe"
      size="lg"
      keep="Garder la phrase actuelle"
      confirm={change.isPending ? 'Un instant…' : 'Changer la phrase'}
      busy={!isReady}
      error={change.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <SecretField
        label="Phrase actuelle"
        what="la phrase actuelle"
        size="tall"
        data-autofocus
        value={current}
        onChange={setCurrent}
      />
      <PassphraseFields choice={choice} label="Nouvelle phrase" autoFocus={false} />
      <Notice icon={IconInfoCircle}>
        Les sauvegardes d’avant s’ouvrent toujours avec la phrase d’avant. La feuille de secours ne change pas.
      </Notice>
    </FormDialog>
  );
}
