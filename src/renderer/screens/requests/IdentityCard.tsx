import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Notice } from '../../components/Notice.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { RequesterFields, type Requester } from './RequesterFields.tsx';
import type { RequestView } from './requestView.ts';
import styles from './Requests.module.css';
import { findingText, proofText, qualityText } from './requestText.ts';

/** Step one: who asks, in whose right, and what they showed. */
export function IdentityCard({ view }: { readonly view: RequestView }): ReactNode {
  const zone = useTimeZone();
  const { request, right } = view;
  const [isChanging, setChanging] = useState(false);
  const isOpen = request.standing !== 'closed';
  const who = request.requesterName === '' ? request.displayName : request.requesterName;
  return (
    <Card
      title="1. Qui demande"
      padded
      aside={
        request.identity === null ? (
          <Tag tone="warn">Identité à vérifier</Tag>
        ) : (
          <Tag tone="ok" icon={IconCheck}>
            Identité vérifiée
          </Tag>
        )
      }
    >
      <div className={styles.body}>
        <p>
          <strong>{who ?? 'Une personne dont le dossier est détruit'}</strong>
          <span className="muted"> · {qualityText(request.quality)}</span>
        </p>
        {right.against.map((finding) => (
          <Notice key={finding} tone="danger" icon={IconAlertTriangle}>
            {findingText[finding]}
          </Notice>
        ))}
        {right.toAsk.map((finding) => (
          <Notice key={finding} tone="warn" icon={IconAlertTriangle}>
            {findingText[finding]}
          </Notice>
        ))}
        {request.identity !== null && (
          <p className="small">
            {request.identity.proof}, le {legalDayText(request.identity.at, zone)}
          </p>
        )}
        {request.identity === null && isOpen && <ProofForm view={view} />}
        {isOpen && request.patientId !== null && (
          <div className={styles.buttons}>
            <Button size="sm" variant="quiet" onClick={() => setChanging(true)}>
              Corriger qui demande…
            </Button>
          </div>
        )}
      </div>
      {isChanging && <ChangeDialog view={view} onClose={() => setChanging(false)} />}
    </Card>
  );
}

const KNOWN = 'Personne connue du cabinet';

function ProofForm({ view: { request, right } }: { readonly view: RequestView }): ReactNode {
  const [proof, setProof] = useState(KNOWN);
  const [refusal, refuse] = useRefusal();

  async function check(): Promise<void> {
    if (proof.trim() === '') return;
    const result = await invoke('requests.checkIdentity', { requestId: request.id, proof: proof.trim() });
    refuse(result.ok ? null : result.error);
  }

  return (
    <>
      <div>
        <p className="small muted">À voir avant de répondre :</p>
        <ul className="small">
          {right.proofs.map((needed) => (
            <li key={needed}>{proofText[needed]}</li>
          ))}
        </ul>
      </div>
      <TextField
        label="Ce qui a été vu"
        hint="Sans numéro, et sans garder de copie de la pièce."
        value={proof}
        onChange={setProof}
        error={proof.trim() === '' ? 'Dites ce que vous avez vu.' : undefined}
      />
      <RefusalNotice refusal={refusal} />
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => void check()}>
          Identité vérifiée
        </Button>
      </div>
    </>
  );
}

function ChangeDialog({
  view: { request },
  onClose,
}: {
  readonly view: RequestView;
  readonly onClose: () => void;
}): ReactNode {
  const { quality, requesterName, purpose, minorObjects, deceasedObjected } = request;
  const [requester, setRequester] = useState<Requester>({
    quality,
    requesterName,
    purpose,
    minorObjects,
    deceasedObjected,
  });
  const [refusal, refuse] = useRefusal();

  async function change(): Promise<void> {
    const result = await invoke('requests.changeRequester', { requestId: request.id, ...requester });
    refuse(result.ok ? null : result.error);
    if (result.ok) onClose();
  }

  return (
    <FormDialog
      title="Corriger qui demande"
      keep="Ne rien changer"
      confirm="Corriger"
      onConfirm={() => void change()}
      onClose={onClose}
    >
      <RequesterFields value={requester} onChange={(changes) => setRequester({ ...requester, ...changes })} />
      <RefusalNotice refusal={refusal} />
    </FormDialog>
  );
}
