import { useState, type ReactNode } from 'react';
import type { ConsentChannel, ConsentGiver, ConsentPurpose } from '../../../shared/contract/consents.ts';
import { isMinor } from '../../../shared/domain/age.ts';
import { readDate, type DateRules } from '../../../shared/domain/civilDate.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { SignaturePad } from '../../components/SignaturePad.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './PatientFile.module.css';

const GIVERS: readonly { readonly value: ConsentGiver; readonly label: string }[] = [
  { value: 'patient', label: 'Le patient' },
  { value: 'parent', label: 'Un titulaire de l’autorité parentale' },
  { value: 'guardian', label: 'Son tuteur' },
];

const WAYS: readonly { readonly value: ConsentChannel; readonly label: string }[] = [
  ...CHANNELS,
  { value: 'signed-here', label: 'En signant à l’écran' },
];

/** The text is read by the patient, who then says yes or signs; for a minor, who has parental authority does. */
export function GiveConsentDialog({
  patientId,
  purpose,
  birthDate,
  displayName,
  onClose,
}: {
  readonly patientId: string;
  readonly purpose: ConsentPurpose;
  readonly birthDate: string | null;
  readonly displayName: string;
  readonly onClose: () => void;
}): ReactNode {
  const today = useToday();
  const rules: DateRules = { today, past: true };
  const [chosenGiver, setChosenGiver] = useState<ConsentGiver>('patient');
  const [givenBy, setGivenBy] = useState('');
  const [channel, setChannel] = useState<ConsentChannel>('spoken');
  const [date, setDate] = useState<string | null>(today);
  const [typed, setTyped] = useState<string | null>(null);
  const [signature, setSignature] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const reading = typed === null ? null : readDate(typed, rules);
  const givenOn = reading === null ? date : reading.ok ? reading.date : null;
  // Of the day of the consent, not of today: a paper may be noted years later.
  const wasMinor = birthDate !== null && isMinor(birthDate, givenOn ?? today) === true;
  const givenAs = wasMinor && chosenGiver === 'patient' ? 'parent' : chosenGiver;
  const give = useContractMutation('consents.give');
  const text = purpose.texts[0];
  const isSigned = channel === 'signed-here';
  const missing = {
    name: givenAs !== 'patient' && givenBy.trim() === '',
    signature: isSigned && signature === null,
  };

  function send(): void {
    setTried(true);
    if (text === undefined || givenOn === null || missing.name || missing.signature || give.isPending) return;
    give.mutate(
      { patientId, textId: text.id, givenOn, channel, givenAs, givenBy, signature: isSigned ? signature : null },
      {
        onSuccess: () => {
          showToast({ text: 'Accord noté.' });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={`${purpose.name}\u00a0: accord de ${displayName}`}
      size="lg"
      keep="Ne rien noter"
      confirm="Noter l’accord"
      busy={give.isPending}
      error={give.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p className={styles.consentText} tabIndex={0} role="group" aria-label="Texte à lire au patient">
        {text?.body}
      </p>
      <Segmented
        label="Qui donne l’accord"
        choices={wasMinor ? GIVERS.filter(({ value }) => value !== 'patient') : GIVERS}
        value={givenAs}
        onChange={setChosenGiver}
      />
      {givenAs !== 'patient' && (
        <TextField
          label="Nom et prénom de qui donne l’accord"
          value={givenBy}
          onChange={setGivenBy}
          error={isTried && missing.name ? 'Le nom manque. L’accord est donné par cette personne.' : undefined}
        />
      )}
      <div className={styles.pair}>
        <SelectField
          label="Comment"
          choices={WAYS}
          value={channel}
          onChange={(value) => value !== null && setChannel(value)}
          data-autofocus
        />
        <DateField
          label="Date de l’accord"
          value={date}
          onChange={setDate}
          typed={typed}
          onType={setTyped}
          rules={rules}
          isTried={isTried}
          error={isTried && date === null ? 'La date manque.' : undefined}
        />
      </div>
      {isSigned && (
        <SignaturePad
          onChange={setSignature}
          error={isTried && missing.signature ? 'La signature manque. Signez dans le cadre.' : undefined}
        />
      )}
    </FormDialog>
  );
}
