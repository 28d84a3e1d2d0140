import { useState, type ReactNode } from 'react';
import type { RefusalGround } from '../../../shared/contract/requests.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useContractMutation } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import type { RequestView } from './requestView.ts';
import { REFUSALS } from './requestText.ts';

/** The reasoned letter: its ground gives the articles, the practitioner's words are added. */
export function RefuseDialog({
  view: { request, right },
  onClose,
}: {
  readonly view: Pick<RequestView, 'request' | 'right'>;
  readonly onClose: () => void;
}): ReactNode {
  const usual = right.against.length > 0 ? 'no-right' : request.kind === 'erasure' ? 'retention' : 'other';
  const [ground, setGround] = useState<RefusalGround>(usual);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const refuse = useContractMutation('requests.refuse');
  const isMissing = (ground === 'other' || ground === 'excessive') && reason.trim() === '';

  function send(): void {
    setTried(true);
    if (isMissing || refuse.isPending) return;
    refuse.mutate(
      { requestId: request.id, ground, reason },
      {
        onSuccess: () => {
          showToast({ text: 'Lettre de refus gardée dans le coffre. Imprimez-la, puis notez son envoi.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={'Refuser la demande\u202f?'}
      size="lg"
      keep="Ne pas refuser"
      confirm="Faire la lettre"
      busy={refuse.isPending}
      error={refuse.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        La lettre cite les articles, la date de conservation, la réclamation à la CNIL et le recours au tribunal
        (article 12(4) du RGPD).
      </p>
      <SelectField
        label="Raison"
        choices={REFUSALS}
        value={ground}
        onChange={(value) => value !== null && setGround(value)}
      />
      <TextArea
        label="Ce que vous ajoutez"
        lines={3}
        value={reason}
        onChange={setReason}
        error={isTried && isMissing ? 'Expliquez le refus : la personne doit pouvoir le comprendre.' : undefined}
      />
    </FormDialog>
  );
}
