import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { FormDialog } from './FormDialog.tsx';
import { TextField } from './TextField.tsx';

/** Asks why, in one line, and does one thing; what is refused is said here, and what was typed stays. */
export function ReasonDialog({
  title,
  text,
  label = 'Raison',
  example,
  usual = '',
  missing,
  keep,
  confirm,
  isDanger = false,
  children,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text?: string;
  /** The field's; "Raison" where nothing else is asked. */
  readonly label?: string;
  readonly example?: string;
  /** What it is most of the time, ready to be changed. */
  readonly usual?: string;
  /** Said where nothing was typed. */
  readonly missing: string;
  readonly keep: string;
  readonly confirm: string;
  /** Takes something away. */
  readonly isDanger?: boolean;
  readonly children?: ReactNode;
  /** The refusal, or null where it is done. */
  readonly onConfirm: (typed: string) => Promise<ContractError | null>;
  readonly onClose: () => void;
}): ReactNode {
  const [typed, setTyped] = useState(usual);
  const [isTried, setTried] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<ContractError | null>(null);
  const isMissing = typed.trim() === '';

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
      isDanger={isDanger}
      busy={isWaiting}
      error={refusal}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {text !== undefined && <p>{text}</p>}
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
