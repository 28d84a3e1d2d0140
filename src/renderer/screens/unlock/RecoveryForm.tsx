import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import styles from './Unlock.module.css';

/** The code of the recovery sheet; a new passphrase is chosen just after. */
export function RecoveryForm({ onBack }: { readonly onBack: () => void }): ReactNode {
  const [code, setCode] = useState('');
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function open(): Promise<void> {
    if (code.trim() === '' || isBusy) return;
    setBusy(true);
    const result = await invoke('vault.unlockWithRecovery', { code: code.trim() });
    setBusy(false);
    if (!result.ok) setError(result.error);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <div className={styles.code}>
        <TextArea
          label="Code de la feuille de secours"
          hint="Tapez les groupes dans l’ordre. Majuscules et espaces sont sans importance."
          error={error === null ? undefined : sentenceOf(error)}
          autoFocus
          lines={2}
          spellCheck={false}
          maxLength={200}
          value={code}
          onChange={(text) => {
            setCode(text.toUpperCase());
            setError(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void open();
          }}
        />
      </div>
      <Button type="submit" variant="primary" size="lg" block keys="Entrée" disabled={isBusy}>
        {isBusy ? 'Ouverture…' : 'Ouvrir avec la feuille'}
      </Button>
      <p className={styles.more}>
        <LinkButton onClick={onBack}>Revenir à la phrase de passe</LinkButton>
      </p>
    </form>
  );
}
