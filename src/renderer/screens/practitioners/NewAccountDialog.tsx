import { useState, type ReactNode } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import { showToast } from '../../state/toast.ts';
import { TermsFields, useTerms } from './TermsFields.tsx';

/** A colleague's access: who, what, until when, and a passphrase that the colleague types. */
export function NewAccountDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const terms = useTerms();
  const choice = usePassphraseChoice([name]);
  const create = useContractMutation('practitioners.create');

  function send(): void {
    setTried(true);
    if (name.trim() === '' || terms.typedDay !== null || !choice.isReady || create.isPending) return;
    create.mutate(
      { name: name.trim(), ...terms.terms, passphrase: choice.passphrase },
      {
        onSuccess: () => {
          showToast({ text: `${name.trim()} ouvre le coffre avec sa phrase.` });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title="Donner un accès à un confrère"
      size="lg"
      keep="Ne pas donner d’accès"
      confirm={create.isPending ? 'Un instant…' : 'Donner l’accès'}
      busy={create.isPending}
      error={create.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <TextField
        label="Prénom et nom"
        value={name}
        onChange={setName}
        error={isTried && name.trim() === '' ? 'Le nom manque. Il paraît dans le journal d’accès.' : undefined}
        data-autofocus
      />
      <TermsFields choice={terms} />
      <p>Votre confrère tape sa phrase lui-même, à ce poste. Vous n’avez pas à la connaître.</p>
      <PassphraseFields choice={choice} label="Sa phrase de passe" autoFocus={false} />
      {isTried && !choice.isReady && (
        <p className="small soft" role="alert">
          La phrase n’est pas encore assez forte, ou les deux saisies diffèrent.
        </p>
      )}
    </FormDialog>
  );
}
