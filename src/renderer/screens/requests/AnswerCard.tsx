import { IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { useTypedDraft } from '../../state/typedDraft.ts';
import { CopyPart } from './CopyPart.tsx';
import { FreezePart } from './FreezePart.tsx';
import { RectifyPart } from './RectifyPart.tsx';
import { RefuseDialog } from './RefuseDialog.tsx';
import { RequestPapers } from './RequestPapers.tsx';
import type { RequestView } from './requestView.ts';
import styles from './Requests.module.css';
import { REFUSALS } from './requestText.ts';

/** Step two: what is done for the request, and the answer to it. */
export function AnswerCard({ view }: { readonly view: RequestView }): ReactNode {
  const zone = useTimeZone();
  const { request } = view;
  const { answer } = request;
  return (
    <Card
      title="2. Réponse"
      padded
      aside={
        answer !== null && (
          <Tag tone={answer.outcome === 'granted' ? 'ok' : 'plain'} icon={IconCheck}>
            {OUTCOMES[answer.outcome]}
          </Tag>
        )
      }
    >
      <div className={styles.body}>
        <Work view={view} />
        {answer === null && request.fileInBin && <p className="muted">Vient une fois le dossier repris.</p>}
        {answer === null && !request.fileInBin && <AnswerForm view={view} />}
        {answer !== null && (
          <p className="lines">
            <span className="muted">Le {legalDayText(answer.at, zone)} : </span>
            {answer.text === '' && request.kind === 'erasure' && answer.outcome === 'granted'
              ? 'le dossier est détruit.'
              : (REFUSALS.find(({ value }) => value === answer.text)?.label ?? answer.text)}
          </p>
        )}
        <RequestPapers requestId={request.id} kinds={LETTERS} />
      </div>
    </Card>
  );
}

const LETTERS = ['answer', 'refusal'] as const;

const OUTCOMES = { granted: 'Acceptée', refused: 'Refusée', withdrawn: 'Abandonnée' } as const;

/** What the application does by itself for this kind of request. */
function Work({ view }: { readonly view: RequestView }): ReactNode {
  const { request, keptUntil } = view;
  const { kind, patientId, answer } = request;
  if (patientId === null || request.fileInBin) return null;
  const isOpen = request.standing !== 'closed';
  if (kind === 'limitation') return <FreezePart view={view} />;
  if (!isOpen) return null;
  switch (kind) {
    case 'access':
    case 'portability':
      return (
        <CopyPart
          requestId={request.id}
          patientId={patientId}
          requesterName={request.requesterName}
          isNext={request.identity !== null && answer === null}
        />
      );
    case 'rectification':
      return <RectifyPart requestId={request.id} patientId={patientId} />;
    case 'erasure':
      return (
        <p>
          {keptUntil === null
            ? 'Un litige est noté dans ce dossier : il est gardé tant qu’il dure. '
            : `Ce dossier est gardé jusqu’au ${formatDate(keptUntil)}. Avant ce jour, l’effacement est refusé par une lettre motivée ; après, le dossier se détruit depuis la conservation. Faites et imprimez d’abord la lettre de réponse : le nom et l’adresse partent avec le dossier. `}
          <Button size="sm" variant="quiet" onClick={() => navigate({ screen: 'retention' })}>
            Voir la conservation
          </Button>
        </p>
      );
    case 'opposition':
      return (
        <p>
          Une opposition au partage se note à part, et agit aussitôt.{' '}
          <Button size="sm" onClick={() => navigate({ screen: 'oppositions', patientId })}>
            Noter l’opposition
          </Button>
        </p>
      );
  }
}

const USUAL_ANSWERS: Readonly<Record<PersonRequest['kind'], string>> = {
  access: 'Copie complète du dossier, chiffrée.',
  portability: 'Données du dossier, dans une archive chiffrée.',
  rectification: 'Dossier corrigé comme demandé.',
  erasure: '',
  limitation: 'Dossier gelé depuis la demande.',
  opposition: 'Opposition notée et appliquée.',
};

function AnswerForm({ view: { request, right } }: { readonly view: RequestView }): ReactNode {
  const draft = useTypedDraft(`request-answer:${request.id}:${request.patientId ?? request.id}`, {
    text: USUAL_ANSWERS[request.kind],
  });
  const { text } = draft.value;
  const [isRefusing, setRefusing] = useState(false);
  const [isTried, setTried] = useState(false);
  const [refusal, refuse] = useRefusal();
  const hasRight = right.against.length === 0;

  async function grant(): Promise<void> {
    setTried(true);
    if (text.trim() === '') return;
    const result = await invoke('requests.grant', { requestId: request.id, text: text.trim() });
    refuse(result.ok ? null : result.error);
    if (!result.ok) return;
    draft.drop();
    showToast({ text: 'Lettre de réponse gardée dans le coffre. Imprimez-la, puis notez son envoi.' });
  }

  return (
    <>
      <TextArea
        label="Ce qui est répondu"
        lines={2}
        value={text}
        onChange={(next) => draft.change({ text: next })}
        error={isTried && text.trim() === '' ? 'Dites ce qui est répondu, ou refusez par une lettre.' : undefined}
      />
      <RefusalNotice refusal={refusal} />
      <div className={styles.buttons}>
        <Button
          variant={request.identity !== null && hasRight && request.kind !== 'erasure' ? 'primary' : 'default'}
          onClick={() => void grant()}
        >
          Noter la réponse et faire la lettre
        </Button>
        <Button onClick={() => setRefusing(true)}>Refuser par une lettre…</Button>
      </div>
      {isRefusing && <RefuseDialog view={{ request, right }} onClose={() => setRefusing(false)} />}
    </>
  );
}
