import { Modal } from '@mantine/core';
import { useContext, useLayoutEffect, type ReactNode } from 'react';
import { countDialog, DialogDepth, useCommand } from '../keyboard/commands.ts';
import styles from './Dialog.module.css';

const widths = { md: '28rem', lg: '46rem', xl: '58rem' };

interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** What Ctrl Entrée does while the dialog is open. */
  readonly onMain?: () => void;
  readonly size?: keyof typeof widths;
  /** Buttons, the main one last. The one to start on bears `data-autofocus`. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A dialog while it is mounted. Only for what cannot be undone, or for a small form of its own; Échap closes. */
export function Dialog({ title, onClose, onMain, size = 'md', actions, children }: DialogProps): ReactNode {
  const depth = useContext(DialogDepth);
  useLayoutEffect(countDialog, []);
  return (
    <DialogDepth value={depth + 1}>
      <Modal.Root
        opened
        onClose={onClose}
        centered
        size={widths[size]}
        transitionProps={{ duration: 180 }}
        classNames={{ overlay: styles.overlay ?? '', content: styles.content ?? '', title: styles.title ?? '' }}
      >
        <Modal.Overlay />
        <Modal.Content>
          <Modal.Title>{title}</Modal.Title>
          <div className={styles.body}>{children}</div>
          {onMain && <MainKey run={onMain} />}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </Modal.Content>
      </Modal.Root>
    </DialogDepth>
  );
}

/** Inside the dialog, so that the key is the dialog's own and not the page's. */
function MainKey({ run }: { readonly run: () => void }): null {
  useCommand('main', run);
  return null;
}
