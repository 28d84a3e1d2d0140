import { IconNotes } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { lock, useStatus } from '../../state/session.ts';
import { clockTime } from './lockTimes.ts';
import { LockFrame } from './LockFrame.tsx';
import styles from './Unlock.module.css';

/** The masked screen: the vault is open behind it, the PIN brings it back. */
export function Veil(): ReactNode {
  const { greeting, draftWaitingSince } = useStatus();
  const [pin, setPin] = useState('');
  const [error, setError] = useState<ContractError | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function lift(): Promise<void> {
    if (pin === '') return;
    const result = await invoke('vault.unveil', { pin });
    if (result.ok) return;
    setError(result.error);
    setPin('');
    field.current?.focus();
  }

  return (
    <LockFrame
      title={greeting === null || greeting === '' ? 'Écran masqué' : `À vous, ${greeting}`}
      lead="L’écran est masqué. Votre code le rouvre."
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void lift();
        }}
      >
        <SecretField
          ref={field}
          label="Code"
          what="le code"
          size="huge"
          inputMode="numeric"
          autoFocus
          value={pin}
          onChange={(text) => {
            setPin(text);
            setError(null);
          }}
          error={error === null ? undefined : sentenceOf(error)}
        />
        <Button type="submit" variant="primary" size="lg" block keys="Entrée">
          Reprendre
        </Button>
      </form>
      <p className={styles.more}>
        <LinkButton onClick={() => void lock()}>
          Code oublié&#x202f;? Verrouiller, puis ouvrir par la phrase de passe
        </LinkButton>
      </p>
      <div className={styles.below}>
        {draftWaitingSince !== null && (
          <Notice icon={IconNotes}>
            Une consultation commencée à {clockTime(draftWaitingSince)} vous attend. Rien n’est perdu.
          </Notice>
        )}
      </div>
    </LockFrame>
  );
}
