import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { invoke } from '../bridge.ts';
import { Button } from './Button.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FormError } from './FormError.tsx';

/** Takes a copy that only consults off this PC, after a question. */
export function RemoveCopy(): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);

  async function remove(): Promise<void> {
    setBusy(true);
    const result = await invoke('readingCopy.remove', {});
    setBusy(false);
    if (result.ok) setAsking(false);
    else setError(result.error);
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>Retirer de ce poste</Button>
      {isAsking && (
        <ConfirmDialog
          title="Retirer la copie de ce poste"
          text="Le coffre du cabinet et ses sauvegardes ne changent pas. Le journal des dossiers lus sur ce poste part avec la copie."
          keep="Garder la copie"
          confirm="Retirer la copie"
          busy={isBusy}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          {error && <FormError error={error} />}
        </ConfirmDialog>
      )}
    </>
  );
}
