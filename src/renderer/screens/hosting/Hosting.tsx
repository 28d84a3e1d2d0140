import { IconCloudLock, IconHandStop } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { HostingState } from '../../../shared/contract/hosting.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Steps } from '../../components/Steps.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import { AccessCard } from './AccessCard.tsx';
import { AttestationCard } from './AttestationCard.tsx';
import { CopyCard } from './CopyCard.tsx';
import { SheetCard } from './SheetCard.tsx';
import styles from './Hosting.module.css';

const STEPS = ['Attestation', 'Adresse et clés', 'Première copie', 'Feuille de l’hébergeur'];

/** The certified host: off until somebody wants it, then its paper, its address, the first copy, in this order. */
export function Hosting(): ReactNode {
  const { data, error } = useContractQuery('hosting.state', {});
  return (
    <Page title="Hébergeur HDS" actions={<Button onClick={back}>Retour</Button>}>
      {error && <RefusalNotice refusal={error.error} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Settled state={data} />}
    </Page>
  );
}

function Settled({ state }: { readonly state: HostingState }): ReactNode {
  const isOn = state.attestation !== null || state.access !== null;
  const [isWanted, setWanted] = useState(isOn);
  if (!isWanted) {
    return (
      <EmptyState
        icon={IconCloudLock}
        title="Pas d’hébergeur"
        text="Un vol ou un incendie peut emporter le poste et la clé. Un hébergeur certifié garde alors une copie chiffrée. Il n’en lit rien."
        action={
          <Button variant="primary" onClick={() => setWanted(true)}>
            Mettre en place
          </Button>
        }
      />
    );
  }
  return (
    <div className={styles.page}>
      <Steps names={STEPS} current={stepOf(state)} />
      <div className={styles.cards}>
        <Standing state={state} />
        {state.access === null && state.holdsCopies && <CopiesLeft />}
        <AttestationCard state={state} />
        {state.attestation !== null && <AccessCard state={state} />}
        {state.access !== null && <CopyCard state={state} />}
        {state.access !== null && state.headTime !== null && <SheetCard access={state.access} />}
      </div>
    </div>
  );
}

/** The keys are forgotten, and the copies are still there. */
function CopiesLeft(): ReactNode {
  const note = useContractMutation('hosting.noteErased');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Notice
        tone="warn"
        icon={IconCloudLock}
        action={
          <Button size="sm" onClick={() => setAsking(true)}>
            Il a tout effacé
          </Button>
        }
      >
        Les clés sont oubliées, mais les copies restent chez l’hébergeur jusqu’à ce qu’il les efface. Demandez-lui une
        attestation d’effacement&nbsp;: il figure au registre jusque-là.
      </Notice>
      {isAsking && (
        <ConfirmDialog
          title="L’hébergeur a confirmé l’effacement&nbsp;?"
          text="Il quitte alors le registre et l’information des patients. Gardez son attestation d’effacement avec le contrat."
          keep="Pas encore"
          confirm="Il a tout effacé"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            note.mutate({});
          }}
        />
      )}
      {note.error && <RefusalNotice refusal={note.error.error} />}
    </>
  );
}

function stepOf({ standing, access, headTime }: HostingState): number {
  if (standing !== 'valid' && standing !== 'expires-soon') return 0;
  if (access === null) return 1;
  return headTime === null ? 2 : 3;
}

/** What keeps copies from leaving, or soon will. */
function Standing({
  state: { standing, daysLeft, isObjected, attestation, access },
}: {
  readonly state: HostingState;
}): ReactNode {
  if (isObjected) {
    return (
      <Notice tone="danger" icon={IconHandStop}>
        Un patient s’oppose à l’hébergement externe. Rien ne part tant que son opposition est retenue ou à examiner. Un
        seul dossier ne peut pas être laissé hors d’un coffre chiffré d’un bloc.
      </Notice>
    );
  }
  if (standing === 'elsewhere') {
    return (
      <Notice tone="danger" icon={IconHandStop}>
        L’attestation a été relevée pour {hostOf(attestation?.store)}, et l’adresse est maintenant{' '}
        {hostOf(access?.endpoint)}. Rien ne part avant que le certificat de ce nouvel hébergeur soit relu et enregistré.
      </Notice>
    );
  }
  if (standing === 'expired') {
    return (
      <Notice tone="danger" icon={IconHandStop}>
        L’attestation a expiré. Rien ne part avant la nouvelle. Les copies déjà faites restent lisibles.
      </Notice>
    );
  }
  if (standing === 'expires-soon' && daysLeft !== null) {
    return (
      <Notice tone="warn" icon={IconHandStop}>
        L’attestation expire {expiryText(daysLeft)}. Demandez la nouvelle à l’hébergeur.
      </Notice>
    );
  }
  return null;
}

function hostOf(endpoint: string | null | undefined): string {
  return endpoint?.replace(/^https?:\/\//, '') ?? 'une autre adresse';
}

function expiryText(daysLeft: number): string {
  if (daysLeft === 0) return 'aujourd’hui';
  return daysLeft === 1 ? 'demain' : `dans ${daysLeft} jours`;
}
