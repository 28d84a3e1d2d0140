import type { ReactNode } from 'react';
import type { Account } from '../../../shared/contract/practitioners.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { TermsFields, useTerms } from './TermsFields.tsx';

/** Changes what an account may do, and until when; it holds from the colleague's next opening. */
export function TermsDialog({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactNode {
  const { role, mayWrite, mayExport, lastDay } = account;
  const choice = useTerms({ role, mayWrite, mayExport, lastDay });
  const save = useContractMutation('practitioners.change');

  function send(): void {
    if (choice.typedDay !== null || save.isPending) return;
    save.mutate(
      { accountId: account.id, ...choice.terms },
      {
        onSuccess: () => {
          showToast({ text: `Accès de ${account.name} modifié.` });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`Accès de ${account.name}`}
      keep="Ne rien changer"
      confirm="Enregistrer"
      busy={save.isPending}
      error={save.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <TermsFields choice={choice} />
    </FormDialog>
  );
}
