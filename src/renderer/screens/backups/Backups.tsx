import { IconDeviceUsb, IconHistory, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { KeyOffer } from '../../components/KeyOffer.tsx';
import { HostingLine } from '../../components/HostingLine.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useContractQuery } from '../../queries.ts';
import { useCopyRefusal } from '../../state/copyNow.ts';
import { endNewTarget, useNewTarget } from '../../state/newTarget.ts';
import { navigate } from '../../state/route.ts';
import { useWorks } from '../../state/works.ts';
import { AddTarget } from './AddTarget.tsx';
import { Banner } from './Banner.tsx';
import { EveningCard } from './EveningCard.tsx';
import { FormerVaults } from './FormerVaults.tsx';
import { LostKeys } from './LostKeys.tsx';
import { Moments } from './Moments.tsx';
import { ProofCard } from './ProofCard.tsx';
import { TargetCard } from './TargetCard.tsx';
import styles from './Backups.module.css';

/** Where the copies are, which moments they hold, and that they come back. */
export function Backups(): ReactNode {
  const { data, error } = useContractQuery('snapshots.targets', {});
  const refusal = useCopyRefusal((state) => state.refusal);
  const works = useWorks();
  const [isAdding, setAdding] = useState(false);
  const offered = useNewTarget((state) => state.place);
  const add = (): void => setAdding(true);
  if (!data) {
    return <Page title="Sauvegardes">{error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={6} />}</Page>;
  }
  const isEmpty = data.targets.length === 0;
  return (
    <Page title="Sauvegardes">
      {!isEmpty && (
        <TopBarActions>
          <Button icon={IconHistory} onClick={() => navigate({ screen: 'bringBack' })}>
            Retrouver un dossier
          </Button>
          <Button icon={IconPlus} onClick={add}>
            Ajouter une destination
          </Button>
        </TopBarActions>
      )}
      <div className={styles.page}>
        <RefusalNotice refusal={refusal} />
        <KeyOffer />
        {isEmpty ? (
          <EmptyState
            icon={IconDeviceUsb}
            title="Aucune sauvegarde"
            text="Une clé USB, un second disque ou un partage reçoit chaque soir une copie chiffrée du coffre."
            action={
              <Button variant="primary" icon={IconPlus} onClick={add}>
                Ajouter une destination
              </Button>
            }
          />
        ) : (
          <>
            <Banner />
            {works.map((work) => (
              <LongWork key={work.workId} work={work} note="Vous pouvez continuer à travailler." />
            ))}
            <div className={styles.targets}>
              {data.targets.map((target) => (
                <TargetCard key={target.repository} target={target} />
              ))}
            </div>
          </>
        )}
        <HostingLine />
        <LostKeys />
        <FormerVaults />
        {!isEmpty && (
          <div className={styles.columns}>
            <Moments />
            <div className="stack">
              <ProofCard targets={data.targets} />
              <EveningCard />
            </div>
          </div>
        )}
      </div>
      {isAdding && <AddTarget onClose={() => setAdding(false)} />}
      {offered !== null && <AddTarget place={offered} onClose={endNewTarget} />}
    </Page>
  );
}
