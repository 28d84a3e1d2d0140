import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { sentenceOf } from '../../shared/french/errorSentences.ts';
import { useCommand } from '../keyboard/commands.ts';
import { dropToast, undoToast, useToastState, type Toast } from '../state/toast.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './ToastArea.module.css';

const SHOWN_MS = 6_000;

/** Bottom right, one toast at a time; the region is always there, so that a new text is announced. */
export function ToastArea(): ReactNode {
  const toast = useToastState((state) => state.toast);
  return (
    <div className={styles.area} role="status">
      {toast?.refusal !== undefined && <RefusedUndo refusal={toast.refusal} />}
      {toast && toast.refusal === undefined && <ToastBox key={toast.id} toast={toast} />}
    </div>
  );
}

/** An error is not said in passing. */
function RefusedUndo({ refusal }: { readonly refusal: ContractError }): ReactNode {
  return (
    <div className={classes(styles.toast, styles.refused)}>
      <Icon of={IconAlertCircle} />
      <span className="grow">{sentenceOf(refusal)}</span>
      <Button variant="quiet" size="sm" onClick={dropToast}>
        Fermer
      </Button>
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
  const takeBack = (): void => void undoToast(toast);
  useCommand('undo', takeBack, undo !== undefined);

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
        <Button variant="quiet" size="sm" keys="Ctrl Z" onClick={takeBack}>
          Annuler
        </Button>
      )}
    </div>
  );
}
