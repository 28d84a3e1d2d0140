import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { FileRetention } from '../../../shared/contract/retention.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { retentionReasoning } from '../../../shared/french/retentionText.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { showToast } from '../../state/toast.ts';
import { DeathDialog } from './DeathDialog.tsx';
import styles from './PatientFile.module.css';

type Asked = 'death' | 'hold' | 'end-of-hold';

/** How long this file is kept and why; a death and a litigation, which change it, are noted here. */
export function RetentionCard({ patientId }: { readonly patientId: string }): ReactNode {
  const { data: file, error } = useContractQuery('retention.ofPatient', { patientId });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refusal, refuse] = useRefusal();
  const close = (): void => setAsked(null);

  async function setDeath(deathDate: string | null, former: string | null): Promise<void> {
    close();
    const result = await invoke('retention.setDeath', { patientId, deathDate });
    refuse(result.ok ? null : result.error);
    if (!result.ok) return;
    showToast({
      text: deathDate === null ? 'Le décès n’est plus noté.' : 'Décès noté. Les dates du dossier suivent.',
      undo: () => invoke('retention.setDeath', { patientId, deathDate: former }),
    });
  }

  async function hold(reason: string): Promise<ContractError | null> {
    const result = await invoke('retention.hold', { patientId, reason });
    if (!result.ok) return result.error;
    showToast({
      text: 'Litige noté. Rien de ce dossier ne sera détruit.',
      undo: () => invoke('retention.endHold', { patientId }),
    });
    return null;
  }

  async function endHold(): Promise<void> {
    close();
    const result = await invoke('retention.endHold', { patientId });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: 'Fin du litige notée.' });
  }

  if (!file)
    return (
      <Card title="Conservation du dossier" padded>
        {error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={3} />}
      </Card>
    );
  return (
    <Card title="Conservation du dossier" aside={<Actions file={file} onAsk={setAsked} />} padded>
      <Dates file={file} onForgetDeath={() => void setDeath(null, file.deathDate)} />
      <RefusalNotice refusal={refusal} />
      {asked === 'death' && (
        <DeathDialog file={file} onConfirm={(date) => void setDeath(date, file.deathDate)} onClose={close} />
      )}
      {asked === 'hold' && (
        <ReasonDialog
          title={`Un litige commence au sujet de ${file.displayName}`}
          text="Plainte, expertise, demande d’une assurance… Rien du dossier n’est détruit tant que vous n’en notez pas la fin (article 17(3)(e) du RGPD)."
          keep="Ne rien noter"
          confirm="Noter le litige"
          missing="La raison manque. Elle dit pourquoi rien n’est détruit."
          example="Expertise de l’assurance, octobre 2026"
          onConfirm={hold}
          onClose={close}
        />
      )}
      {asked === 'end-of-hold' && (
        <ConfirmDialog
          title={'Le litige est-il vraiment terminé\u202f?'}
          text="Le dossier reprend ses dates ordinaires. S’il a passé son terme, il sera proposé à la destruction."
          keep="Garder le litige"
          confirm="Noter la fin du litige"
          onConfirm={() => void endHold()}
          onClose={close}
        />
      )}
    </Card>
  );
}

function Actions({ file, onAsk }: { readonly file: FileRetention; readonly onAsk: (what: Asked) => void }): ReactNode {
  return (
    <span className="row">
      {file.deathDate === null && (
        <Button size="sm" onClick={() => onAsk('death')}>
          Noter un décès
        </Button>
      )}
      {file.holdReason === null ? (
        <Button size="sm" onClick={() => onAsk('hold')}>
          Noter un litige
        </Button>
      ) : (
        <Button size="sm" onClick={() => onAsk('end-of-hold')}>
          Fin du litige
        </Button>
      )}
    </span>
  );
}

/** The dates, what they come from, and the source of the rule. */
function Dates({
  file,
  onForgetDeath,
}: {
  readonly file: FileRetention;
  readonly onForgetDeath: () => void;
}): ReactNode {
  const { data: rule } = useContractQuery('retention.rule', {});
  const reasoning = rule === undefined ? null : retentionReasoning(file, rule);
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Archivage</dt>
          <dd>à partir du {formatDate(file.archiveOn)}</dd>
        </div>
        <div>
          <dt>Destruction</dt>
          <dd>{file.purgeOn === null ? 'suspendue' : `possible à partir du ${formatDate(file.purgeOn)}`}</dd>
        </div>
        {file.deathDate !== null && (
          <div>
            <dt>Décès</dt>
            <dd>
              {formatDate(file.deathDate)}{' '}
              <Button size="sm" variant="quiet" onClick={onForgetDeath}>
                Retirer ce décès
              </Button>
            </dd>
          </div>
        )}
        {file.holdReason !== null && (
          <div>
            <dt>Litige</dt>
            <dd>{file.holdReason}</dd>
          </div>
        )}
      </dl>
      {reasoning && (
        <p className="small muted">
          {reasoning.sentences.join(' ')} Source : {reasoning.source}.
        </p>
      )}
    </>
  );
}
