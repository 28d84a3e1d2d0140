import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { InformationManner } from '../../../shared/contract/information.ts';
import type { PartialDate } from '../../../shared/domain/civilDate.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { invoke } from '../../bridge.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DateField } from '../../components/DateField.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { MANNERS } from '../../components/informationWords.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';

/** When and how this patient was told what becomes of their data (art. 12 and 13 RGPD). */
export function InformationCard({ patientId }: { readonly patientId: string }): ReactNode {
  const { data, error } = useContractQuery('information.ofPatient', { patientId });
  const [isNoting, setNoting] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function remove(informationId: string, informedOn: string, manner: InformationManner): Promise<void> {
    const result = await invoke('information.remove', { informationId });
    refuse(result.ok ? null : result.error);
    if (result.ok)
      showToast({
        text: 'Note d’information retirée.',
        undo: () => invoke('information.record', { patientId, informedOn, manner }),
      });
  }

  return (
    <Card
      title="Information sur ses données"
      aside={
        <Button size="sm" onClick={() => setNoting(true)}>
          Noter l’information
        </Button>
      }
    >
      <ul>
        {data?.entries.map(({ id, informedOn, manner, by }) => (
          <li key={id} className="item">
            <div className="grow">
              <strong>{formatDate(informedOn)}</strong>
              <p className="small muted">
                {MANNERS.find(({ value }) => value === manner)?.label}, noté par {by}
              </p>
            </div>
            <IconButton
              icon={IconTrash}
              size="sm"
              label={`Retirer la note du ${formatDate(informedOn)}`}
              onClick={() => void remove(id, informedOn, manner)}
            />
          </li>
        ))}
        {data?.entries.length === 0 && (
          <li className="item muted">Aucune note. Le patient doit être informé (articles 12 et 13 du RGPD).</li>
        )}
      </ul>
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {isNoting && <NoteDialog patientId={patientId} onClose={() => setNoting(false)} />}
    </Card>
  );
}

function NoteDialog({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }): ReactNode {
  const today = useToday();
  const [informedOn, setInformedOn] = useState<PartialDate | null>(today);
  const [typed, setTyped] = useState<string | null>(null);
  const [manner, setManner] = useState<InformationManner>('leaflet');
  const [isTried, setTried] = useState(false);
  const record = useContractMutation('information.record');

  function send(): void {
    setTried(true);
    if (informedOn === null || typed !== null || record.isPending) return;
    record.mutate({ patientId, informedOn, manner }, { onSuccess: onClose });
  }

  return (
    <FormDialog
      title="Noter l’information du patient"
      keep="Ne rien noter"
      confirm="Noter l’information"
      busy={record.isPending}
      error={record.error?.error}
      onConfirm={send}
      onClose={onClose}
    >
      <DateField
        label="Informé le"
        value={informedOn}
        onChange={setInformedOn}
        typed={typed}
        onType={setTyped}
        rules={{ today, past: true }}
        isTried={isTried}
      />
      {isTried && informedOn === null && typed === null && <p role="alert">La date manque. Tapez le jour.</p>}
      <SelectField
        label="Comment"
        choices={MANNERS}
        value={manner}
        onChange={(value) => value !== null && setManner(value)}
      />
    </FormDialog>
  );
}
