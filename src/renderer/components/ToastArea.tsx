import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useCommand } from '../keyboard/commands.ts';
import { dropToast, useToastState, type Toast } from '../state/toast.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './ToastArea.module.css';

const SHOWN_MS = 6_000;

/** Bottom right, one toast at a time; the region is always there, so that a new text is announced. */
export function ToastArea(): ReactNode {
  const toast = useToastState((state) => state.toast);
  return (
    <div className={styles.area} role="status">
      {toast && <ToastBox key={toast.id} toast={toast} />}
    </div>
  );
}

function ToastBox({ toast }: { readonly toast: Toast }): ReactNode {
  const [isHeld, setHeld] = useState(false);
  /** What was left to be shown when the pointer or the focus came; measured, not guessed, so that holding only pauses. */
  const left = useRef(SHOWN_MS);
  useEffect(() => {
    if (isHeld) return;
    const begun = performance.now();
    const timer = setTimeout(dropToast, left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - begun;
    };
  }, [isHeld]);

  const { undo } = toast;
  const undoAndDrop = (): void => {
    undo?.();
    dropToast();
  };
  useCommand('undo', undoAndDrop, undo !== undefined);

  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={IconCircleCheck} />
      <span className="grow">{toast.text}</span>
      {undo && (
        <Button variant="quiet" size="sm" keys="Ctrl Z" onClick={undoAndDrop}>
          Annuler
        </Button>
      )}
    </div>
  );
}
