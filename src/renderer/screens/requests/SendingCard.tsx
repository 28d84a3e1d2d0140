import { IconCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { SendingManner } from '../../../shared/contract/requests.ts';
import { instantOf, legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DateField } from '../../components/DateField.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { showToast } from '../../state/toast.ts';
import type { RequestView } from './requestView.ts';
import { RequestPapers } from './RequestPapers.tsx';
import styles from './Requests.module.css';
import { MANNERS, mannerText } from './requestText.ts';

/** Step three: how the answer went, and what proves it. */
export function SendingCard({ view: { request } }: { readonly view: RequestView }): ReactNode {
  const zone = useTimeZone();
  const { sending, answer, standing } = request;
  if (standing === 'closed' && sending === null) return null;
  return (
    <Card
      title="3. Envoi et preuve"
      padded
      aside={
        sending !== null && (
          <Tag tone="ok" icon={IconCheck}>
            Close
          </Tag>
        )
      }
    >
      {sending !== null && (
        <p>
          {mannerText(sending.manner)}, le {legalDayText(sending.at, zone)}
          {sending.proof !== '' && <span className="muted"> · {sending.proof}</span>}
        </p>
      )}
      {sending === null && answer === null && <p className="muted">Vient après la réponse.</p>}
      {answer !== null && <RequestPapers requestId={request.id} kinds={PROOFS} />}
      {sending === null && answer !== null && <SendingForm requestId={request.id} />}
      {sending !== null && <KeepProof requestId={request.id} />}
    </Card>
  );
}

const PROOFS = ['proof-of-sending'] as const;

/** A scan of the slip, the signed receipt, the acknowledgement. */
function KeepProof({ requestId }: { readonly requestId: string }): ReactNode {
  const [refusal, refuse] = useRefusal();

  async function keep(): Promise<void> {
    const result = await invoke('requests.keepProof', { requestId });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: 'La preuve est gardée dans le coffre.' });
  }

  return (
    <>
      <p className="small">
        <LinkButton onClick={() => void keep()}>Joindre la preuve scannée (PDF, JPEG, PNG)</LinkButton>
      </p>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function SendingForm({ requestId }: { readonly requestId: string }): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const [manner, setManner] = useState<SendingManner>('by-hand');
  const [day, setDay] = useState<string | null>(today);
  const [typed, setTyped] = useState<string | null>(null);
  const [proof, setProof] = useState('');
  const [isTried, setTried] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function send(): Promise<void> {
    setTried(true);
    if (day === null || typed !== null) return;
    const sentAt = day === today ? Date.now() : instantOf(day, '12:00', zone);
    const result = await invoke('requests.send', { requestId, manner, sentAt, proof: proof.trim() });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: 'Demande close, avec sa preuve.' });
  }

  return (
    <div className={styles.body}>
      <SelectField
        label="Comment la réponse est partie"
        choices={MANNERS}
        value={manner}
        onChange={(value) => value !== null && setManner(value)}
      />
      <DateField
        label="Le"
        value={day}
        onChange={setDay}
        typed={typed}
        onType={setTyped}
        rules={{ today, past: true }}
        isTried={isTried}
        error={isTried && day === null && typed === null ? 'La date manque.' : undefined}
      />
      <TextField
        label="Preuve"
        hint="Numéro du recommandé, reçu signé, accusé de réception…"
        value={proof}
        onChange={setProof}
      />
      <RefusalNotice refusal={refusal} />
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => void send()}>
          Noter l’envoi
        </Button>
      </div>
      <KeepProof requestId={requestId} />
    </div>
  );
}
