import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

/** Asks for one line and does one thing; what is refused is said here, and what was typed stays. */
export function AskDialog({
  title,
  text,
  label,
  example,
  missing,
  keep,
  confirm,
  danger = false,
  children,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly example: string;
  /** Said where nothing was typed; null where nothing is a right answer. */
  readonly missing: string | null;
  readonly keep: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  /** The refusal, or null where it is done. */
  readonly onConfirm: (typed: string) => Promise<ContractError | null>;
  readonly onClose: () => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<ContractError | null>(null);
  const isMissing = missing !== null && typed.trim() === '';

  async function send(): Promise<void> {
    setTried(true);
    if (isMissing || isWaiting) return;
    setWaiting(true);
    const refused = await onConfirm(typed.trim());
    setWaiting(false);
    setRefusal(refused);
    if (refused === null) onClose();
  }

  return (
    <FormDialog
      title={title}
      keep={keep}
      confirm={confirm}
      isDanger={danger}
      busy={isWaiting}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{text}</p>
      {children}
      <TextField
        label={label}
        placeholder={example}
        value={typed}
        onChange={setTyped}
        error={isTried && isMissing ? missing : undefined}
        data-autofocus
      />
    </FormDialog>
  );
}
