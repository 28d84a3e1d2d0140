import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { channelText } from '../../../shared/french/channels.ts';
import { REQUEST_KINDS } from '../../../shared/french/requestKinds.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back, navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { Standing } from './Requests.tsx';
import styles from './Requests.module.css';
import { eventDetail, eventText, kindRule } from './requestText.ts';
import { refusalOf } from '../../refusalOf.ts';
import type { RequestView } from './requestView.ts';
import { SendingCard } from './SendingCard.tsx';

/** One request from its arrival to the proof of its answer: who asks, what is answered, how it was sent. */
export function RequestPage({ requestId }: { readonly requestId: string }): ReactNode {
  const { data, error } = useContractQuery('requests.get', { requestId });
  const [asked, setAsked] = useState<'extend' | 'withdraw' | null>(null);
  if (!data)
    return <Page title="Demande">{error ? <RefusalNotice refusal={error.error} /> : <Skeleton lines={6} />}</Page>;
  const { request } = data;
  const { patientId } = request;
  const isOpen = request.standing !== 'closed';
  return (
    <Page
      title={`${REQUEST_KINDS[request.kind]}, ${request.displayName ?? 'dossier détruit depuis'}`}
      subtitle={kindRule[request.kind]}
      actions={
        <>
          <Button onClick={back}>Revenir</Button>
          {patientId !== null && !request.fileInBin && (
            <Button onClick={() => navigate({ screen: 'patientFile', patientId })}>Ouvrir le dossier</Button>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          {patientId !== null && request.fileInBin && <InBinNotice patientId={patientId} isOpen={isOpen} />}
          <IdentityCard view={data} />
          <AnswerCard view={data} />
          <SendingCard view={data} />
        </div>
        <aside>
          <TermsCard view={data} onAsk={setAsked} isOpen={isOpen} />
          <HistoryCard view={data} />
        </aside>
      </div>
      {asked === 'extend' && (
        <ReasonDialog
          title={'Prolonger de deux mois\u202f?'}
          text="La loi le permet si la demande est complexe. Dites-le à la personne, avec la raison, avant la fin du premier mois (article 12(3) du RGPD)."
          example="Plusieurs dossiers anciens à relire"
          missing="La raison manque. Elle est due à la personne."
          keep="Garder un mois"
          confirm="Prolonger"
          onConfirm={async (reason) => refusalOf(await invoke('requests.extend', { requestId, reason }))}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'withdraw' && (
        <ReasonDialog
          title={'La personne abandonne sa demande\u202f?'}
          text="La demande est close sans réponse. Elle reste ici, avec cette note."
          label="Comment elle l’a dit"
          example="Par téléphone, le 24 novembre"
          missing="Notez comment elle l’a dit : c’est votre preuve."
          keep="Garder la demande"
          confirm="Noter l’abandon"
          onConfirm={async (reason) => refusalOf(await invoke('requests.withdraw', { requestId, reason }))}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

/** The file lies in the bin: nothing can be answered about it there. */
function InBinNotice({ patientId, isOpen }: { readonly patientId: string; readonly isOpen: boolean }): ReactNode {
  const [refusal, refuse] = useRefusal();

  async function takeBack(): Promise<void> {
    const result = await invoke('patients.restore', { patientId });
    refuse(refusalOf(result));
    if (result.ok) showToast({ text: 'Dossier remis à sa place.' });
  }

  return (
    <>
      <Notice
        tone={isOpen ? 'warn' : 'plain'}
        icon={IconTrash}
        action={
          <Button size="sm" onClick={() => void takeBack()}>
            Reprendre le dossier
          </Button>
        }
      >
        Ce dossier est à la corbeille.{isOpen && ' Les délais courent quand même : reprenez-le pour répondre.'}
      </Notice>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function TermsCard({
  view: { request },
  isOpen,
  onAsk,
}: {
  readonly view: RequestView;
  readonly isOpen: boolean;
  readonly onAsk: (what: 'extend' | 'withdraw') => void;
}): ReactNode {
  const zone = useTimeZone();
  const { notBefore, dueOn, oldPartDueOn, extension, extensionBefore, receivedAt, channel, wish } = request;
  return (
    <Card title="Délais" aside={<Standing request={request} />} padded>
      <dl className={styles.terms}>
        <Term name="Reçue" value={`le ${legalDayText(receivedAt, zone)} ${channelText(channel)}`} />
        {notBefore !== null && (
          <Term
            name="Rien n’est remis avant"
            value={`${legalDayText(notBefore, zone)} à ${legalTime(notBefore, zone)}`}
          />
        )}
        <Term name="Réponse au plus tard" value={formatLongDate(dueOn)} />
        {oldPartDueOn !== null && <Term name="Pour ce qui a plus de cinq ans" value={formatLongDate(oldPartDueOn)} />}
        {extension !== null && <Term name="Prolongée" value={extension.reason} />}
        {wish !== '' && <Term name="Ses mots" value={wish} />}
      </dl>
      {isOpen && (
        <div className={styles.buttons}>
          {extensionBefore !== null && extension === null && (
            <Button size="sm" onClick={() => onAsk('extend')}>
              Prolonger…
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => onAsk('withdraw')}>
            La personne abandonne…
          </Button>
        </div>
      )}
    </Card>
  );
}

function Term({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function HistoryCard({ view: { events } }: { readonly view: RequestView }): ReactNode {
  const zone = useTimeZone();
  return (
    <Card title="Ce qui a été fait" padded>
      <ol className={styles.history}>
        {events.map(({ at, by, what, detail }, index) => (
          <li key={index}>
            <strong>{eventText[what]}</strong>
            {detail !== '' && <span className="small">{eventDetail(what, detail)}</span>}
            <span className="small muted">
              {legalDayText(at, zone)} à {legalTime(at, zone)}, {by}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
