import { useState, type ReactNode } from 'react';
import type { RectifiableField } from '../../../shared/contract/requests.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Requests.module.css';
import { FIELDS, fieldText } from './requestText.ts';

/** Corrects the file field by field; what it was stays in the request. */
export function RectifyPart({
  requestId,
  patientId,
}: {
  readonly requestId: string;
  readonly patientId: string;
}): ReactNode {
  const { data } = useContractQuery('patients.open', { patientId });
  const [field, setField] = useState<RectifiableField | null>(null);
  const [value, setValue] = useState('');
  const [refusal, refuse] = useRefusal();
  const present = field === null || !data ? '' : data.patient[field];

  function choose(chosen: RectifiableField | null): void {
    setField(chosen);
    setValue(chosen === null || !data ? '' : data.patient[chosen]);
  }

  async function rectify(): Promise<void> {
    if (field === null || value === present) return;
    const result = await invoke('requests.rectify', { requestId, field, value });
    refuse(result.ok ? null : result.error);
    if (result.ok) {
      showToast({ text: `${fieldText[field]} : corrigé, l’ancien texte reste dans la demande.` });
      choose(null);
    }
  }

  return (
    <>
      <SelectField
        label="Ce qui est à corriger"
        hint="Une note de consultation se corrige dans le dossier : son ancien texte y est gardé."
        choices={FIELDS}
        value={field}
        onChange={choose}
        placeholder="Choisir"
        searchable
      />
      {field !== null && (
        <>
          <TextArea label={`${fieldText[field]}, corrigé`} value={value} onChange={setValue} />
          <RefusalNotice refusal={refusal} />
          <div className={styles.buttons}>
            <Button disabled={value === present} onClick={() => void rectify()}>
              Corriger le dossier
            </Button>
          </div>
        </>
      )}
    </>
  );
}
