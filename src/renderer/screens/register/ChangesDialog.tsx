import type { ReactNode } from 'react';
import type { RegisterChange } from '../../../shared/contract/register.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Changes } from './Changes.tsx';
import styles from './Register.module.css';

/** What changed since the last version. */
export function ChangesDialog({
  changes,
  onClose,
}: {
  readonly changes: readonly RegisterChange[];
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Dialog
      title="Depuis la dernière version"
      size="xl"
      onClose={onClose}
      actions={
        <Button data-autofocus onClick={onClose}>
          Fermer
        </Button>
      }
    >
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Lignes qui ont changé">
        <Changes changes={changes} />
      </div>
    </Dialog>
  );
}
