import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useContractMutation } from '../../queries.ts';
import { refreshStatus } from '../../state/session.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Settings.module.css';

/** The PIN that lifts the veil: chosen, changed or removed, each time with the passphrase. */
export function PinDialog({
  removes = false,
  onClose,
}: {
  readonly removes?: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isRepeatLeft, setRepeatLeft] = useState(false);
  const change = useContractMutation('vault.setPin');
  const isReady = passphrase !== '' && !change.isPending && (removes || (pin !== '' && pin === repeated));

  function send(): void {
    if (!isReady) return;
    change.mutate(
      { passphrase, pin: removes ? null : pin },
      {
        onSuccess: () => {
          void refreshStatus();
          showToast({
            text: removes ? 'Code retiré. F9 verrouille le coffre.' : 'Code enregistré. F9 masque l’écran.',
          });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog title={removes ? 'Retirer le code PIN' : 'Choisir un code PIN'} onClose={onClose}>
      <p>
        {removes
          ? 'Sans code, l’écran ne se masque plus\u00a0: le coffre se verrouille, et la phrase le rouvre.'
          : 'Six chiffres ou plus, ni suite ni date. Il rouvre l’écran masqué, jamais le coffre verrouillé.'}
      </p>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <SecretField
          label="Phrase de passe"
          what="la phrase de passe"
          data-autofocus
          value={passphrase}
          onChange={setPassphrase}
        />
        {!removes && (
          <>
            <SecretField label="Code" what="le code" inputMode="numeric" value={pin} onChange={setPin} />
            <SecretField
              label="Le même code"
              what="la seconde saisie"
              inputMode="numeric"
              value={repeated}
              onChange={setRepeated}
              onFocus={() => setRepeatLeft(false)}
              onBlur={() => setRepeatLeft(true)}
              error={
                isRepeatLeft && repeated !== '' && repeated !== pin
                  ? 'Les deux codes diffèrent. Tapez le second à nouveau.'
                  : undefined
              }
            />
          </>
        )}
        {change.error && <FormError error={change.error.error} />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{removes ? 'Garder le code' : 'Laisser comme avant'}</Button>
          <Button type="submit" variant={removes ? 'danger' : 'primary'} disabled={!isReady}>
            {change.isPending ? 'Un instant…' : removes ? 'Retirer le code' : 'Enregistrer le code'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
