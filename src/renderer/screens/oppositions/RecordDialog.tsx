import { useState, type ReactNode } from 'react';
import type { Channel, OppositionRecipient } from '../../../shared/contract/oppositions.ts';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PatientChoice } from '../../components/patientSearch/PatientChoice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Oppositions.module.css';

type Kind = OppositionRecipient['kind'];

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'every-colleague', label: 'À tout confrère : remplaçant, collaborateur' },
  { value: 'account', label: 'À une personne qui a un accès à ce coffre' },
  { value: 'person', label: 'À une autre personne : son médecin, un proche' },
  { value: 'external-hosting', label: 'À un hébergeur extérieur, pour un motif légitime' },
];

/** Notes what a patient said: to whom the file is not to be shown, and how it was said. */
export function RecordDialog({
  patientId,
  onClose,
}: {
  readonly patientId: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const [patient, setPatient] = useState<PatientRow | null>(null);
  const [kind, setKind] = useState<Kind>('every-colleague');
  const [accountId, setAccountId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [profession, setProfession] = useState('');
  const [channel, setChannel] = useState<Channel>('spoken');
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const { data } = useContractQuery('practitioners.list', {});
  const record = useContractMutation('oppositions.record');
  const of = patientId ?? patient?.id;
  const recipient = recipientOf(kind, accountId, name.trim(), profession.trim());

  function send(): void {
    setTried(true);
    if (of === undefined || recipient === null || record.isPending) return;
    record.mutate(
      { patientId: of, recipient, channel, note: note.trim() },
      {
        onSuccess: () => {
          showToast({ text: 'Opposition notée. Elle agit dès maintenant.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title="Noter une opposition au partage"
      size="lg"
      keep="Ne rien noter"
      confirm="Noter l’opposition"
      busy={record.isPending}
      error={record.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      {patientId === undefined && (
        <PatientChoice
          chosen={patient}
          onChoose={setPatient}
          error={isTried && patient === null ? 'Choisissez le dossier dans la liste.' : undefined}
        />
      )}
      <fieldset className={styles.who}>
        <legend>Le patient ne veut pas que son dossier soit montré ou confié…</legend>
        {KINDS.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name="recipient" checked={kind === value} onChange={() => setKind(value)} />
            {label}
          </label>
        ))}
      </fieldset>
      {kind === 'account' && (
        <SelectField
          label="Qui"
          choices={(data?.accounts ?? []).map((account) => ({ value: account.id, label: account.name }))}
          value={accountId}
          onChange={setAccountId}
          error={isTried && accountId === null ? 'Choisissez la personne.' : undefined}
          placeholder={data?.accounts.length === 0 ? 'Personne n’a d’accès pour l’instant' : 'Choisir'}
        />
      )}
      {kind === 'person' && (
        <>
          <TextField
            label="Nom"
            value={name}
            onChange={setName}
            error={isTried && name.trim() === '' ? 'Le nom manque.' : undefined}
          />
          <TextField label="Profession ou lien" value={profession} onChange={setProfession} />
        </>
      )}
      <SelectField
        label="Comment il l’a dit"
        choices={CHANNELS}
        value={channel}
        onChange={(value) => value !== null && setChannel(value)}
      />
      <TextArea label="Précision (facultatif)" value={note} onChange={setNote} />
    </FormDialog>
  );
}

/** Null while something is missing. */
function recipientOf(
  kind: Kind,
  accountId: string | null,
  name: string,
  profession: string,
): OppositionRecipient | null {
  switch (kind) {
    case 'account':
      return accountId === null ? null : { kind, accountId };
    case 'person':
      return name === '' ? null : { kind, name, profession };
    case 'every-colleague':
    case 'external-hosting':
      return { kind };
  }
}
