import { IconArchive } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { remainingCopyText } from '../../../shared/french/remainingCopyText.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { RemainingCopy } from '../../../shared/contract/retention.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DocumentDialog } from '../../components/documents/DocumentDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { ArchiveCard } from './ArchiveCard.tsx';
import { DueFiles } from './DueFiles.tsx';
import { OpenRequests, waitsForCopy } from './OpenRequests.tsx';
import { PurgeDialog } from './PurgeDialog.tsx';
import styles from './Retention.module.css';
import { RuleCard } from './RuleCard.tsx';

/** How long files are kept: what is due, what the archive holds, what comes in the years ahead, and the rule. */
export function Retention(): ReactNode {
  const { data, error } = useContractQuery('retention.calendar', {});
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const [remaining, setRemaining] = useState<readonly RemainingCopy[] | null>(null);
  const [refusal, refuse] = useRefusal();

  async function archive(patientIds: readonly string[]): Promise<void> {
    const result = await invoke('retention.archive', { patientIds: [...patientIds] });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: `${counted(patientIds.length, 'dossier archivé', 'dossiers archivés')}.` });
  }

  async function purge(patientIds: readonly string[]): Promise<void> {
    setAsked(null);
    const result = await invoke('retention.purge', { patientIds: [...patientIds] });
    refuse(result.ok ? null : result.error);
    if (result.ok) setRemaining(result.value.remaining);
  }

  return (
    <Page
      title="Conservation des dossiers"
      subtitle="Chaque dossier est gardé aussi longtemps que la loi le demande, et pas davantage. Rien n’est détruit sans que vous l’ayez vu et confirmé."
      actions={<Button onClick={back}>Revenir</Button>}
    >
      <div className={styles.said}>
        <RefusalNotice refusal={refusal ?? error?.error ?? null} />
        {remaining && <Remaining copies={remaining} />}
      </div>
      {!data && error === null && <Skeleton lines={6} />}
      {data && (
        <div className={styles.columns}>
          <div>
            <DueFiles
              title="À détruire"
              files={data.toPurge}
              action="Détruire…"
              onAct={(ids) => setAsked(ids)}
              isHindered={waitsForCopy}
              note={(file) => <OpenRequests file={file} />}
            />
            <DueFiles title="À archiver" files={data.toArchive} action="Archiver" onAct={(ids) => void archive(ids)} />
            {data.toPurge.length + data.toArchive.length === 0 && (
              <Card>
                <EmptyState
                  icon={IconArchive}
                  title="Aucun dossier n’est arrivé à son terme"
                  text="Ils paraîtront ici le jour venu."
                />
              </Card>
            )}
            <ArchiveCard count={data.archived} />
          </div>
          <aside>
            <RuleCard />
            <Ahead years={data.ahead} />
            <Destructions destructions={data.destructions} />
          </aside>
        </div>
      )}
      {asked && data && (
        <PurgeDialog
          files={data.toPurge.filter(({ patientId }) => asked.includes(patientId))}
          onConfirm={(ids) => void purge(ids)}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

/** After a destruction: where encrypted copies still hold it, and what ends them. */
function Remaining({ copies }: { readonly copies: readonly RemainingCopy[] }): ReactNode {
  const today = useToday();
  return (
    <Notice tone="ok" icon={IconArchive}>
      Les dossiers sont détruits et le certificat est gardé.{' '}
      {copies.length === 0
        ? 'Aucune sauvegarde ne les contient.'
        : 'Des copies faites avant ce jour les contiennent encore, chiffrés\u00a0:'}
      {copies.length > 0 && (
        <ul className={styles.remaining}>
          {copies
            .map((copy) => remainingCopyText(copy, today))
            .map((text) => (
              <li key={text}>{text}</li>
            ))}
        </ul>
      )}
    </Notice>
  );
}

function Ahead({ years }: { readonly years: Output<'retention.calendar'>['ahead'] }): ReactNode {
  return (
    <Card title="Les années qui viennent" padded>
      <table className={styles.years}>
        <thead>
          <tr>
            <th scope="col">Année</th>
            <th scope="col">À archiver</th>
            <th scope="col">À détruire</th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, archive, purge }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td>{archive}</td>
              <td>{purge}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Destructions({
  destructions,
}: {
  readonly destructions: Output<'retention.calendar'>['destructions'];
}): ReactNode {
  const zone = useTimeZone();
  const [refusal, refuse] = useRefusal();
  const [looked, setLooked] = useState<string | null>(null);
  if (destructions.length === 0) return null;

  async function act(method: 'documents.print' | 'documents.save', documentId: string): Promise<void> {
    const result = await invoke(method, { documentId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <Card title="Certificats de destruction">
      <ul>
        {destructions.map(({ documentId, at, files, consultations }) => (
          <li key={documentId} className="item">
            <div className="grow">
              <strong>{legalDayText(at, zone)}</strong>
              <p className="small muted">
                {counted(files, 'dossier')}, {counted(consultations, 'consultation')}
              </p>
            </div>
            <Button size="sm" variant="quiet" onClick={() => setLooked(documentId)}>
              Voir
            </Button>
            <Button size="sm" variant="quiet" onClick={() => void act('documents.print', documentId)}>
              Imprimer
            </Button>
            <Button size="sm" variant="quiet" onClick={() => void act('documents.save', documentId)}>
              Enregistrer
            </Button>
          </li>
        ))}
      </ul>
      <RefusalNotice refusal={refusal} />
      {looked !== null && <DocumentDialog documentId={looked} onClose={() => setLooked(null)} />}
    </Card>
  );
}
