import { useState, type ReactNode } from 'react';
import type { Patient } from '../../../shared/contract/patients.ts';
import type { Correction, RectifiableField } from '../../../shared/contract/requests.ts';
import { patientLabels } from '../../../shared/french/fieldNames.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { DateField } from '../../components/DateField.tsx';
import { birthDateRules } from '../../components/patientForm/birthDateRules.ts';
import { SEXES } from '../../components/patientForm/sexes.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useContractQuery } from '../../queries.ts';
import { useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Requests.module.css';
import { FIELDS } from './requestText.ts';

/** Corrects the file field by field; what it was stays in the request. */
export function RectifyPart({
  requestId,
  patientId,
}: {
  readonly requestId: string;
  readonly patientId: string;
}): ReactNode {
  const { data } = useContractQuery('patients.open', { patientId });
  const [correction, setCorrection] = useState<Correction | null>(null);
  const [typedDate, setTypedDate] = useState<string | null>(null);
  const [refusal, refuse] = useRefusal();
  const isSame = correction === null || !data || correction.value === data.patient[correction.field];

  function choose(field: RectifiableField | null): void {
    setTypedDate(null);
    setCorrection(field === null || !data ? null : presentValue(data.patient, field));
  }

  async function rectify(): Promise<void> {
    // A date that cannot be read says so under its field.
    if (isSame || typedDate !== null) return;
    const result = await invoke('requests.rectify', { requestId, correction });
    refuse(result.ok ? null : result.error);
    if (result.ok) {
      showToast({ text: `${patientLabels[correction.field]} : corrigé, ce qui était écrit reste dans la demande.` });
      choose(null);
    }
  }

  return (
    <>
      <SelectField
        label="Ce qui est à corriger"
        hint="Une note de consultation se corrige dans le dossier : son ancien texte y est gardé."
        choices={FIELDS}
        value={correction?.field ?? null}
        onChange={choose}
        placeholder="Choisir"
        searchable
      />
      {correction !== null && (
        <>
          <CorrectedValue
            correction={correction}
            onChange={setCorrection}
            typedDate={typedDate}
            onTypeDate={setTypedDate}
          />
          <RefusalNotice refusal={refusal} />
          <div className={styles.buttons}>
            <Button disabled={isSame && typedDate === null} onClick={() => void rectify()}>
              Corriger le dossier
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function presentValue(patient: Patient, field: RectifiableField): Correction {
  switch (field) {
    case 'birthDate':
      return { field, value: patient.birthDate };
    case 'sex':
      return { field, value: patient.sex };
    default:
      return { field, value: patient[field] };
  }
}

/** The field as the file's own form has it. */
function CorrectedValue({
  correction,
  onChange,
  typedDate,
  onTypeDate,
}: {
  readonly correction: Correction;
  readonly onChange: (correction: Correction) => void;
  /** A date that is being typed, or cannot be read. */
  readonly typedDate: string | null;
  readonly onTypeDate: (typed: string | null) => void;
}): ReactNode {
  const today = useToday();
  const label = `${patientLabels[correction.field]}, corrigé`;
  switch (correction.field) {
    case 'birthDate':
      return (
        <DateField
          label="Date de naissance, corrigée"
          value={correction.value}
          onChange={(value) => onChange({ field: 'birthDate', value })}
          typed={typedDate}
          onType={onTypeDate}
          rules={birthDateRules(today)}
        />
      );
    case 'sex':
      return (
        <SelectField
          label={label}
          choices={SEXES}
          value={correction.value}
          onChange={(value) => onChange({ field: 'sex', value })}
          clearable
          placeholder="Non renseigné"
        />
      );
    default: {
      const { field, value } = correction;
      return <TextArea label={label} value={value} onChange={(next) => onChange({ field, value: next })} />;
    }
  }
}
