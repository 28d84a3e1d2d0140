import { useRef, useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { useNow } from '../../state/clock.ts';
import { beginRestore } from '../../state/restoring.ts';
import { useStatus } from '../../state/session.ts';
import styles from './Unlock.module.css';

/** The codes after which another folder may hold the vault. */
const ELSEWHERE: readonly ContractError['code'][] = ['key-file-missing', 'database-missing', 'no-vault'];

/** The codes after which a copy is the way out. */
const DAMAGED: readonly ContractError['code'][] = [
  'key-file-missing',
  'key-file-damaged',
  'key-file-foreign',
  'database-missing',
  'database-damaged',
  'database-foreign',
];

/** The passphrase, with the delay after wrong ones counted down. */
export function PassphraseForm({ onForgotten }: { readonly onForgotten: () => void }): ReactNode {
  const { retryInSeconds } = useStatus();
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const delay = useDelay(retryInSeconds);
  const field = useRef<HTMLInputElement>(null);

  async function open(): Promise<void> {
    if (passphrase === '' || isBusy || delay.secondsLeft > 0) return;
    setBusy(true);
    const result = await invoke('vault.unlock', { passphrase });
    setBusy(false);
    if (result.ok) return;
    setError(result.error);
    if (result.error.code === 'wrong-passphrase' || result.error.code === 'wait-before-retry') {
      delay.start(result.error.retryInSeconds);
    }
    field.current?.select();
  }

  async function chooseFolder(): Promise<void> {
    const result = await invoke('vault.chooseExisting', {});
    if (result.ok) setError(null);
    else if (result.error.code !== 'file-not-chosen') setError(result.error);
    field.current?.focus();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <SecretField
        ref={field}
        label="Phrase de passe"
        what="la phrase de passe"
        size="huge"
        autoFocus
        value={passphrase}
        onChange={(text) => {
          setPassphrase(text);
          if (delay.secondsLeft === 0) setError(null);
        }}
        error={errorText(error, delay.secondsLeft)}
      />
      <Button type="submit" variant="primary" size="lg" block keys="Entrée" disabled={isBusy || delay.secondsLeft > 0}>
        {isBusy ? 'Ouverture…' : 'Ouvrir le coffre'}
      </Button>
      <p className={styles.more}>
        <LinkButton onClick={onForgotten}>Phrase oubliée&#x202f;? Utiliser la feuille de secours</LinkButton>
      </p>
      {error && ELSEWHERE.includes(error.code) && (
        <p className={styles.more}>
          <LinkButton onClick={() => void chooseFolder()}>Choisir le dossier du coffre</LinkButton>
        </p>
      )}
      {error && DAMAGED.includes(error.code) && (
        <p className={styles.more}>
          <LinkButton onClick={() => beginRestore()}>J’ai une sauvegarde</LinkButton>
        </p>
      )}
    </form>
  );
}

function errorText(error: ContractError | null, secondsLeft: number): string | undefined {
  if (secondsLeft > 0) return sentenceOf({ code: 'wrong-passphrase', retryInSeconds: secondsLeft });
  return error === null ? undefined : sentenceOf(withoutDelay(error));
}

/** The delay is over once it is counted down: the sentence no longer names it. */
function withoutDelay(error: ContractError): ContractError {
  if (error.code === 'wrong-passphrase' || error.code === 'wait-before-retry') {
    return { code: 'wrong-passphrase', retryInSeconds: 0 };
  }
  return error;
}

/** Counts seconds down; the core counts by its own clock and has the last word. */
function useDelay(initialSeconds: number): { secondsLeft: number; start: (seconds: number) => void } {
  const [endsAt, setEndsAt] = useState(() => Date.now() + initialSeconds * 1_000);
  const now = useNow();
  return {
    secondsLeft: Math.max(0, Math.ceil((endsAt - now) / 1_000)),
    start: (seconds) => setEndsAt(Date.now() + seconds * 1_000),
  };
}
