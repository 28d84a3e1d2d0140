import { IconFileDownload, IconFileTypePdf, IconUserSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { PatientRow } from '../../../shared/contract/patients.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { PatientChoice } from '../../components/patientSearch/PatientChoice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useContractQuery } from '../../queries.ts';
import { back, navigate, replace } from '../../state/route.ts';
import { useIsTitular } from '../../state/session.ts';
import { showToast } from '../../state/toast.ts';

/** Of whom the log is shown, how long it is kept, and its export. */
export function LogActions({
  patientId,
  by,
  onRefusal,
}: {
  readonly patientId: string | undefined;
  /** Whose accesses are shown; null for everybody's. */
  readonly by: string | null;
  readonly onRefusal: (refusal: ContractError | null) => void;
}): ReactNode {
  const [open, setOpen] = useState<'patient' | 'keeping' | null>(null);
  const isTitular = useIsTitular();

  async function save(): Promise<void> {
    const result = await invoke('accessLog.export', {});
    onRefusal(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok)
      showToast({
        text: `${counted(result.value.entries, 'entrée enregistrée', 'entrées enregistrées')} avec leur chaîne.`,
      });
  }

  async function savePaper(): Promise<void> {
    const result = await invoke('accessLog.savePaper', { patientId: patientId ?? null, by });
    onRefusal(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: `PDF enregistré\u00a0: ${result.value.fileName}` });
  }

  return (
    <div className="row">
      <Button onClick={back}>Revenir</Button>
      {patientId !== undefined && <Button onClick={() => replace({ screen: 'accessLog' })}>Tous les patients</Button>}
      <Button icon={IconUserSearch} onClick={() => setOpen('patient')}>
        Un patient…
      </Button>
      {isTitular && <Button onClick={() => setOpen('keeping')}>Durée…</Button>}
      <Button icon={IconFileTypePdf} onClick={() => void savePaper()}>
        En PDF
      </Button>
      <Button icon={IconFileDownload} onClick={() => void save()}>
        Exporter
      </Button>
      {open === 'patient' && <PatientDialog onClose={() => setOpen(null)} />}
      {open === 'keeping' && <KeepingDialog onRefusal={onRefusal} onClose={() => setOpen(null)} />}
    </div>
  );
}

function PatientDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [patient, setPatient] = useState<PatientRow | null>(null);
  const [isTried, setTried] = useState(false);

  function show(): void {
    setTried(true);
    if (patient === null) return;
    onClose();
    navigate({ screen: 'accessLog', patientId: patient.id });
  }

  return (
    <FormDialog
      title="Qui a ouvert quel dossier"
      size="lg"
      keep="Garder tout le journal"
      confirm="Montrer ses accès"
      onConfirm={show}
      onClose={onClose}
    >
      <PatientChoice
        chosen={patient}
        onChoose={setPatient}
        error={isTried && patient === null ? 'Choisissez le dossier dans la liste.' : undefined}
      />
    </FormDialog>
  );
}

const MONTHS = ['6', '12', '18', '24', '36'] as const;

function KeepingDialog({
  onRefusal,
  onClose,
}: {
  readonly onRefusal: (refusal: ContractError | null) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { data } = useContractQuery('accessLog.chain', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const months = chosen ?? String(data?.months ?? 12);

  async function change(): Promise<void> {
    onClose();
    const result = await invoke('accessLog.setMonths', { months: Number(months) });
    onRefusal(result.ok ? null : result.error);
  }

  return (
    <FormDialog
      title="Combien de temps garder le journal"
      keep="Ne rien changer"
      confirm={`Garder ${months} mois`}
      onConfirm={() => void change()}
      onClose={onClose}
    >
      <SelectField
        label="Durée"
        hint="La CNIL recommande 6 à 12 mois, jusqu’à 36 pour un contrôle interne. Source : recommandation du 14 octobre 2021 sur la journalisation."
        choices={MONTHS.map((value) => ({ value, label: `${value} mois` }))}
        value={MONTHS.find((value) => value === months) ?? null}
        onChange={setChosen}
      />
      <p>Les entrées plus anciennes partent à l’ouverture du coffre. Une ancre garde la chaîne vérifiable.</p>
    </FormDialog>
  );
}
