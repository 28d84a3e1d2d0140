import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/** Asks before what cannot be undone: a question with the object's name, verbs on the buttons, the focus on the safe one. */
export function ConfirmDialog({
  title,
  text,
  keep,
  confirm,
  onConfirm,
  onClose,
  busy = false,
  children,
}: {
  readonly title: string;
  readonly text?: ReactNode;
  /** The safe way out, as a verb: "Garder la note". */
  readonly keep: string;
  /** What will be done, as a verb: "Créer l’avoir". */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly busy?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {keep}
          </Button>
          <Button variant="danger" onClick={onConfirm} disabled={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      {text !== undefined && <p>{text}</p>}
      {children}
    </Dialog>
  );
}
