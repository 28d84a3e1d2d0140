import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { TargetCard } from '../../../shared/contract/snapshots.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Icon } from '../../components/Icon.tsx';
import { momentText } from '../../components/momentText.ts';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { useWorks } from '../../state/works.ts';
import styles from './Backups.module.css';

type Trial = NonNullable<Output<'snapshots.lastTrial'>['trial']>;

/** The last restore that was done for trial, and how to do one now. */
export function ProofCard({ targets }: { readonly targets: readonly TargetCard[] }): ReactNode {
  const { data } = useContractQuery('snapshots.lastTrial', {});
  const prove = useContractMutation('snapshots.prove');
  const isBusy = useWorks().length > 0 || prove.isPending;
  const present = targets.find(({ place, headTime }) => place !== null && headTime !== null);
  const failure = prove.error?.error;
  return (
    <Card title="Dernière restauration prouvée" padded>
      {data?.trial ? (
        <Proof trial={data.trial} />
      ) : (
        <p className="soft">Aucun essai encore. Le premier se fait tout seul.</p>
      )}
      {failure && failure.code !== 'cancelled' && <FormError error={failure} />}
      {present && (
        <p className={styles.again}>
          <Button icon={IconRefresh} disabled={isBusy} onClick={() => prove.mutate({ repository: present.repository })}>
            {data?.trial ? 'Refaire l’essai' : 'Faire un essai'}
          </Button>
        </p>
      )}
    </Card>
  );
}

function Proof({ trial }: { readonly trial: Trial }): ReactNode {
  const { day, time } = momentText(trial.at, useTimeZone(), useToday());
  const { patients, consultations, vaultPatients, vaultConsultations } = trial;
  const isAsVault = vaultPatients === patients && vaultConsultations === consultations;
  return (
    <>
      <p className="soft">
        {day} à {time}, depuis {trial.label}, dans un coffre d’essai détruit ensuite.
      </p>
      <dl className={styles.proof}>
        <dt>Dossiers relus</dt>
        <dd>
          {counted(patients, vaultPatients)} <Done />
        </dd>
        <dt>Consultations relues</dt>
        <dd>
          {counted(consultations, vaultConsultations)} <Done />
        </dd>
        {trial.filesCompared > 0 && (
          <>
            <dt>Dossiers comparés mot à mot</dt>
            <dd>
              {trial.filesCompared} <Done />
            </dd>
          </>
        )}
        <dt>Base intacte</dt>
        <dd>
          oui <Done />
        </dd>
        <dt>Durée</dt>
        <dd>{trial.seconds < 1 ? 'moins d’une seconde' : `${Math.round(trial.seconds)} s`}</dd>
      </dl>
      {vaultPatients !== null && (
        <p className="small muted">{isAsVault ? 'Comme dans le coffre.' : 'Le coffre a changé depuis cette copie.'}</p>
      )}
    </>
  );
}

/** "409 sur 412": what came back, of what the vault itself held at that moment. */
function counted(found: number, inVault: number | null): string {
  const text = found.toLocaleString('fr-FR');
  return inVault === null ? text : `${text} sur ${inVault.toLocaleString('fr-FR')}`;
}

function Done(): ReactNode {
  return <Icon of={IconCircleCheck} size="sm" />;
}
