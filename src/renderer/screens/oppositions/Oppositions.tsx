import { IconHandStop } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Opposition, OppositionLift } from '../../../shared/contract/oppositions.ts';
import { legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { recipientText } from '../../components/oppositionText.ts';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back, navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { LiftDialog } from './LiftDialog.tsx';
import styles from './Oppositions.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

type Opened =
  { readonly what: 'record' } | { readonly what: 'revoke' | 'decide' | 'lift'; readonly opposition: Opposition };

/** Objections to sharing: recorded, answered, lifted in an emergency, withdrawn. */
export function Oppositions({ patientId }: { readonly patientId?: string }): ReactNode {
  const { data, error } = useContractQuery('oppositions.list', { patientId: patientId ?? null });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refusal, refuse] = useRefusal();
  const close = (): void => setOpened(null);
  const record = (): void => setOpened({ what: 'record' });
  useCommand('new', record);

  async function endLift({ patientId: of, accountId, accountName }: OppositionLift): Promise<void> {
    const result = await invoke('oppositions.endLift', { patientId: of, accountId });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: `${accountName} ne verra plus ce dossier à sa prochaine ouverture.` });
  }

  const holding = data?.oppositions.filter(({ revokedAt }) => revokedAt === null) ?? [];
  const revoked = data?.oppositions.filter(({ revokedAt }) => revokedAt !== null) ?? [];
  return (
    <Page
      title="Oppositions au partage"
      subtitle="Un patient peut refuser que son dossier soit partagé (article L1110-4 du Code de la santé publique), ou confié à un hébergeur (L1111-8)."
      actions={
        <>
          <Button onClick={back}>Revenir</Button>
          <Button onClick={() => navigate({ screen: 'practitioners' })}>Accès des confrères</Button>
          <Button variant="primary" icon={IconHandStop} keys="N" onClick={record}>
            Noter une opposition
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {!data && error === null && <Skeleton />}
      {data && (
        <div className={styles.cards}>
          {data.lifts.length > 0 && <Lifts lifts={data.lifts} onEnd={(lift) => void endLift(lift)} />}
          <Card title="En vigueur">
            {holding.length === 0 ? (
              <EmptyState
                icon={IconHandStop}
                title="Aucune opposition"
                text="Notez-la ici quand un patient vous la dit : elle agit aussitôt, dans tout le logiciel."
              />
            ) : (
              <ul>
                {holding.map((opposition) => (
                  <OppositionRow
                    key={opposition.id}
                    opposition={opposition}
                    onOpen={(what) => setOpened({ what, opposition })}
                  />
                ))}
              </ul>
            )}
          </Card>
          {revoked.length > 0 && (
            <Card title="Retirées">
              <ul>
                {revoked.map((opposition) => (
                  <OppositionRow key={opposition.id} opposition={opposition} />
                ))}
              </ul>
            </Card>
          )}
        </div>
      )}
      {opened?.what === 'record' && <RecordDialog patientId={patientId} onClose={close} />}
      {opened?.what === 'revoke' && <RevokeDialog opposition={opened.opposition} onClose={close} />}
      {opened?.what === 'decide' && <DecideDialog opposition={opened.opposition} onClose={close} />}
      {opened?.what === 'lift' && <LiftDialog opposition={opened.opposition} onClose={close} />}
    </Page>
  );
}

function OppositionRow({
  opposition,
  onOpen,
}: {
  readonly opposition: Opposition;
  readonly onOpen?: (what: 'revoke' | 'decide' | 'lift') => void;
}): ReactNode {
  const zone = useTimeZone();
  const { recipient, verdict, revokedAt } = opposition;
  const isHosting = recipient.kind === 'external-hosting';
  const isOfAccounts = recipient.kind === 'account' || recipient.kind === 'every-colleague';
  return (
    <li className="item">
      <div className="grow">
        <strong>{opposition.displayName}</strong>
        <p className="small muted">
          {recipientText(opposition)}, dite le {legalDayText(opposition.since, zone)} {channelText(opposition.channel)}
          {opposition.note !== '' && `. ${opposition.note}`}
        </p>
        {verdict && (
          <p className="small soft">
            {verdict.upheld ? 'Motif légitime reconnu' : 'Refusée'} le {legalDayText(verdict.at, zone)}
            {'\u00a0'}: {verdict.reason}
          </p>
        )}
      </div>
      {revokedAt !== null && <Tag>Retirée le {legalDayText(revokedAt, zone)}</Tag>}
      {isHosting && verdict === null && revokedAt === null && <Tag tone="warn">À examiner</Tag>}
      {onOpen && isHosting && (
        <Button size="sm" onClick={() => onOpen('decide')}>
          Répondre
        </Button>
      )}
      {onOpen && isOfAccounts && (
        <Button size="sm" variant="quiet" onClick={() => onOpen('lift')}>
          Lever en urgence
        </Button>
      )}
      {onOpen && (
        <Button size="sm" variant="quiet" onClick={() => onOpen('revoke')}>
          Noter le retrait
        </Button>
      )}
    </li>
  );
}

function Lifts({
  lifts,
  onEnd,
}: {
  readonly lifts: readonly OppositionLift[];
  readonly onEnd: (lift: OppositionLift) => void;
}): ReactNode {
  const zone = useTimeZone();
  return (
    <Card title="Levées en urgence">
      <ul>
        {lifts.map((lift) => (
          <li key={`${lift.patientId}${lift.accountId}${lift.since}`} className="item">
            <div className="grow">
              <strong>{lift.displayName}</strong>
              <p className="small muted">
                Visible pour {lift.accountName} jusqu’au {legalDayText(lift.until, zone)} à{' '}
                {legalTime(lift.until, zone)}. {lift.reason}
              </p>
            </div>
            <Button size="sm" onClick={() => onEnd(lift)}>
              Y mettre fin
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
