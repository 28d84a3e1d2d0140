import { useState, type ReactNode } from 'react';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { instantOf } from '../../../shared/domain/legalDay.ts';
import { CHANNELS } from '../../../shared/french/channels.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PatientChoice } from '../../components/patientSearch/PatientChoice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useContractMutation } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { useTypedDraft } from '../../state/typedDraft.ts';
import { RequesterFields, THE_PATIENT, type Requester } from './RequesterFields.tsx';
import { KINDS } from './requestText.ts';

/** A request as it is typed, before it is noted. */
interface NewRequest {
  readonly kind: PersonRequest['kind'];
  readonly patient: PatientRow | null;
  readonly hasNoFile: boolean;
  readonly requester: Requester;
  readonly receivedOn: string | null;
  /** A day that is being typed, or cannot be read. */
  readonly typedDay: string | null;
  readonly channel: Channel;
  readonly wish: string;
}

/** Notes a request as it arrives: what, about whom, when, how; its page opens with the dates that hold. */
export function RecordDialog({
  patientId,
  onClose,
}: {
  readonly patientId: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const draft = useTypedDraft<NewRequest>(patientId === undefined ? 'new-request' : `new-request:${patientId}`, {
    kind: 'access',
    patient: null,
    hasNoFile: false,
    requester: THE_PATIENT,
    receivedOn: today,
    typedDay: null,
    channel: 'letter',
    wish: '',
  });
  const { kind, patient, hasNoFile, requester, receivedOn, typedDay, channel, wish } = draft.value;
  const [isTried, setTried] = useState(false);
  const record = useContractMutation('requests.record');
  const of = hasNoFile ? null : (patientId ?? patient?.id);
  const isNameMissing = (hasNoFile || requester.quality !== 'person') && requester.requesterName.trim() === '';

  function send(): void {
    setTried(true);
    if (of === undefined || receivedOn === null || typedDay !== null || isNameMissing || record.isPending) return;
    record.mutate(
      { kind, patientId: of, receivedAt: instantOnDay(receivedOn, today, zone), channel, wish, ...requester },
      {
        onSuccess: ({ id }) => {
          draft.drop();
          onClose();
          navigate({ screen: 'request', requestId: id });
        },
      },
    );
  }

  return (
    <FormDialog
      title="Noter une demande"
      size="lg"
      keep="Ne rien noter"
      confirm="Noter la demande"
      busy={!draft.isRead || record.isPending}
      error={record.error?.error}
      onConfirm={send}
      onClose={() => {
        draft.drop();
        onClose();
      }}
    >
      {patientId === undefined && !hasNoFile && (
        <PatientChoice
          chosen={patient}
          onChoose={(chosen) => draft.change({ patient: chosen })}
          error={isTried && patient === null ? 'Choisissez le dossier dans la liste.' : undefined}
        />
      )}
      {patientId === undefined && (
        <Checkbox
          label="Cette personne n’a pas de dossier ici"
          checked={hasNoFile}
          onChange={(next) => draft.change({ hasNoFile: next })}
        />
      )}
      <SelectField
        label="Ce qui est demandé"
        choices={KINDS}
        value={kind}
        onChange={(value) => value !== null && draft.change({ kind: value })}
      />
      {hasNoFile ? (
        <TextField
          label="Nom de qui demande"
          value={requester.requesterName}
          onChange={(requesterName) => draft.change({ requester: { ...THE_PATIENT, requesterName } })}
          error={isTried && isNameMissing ? 'Le nom manque.' : undefined}
        />
      ) : (
        <RequesterFields
          value={requester}
          onChange={(changes) => draft.change({ requester: { ...requester, ...changes } })}
          error={isTried && isNameMissing ? 'Le nom manque.' : undefined}
        />
      )}
      <DateField
        label="Reçue le"
        value={receivedOn}
        onChange={(day) => draft.change({ receivedOn: day })}
        typed={typedDay}
        onType={(text) => draft.change({ typedDay: text })}
        rules={{ today, past: true }}
        isTried={isTried}
        error={
          isTried && receivedOn === null && typedDay === null
            ? 'La date manque : les délais courent d’elle.'
            : undefined
        }
      />
      <SelectField
        label="Comment"
        choices={CHANNELS}
        value={channel}
        onChange={(value) => value !== null && draft.change({ channel: value })}
      />
      <TextArea label="Ses mots (facultatif)" value={wish} onChange={(next) => draft.change({ wish: next })} />
    </FormDialog>
  );
}

/** Today is now; another day counts from its end, so that the 48 hours are never too short. */
function instantOnDay(day: string, today: string, zone: string): number {
  return day === today ? Date.now() : instantOf(day, '23:59', zone);
}
