import { IconRestore, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Bin.module.css';

type RemovedPatient = Output<'patients.bin'>['patients'][number];
type RemovedConsultation = Output<'consultations.bin'>['consultations'][number];

/** Files and consultations that were taken out, for 30 days. */
export function Bin(): ReactNode {
  const patients = useContractQuery('patients.bin', {});
  const consultations = useContractQuery('consultations.bin', {});
  const day = useDay();
  const [refusal, refuse] = useRefusal();
  const error = patients.error ?? consultations.error;

  async function restore(method: 'patients' | 'consultations', id: string): Promise<void> {
    const result =
      method === 'patients'
        ? await invoke('patients.restore', { patientId: id })
        : await invoke('consultations.restore', { consultationId: id });
    refuse(result.ok ? null : result.error);
    if (result.ok)
      showToast({ text: method === 'patients' ? 'Dossier remis à sa place.' : 'Consultation remise à sa place.' });
  }

  return (
    <Page
      title="Corbeille"
      subtitle="Ce qui est ici disparaît 30 jours après sa suppression, sauf un dossier qui doit être gardé."
      actions={<Button onClick={back}>Revenir aux patients</Button>}
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {patients.data && consultations.data ? (
        <div className={styles.cards}>
          {patients.data.patients.length + consultations.data.consultations.length === 0 && <NothingRemoved />}
          <Removed
            title="Dossiers"
            things={patients.data.patients.map((patient) => ({
              ...patient,
              detail: patientDetail(patient),
              until: patient.endsAt === null ? keptText(patient) : `jusqu’au ${day(patient.endsAt)}`,
            }))}
            onRestore={(id) => void restore('patients', id)}
          />
          <Removed
            title="Consultations"
            things={consultations.data.consultations.map((each) => ({
              ...each,
              detail: consultationDetail(each),
              until: `jusqu’au ${day(each.endsAt)}`,
            }))}
            onRestore={(id) => void restore('consultations', id)}
          />
        </div>
      ) : (
        error === null && <Skeleton />
      )}
    </Page>
  );
}

function useDay(): (instant: number) => string {
  const zone = useTimeZone();
  return (instant) => formatDate(legalDay(instant, zone));
}

/** Why the bin does not let go of it. */
function keptText({ consultationCount }: RemovedPatient): string {
  return consultationCount > 0 ? 'gardé avec ses consultations' : 'gardé\u00a0: une demande ou un litige est en cours';
}

function NothingRemoved(): ReactNode {
  return (
    <Card>
      <EmptyState
        icon={IconTrash}
        title="La corbeille est vide"
        text="Un dossier ou une consultation supprimés attendent ici 30 jours."
        action={
          <Button size="sm" onClick={back}>
            Revenir aux patients
          </Button>
        }
      />
    </Card>
  );
}

interface RemovedThing {
  readonly id: string;
  readonly displayName: string;
  readonly detail: string;
  readonly reason: string;
  readonly removedAt: number;
  /** Until when it stays, as the end of "Depuis le …". */
  readonly until: string;
}

function Removed({
  title,
  things,
  onRestore,
}: {
  readonly title: string;
  readonly things: readonly RemovedThing[];
  readonly onRestore: (id: string) => void;
}): ReactNode {
  const day = useDay();
  if (things.length === 0) return null;
  return (
    <Card title={title} aside={<span className="small muted">{things.length}</span>}>
      <ul>
        {things.map((thing) => (
          <li key={thing.id} className="item">
            <div className="grow">
              <strong>{thing.displayName}</strong>
              {thing.detail !== '' && <span className="muted">, {thing.detail}</span>}
              <p className="small soft">{thing.reason}</p>
            </div>
            <p className="small muted right">
              Depuis le {day(thing.removedAt)}
              <br />
              {thing.until}
            </p>
            <Button
              size="sm"
              icon={IconRestore}
              aria-label={`Restaurer ${thing.displayName}, ${thing.detail}`}
              onClick={() => onRestore(thing.id)}
            >
              Restaurer
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function patientDetail({ birthDate, consultationCount }: RemovedPatient): string {
  const born = birthDate === null ? [] : [`naissance ${formatDate(birthDate)}`];
  return [...born, `${consultationCount} consultation${consultationCount > 1 ? 's' : ''}`].join(', ');
}

function consultationDetail({ motive }: RemovedConsultation): string {
  return motive;
}
