import type { ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { FormError } from './FormError.tsx';

/** A small form of its own: the way out, what it does (Ctrl Entrée too), and under the fields why it was refused. */
export function FormDialog({
  title,
  size = 'md',
  keep,
  confirm,
  isDanger = false,
  busy = false,
  error,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly size?: 'md' | 'lg';
  /** The way out, as a verb: "Ne rien noter". */
  readonly keep: string;
  /** What will be done, as a verb: "Noter la demande". */
  readonly confirm: string;
  /** Takes something away. */
  readonly isDanger?: boolean;
  /** It is being done, or cannot be done yet. */
  readonly busy?: boolean;
  readonly error?: ContractError | null | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Dialog
      title={title}
      size={size}
      onMain={onConfirm}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button variant={isDanger ? 'danger' : 'primary'} keys="Ctrl Entrée" disabled={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {error && <FormError error={error} />}
    </Dialog>
  );
}
