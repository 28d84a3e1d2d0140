import { IconArrowBackUp, IconInfoCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Notice } from '../../components/Notice.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';

type Batch = Output<'imports.list'>['batches'][number];
type Undone = Output<'imports.undo'>;

/** Former imports; each can be taken back whole. */
export function FormerImports(): ReactNode {
  const { data } = useContractQuery('imports.list', {});
  const [asked, setAsked] = useState<Batch | null>(null);
  const [undone, setUndone] = useState<Undone | null>(null);
  const [refusal, refuse] = useRefusal();

  async function undo(batchId: string): Promise<void> {
    setAsked(null);
    setUndone(null);
    const result = await invoke('imports.undo', { batchId });
    refuse(result.ok ? null : result.error);
    if (result.ok) setUndone(result.value);
  }

  if (data === undefined || data.batches.length === 0) return null;
  return (
    <>
      <RefusalNotice refusal={refusal} />
      {undone !== null && <UndoneNotice undone={undone} />}
      <Card title="Reprises précédentes">
        <ul>
          {data.batches.map((batch) => (
            <BatchRow key={batch.batchId} batch={batch} onUndo={() => setAsked(batch)} />
          ))}
        </ul>
      </Card>
      {asked !== null && (
        <ConfirmDialog
          title={`Retirer du coffre ce que ${asked.fileNames.join(' et ')} a apporté\u202f?`}
          text={`Seront effacés\u00a0: ${broughtBy(asked)}. Un dossier modifié depuis, gelé par une demande ou retenu pour un litige est gardé entier.`}
          keep="Garder la reprise"
          confirm="Retirer du coffre"
          onConfirm={() => void undo(asked.batchId)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function broughtBy({ patients, consultations }: { readonly patients: number; readonly consultations: number }): string {
  return `${counted(patients, 'dossier')}, ${counted(consultations, 'consultation')}`;
}

function BatchRow({ batch, onUndo }: { readonly batch: Batch; readonly onUndo: () => void }): ReactNode {
  const zone = useTimeZone();
  const day = (instant: number): string => `${legalDayText(instant, zone)} à ${legalTime(instant, zone)}`;
  const files = batch.fileNames.join(', ');
  return (
    <li className="item">
      <div className="grow">
        <strong>{files}</strong>
        <p className="small muted">
          Le {day(batch.at)}
          {batch.undoneAt === null ? `\u00a0: ${broughtBy(batch)}` : `, retirée le ${day(batch.undoneAt)}`}
        </p>
      </div>
      {batch.undoneAt === null && (
        <Button size="sm" icon={IconArrowBackUp} aria-label={`Revenir en arrière\u00a0: ${files}`} onClick={onUndo}>
          Revenir en arrière
        </Button>
      )}
    </li>
  );
}

function UndoneNotice({ undone }: { readonly undone: Undone }): ReactNode {
  const { removed, putBack, kept } = undone;
  return (
    <Notice tone={kept.length > 0 ? 'warn' : 'ok'} icon={IconInfoCircle}>
      <p>
        Retirés du coffre{'\u00a0'}: {broughtBy(removed)}
        {putBack > 0 && `, ${counted(putBack, 'valeur remise', 'valeurs remises')} comme avant`}.
      </p>
      {kept.length > 0 && (
        <p>
          Modifiés depuis, gelés par une demande ou retenus pour un litige, donc gardés{'\u00a0'}:{' '}
          {kept.map(({ patientId, displayName }, index) => (
            <span key={patientId}>
              {index > 0 && ', '}
              <LinkButton onClick={() => navigate({ screen: 'patientFile', patientId })}>{displayName}</LinkButton>
            </span>
          ))}
        </p>
      )}
    </Notice>
  );
}
