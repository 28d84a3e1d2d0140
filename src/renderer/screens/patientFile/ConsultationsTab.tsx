import { IconNotes, IconPlus } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Consultation } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { PatientFields, PatientFile } from '../../../shared/contract/patients.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useReadOnly } from '../../components/readOnly.ts';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { replace } from '../../state/route.ts';
import { startConsultation } from '../../state/startConsultation.ts';
import { AntecedentsPane } from './AntecedentsPane.tsx';
import styles from './panes.module.css';
import { PastPane } from './PastPane.tsx';
import { PresentPane } from './PresentPane.tsx';
import { PrintMenu } from './PrintMenu.tsx';

/** Antecedents, what was before, and what is being written now, side by side. */
export function ConsultationsTab({
  file,
  fields,
  asked,
  correcting,
  onAntecedents,
  onRefusal,
}: {
  readonly file: PatientFile;
  readonly fields: PatientFields;
  /** The consultation that one came for: the open one is written on, a finished one is unfolded. */
  readonly asked: string | undefined;
  readonly correcting: string | undefined;
  readonly onAntecedents: () => void;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const { patient, consultations } = file;
  const present = presentOf(consultations, asked, correcting);
  const past = useMemo(() => consultations.filter((each) => each.id !== present?.id), [consultations, present?.id]);
  const [chosen, unfold] = useState<string | null | undefined>(asked);
  // Null is the person's choice to fold all; whatever is not among the former ones leaves the latest of them unfolded.
  const unfolded = chosen === null ? null : ((past.find(({ id }) => id === chosen) ?? past[0])?.id ?? null);

  return (
    <>
      <PrintMenu
        patientId={patient.id}
        doctor={fields.doctor}
        consultation={present?.id ?? unfolded}
        onRefusal={onRefusal}
      />
      <div className={styles.work}>
        <AntecedentsPane fields={fields} onEdit={onAntecedents} />
        <PastPane
          patientId={patient.id}
          consultations={past}
          unfolded={unfolded}
          onUnfold={unfold}
          onRefusal={onRefusal}
        />
        {present ? (
          <PresentPane key={present.id} consultation={present} onRefusal={onRefusal} />
        ) : (
          <NothingRunning patientId={patient.id} onRefusal={onRefusal} />
        )}
      </div>
    </>
  );
}

/** The consultation to write in: the one under correction, else the open one that was asked for, else the latest open one. */
function presentOf(
  consultations: readonly Consultation[],
  asked: string | undefined,
  correcting: string | undefined,
): Consultation | undefined {
  const open = consultations.filter(({ endedAt }) => endedAt === null);
  return consultations.find(({ id }) => id === correcting) ?? open.find(({ id }) => id === asked) ?? open[0];
}

function NothingRunning({
  patientId,
  onRefusal,
}: {
  readonly patientId: string;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const isReadOnly = useReadOnly();
  const start = (): void => void startConsultation(patientId, replace).then(onRefusal);
  useCommand('main', start, !isReadOnly);
  useCommand('new', start, !isReadOnly);
  return (
    <section className={styles.present} aria-label="Consultation en cours" data-pane="Consultation" tabIndex={-1}>
      {!isReadOnly && (
        <TopBarActions>
          <Button variant="primary" icon={IconPlus} keys="Ctrl Entrée" onClick={start}>
            Commencer une consultation
          </Button>
        </TopBarActions>
      )}
      <EmptyState
        icon={IconNotes}
        title="Aucune consultation en cours"
        text={
          isReadOnly
            ? 'Ce dossier est à lire seulement.'
            : 'Ce que vous écrirez ici sera enregistré au fil de la frappe.'
        }
      />
    </section>
  );
}
