import { useState, type ReactNode } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly keep: string;
  readonly confirm: string;
  readonly example: string;
  /** Said where there is none; that of the bin where absent. */
  readonly missing?: string;
  /** Nothing is taken out of the file. */
  readonly isHarmless?: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of something that is done to a file. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);

  function confirm(): void {
    if (reason.trim() === '') setMissing(true);
    else props.onConfirm(reason.trim());
  }

  return (
    <FormDialog
      title={props.title}
      keep={props.keep}
      confirm={props.confirm}
      isDanger={props.isHarmless !== true}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <p>{props.text}</p>
      <TextField
        label="Raison"
        placeholder={props.example}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
        error={isMissing ? (props.missing ?? 'La raison manque. Elle se lit dans la corbeille.') : undefined}
        data-autofocus
      />
    </FormDialog>
  );
}
