import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { call, ContractFailure } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Notice } from '../../components/Notice.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import { lock, refreshStatus, useStatus } from '../../state/session.ts';
import styles from './ChoosePassphrase.module.css';
import { LockFrame } from './LockFrame.tsx';

/** After an opening with the recovery sheet: a new passphrase comes before anything else. */
export function ChoosePassphrase(): ReactNode {
  const { greeting, practiceLabel } = useStatus();
  const choice = usePassphraseChoice([greeting ?? '', practiceLabel ?? '']);
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function choose(): Promise<void> {
    if (!choice.isReady || isBusy) return;
    setBusy(true);
    try {
      await call('vault.choosePassphrase', { next: choice.passphrase });
      await refreshStatus();
    } catch (failure) {
      if (!(failure instanceof ContractFailure)) throw failure;
      setError(failure.error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <LockFrame
      title="Votre nouvelle phrase"
      lead="La feuille de secours a ouvert le coffre. Choisissez la phrase de demain."
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void choose();
        }}
      >
        <PassphraseFields choice={choice} />
        {error && <FormError error={error} />}
        <Button type="submit" variant="primary" size="lg" block keys="Entrée" disabled={!choice.isReady || isBusy}>
          {isBusy ? 'Un instant…' : 'Prendre cette phrase'}
        </Button>
        <Notice icon={IconInfoCircle}>La feuille de secours reste bonne. Rangez-la de nouveau chez vous.</Notice>
        <p className="small">
          <LinkButton onClick={() => void lock()}>Verrouiller sans choisir</LinkButton>
        </p>
      </form>
    </LockFrame>
  );
}
