import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Consultation, ConsultationFields } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { instantOf, legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { PainField } from '../../components/PainField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { goTo } from '../../state/route.ts';
import type { RecordEditor } from '../../state/recordEditor.ts';
import { showToast } from '../../state/toast.ts';
import styles from './panes.module.css';
import { readTime } from './readTime.ts';

/** An hour after the start: what one gives for a consultation that is ended on a later day. */
const USUAL_LENGTH_MS = 3_600_000;

/** Asks for the pain on leaving and the time, ends the consultation, and goes back to Aujourd'hui. */
export function FinishPanel({
  consultation,
  values,
  editor,
  onStay,
  onRefusal,
}: {
  readonly consultation: Consultation;
  readonly values: ConsultationFields;
  readonly editor: RecordEditor<ConsultationFields>;
  readonly onStay: () => void;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const day = legalDay(values.startedAt, zone);
  const [end] = useState(() => (day === today ? Date.now() : values.startedAt + USUAL_LENGTH_MS));
  const { painAfter } = values;
  const [time, setTime] = useState(() => legalTime(end, zone));
  const [error, setError] = useState<string>();
  const isSending = useRef(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector('input')?.focus(), []);

  async function finish(): Promise<void> {
    const endedAt = readEnd();
    if (endedAt === null || isSending.current) return;
    isSending.current = true;
    const refusal = await finishConsultation(consultation.id, endedAt, painAfter, editor);
    isSending.current = false;
    onRefusal(refusal);
    if (refusal) return;
    goTo('today');
    showToast({
      text: 'Consultation terminée.',
      undo: () => invoke('consultations.reopen', { consultationId: consultation.id }),
    });
  }

  function readEnd(): number | null {
    const read = readTime(time);
    if (read === null) {
      setError('Cette heure ne se lit pas. Tapez-la ainsi\u00a0: 10:30.');
      return null;
    }
    // To the second where the proposed time was kept, so that a consultation of less than a minute still ends after it began.
    if (read === legalTime(end, zone)) return Math.max(end, values.startedAt);
    const moment = instantOf(day, read, zone);
    if (moment >= values.startedAt) return moment;
    setError('Cette heure vient avant le début. Vérifiez-la.');
    return null;
  }
  useCommand('main', () => void finish());
  useCommand('back', onStay);

  return (
    <div className={styles.finish} ref={panel}>
      <TopBarActions>
        <Button variant="primary" keys="Ctrl Entrée" onClick={() => void finish()}>
          Terminer la consultation
        </Button>
      </TopBarActions>
      <h3>Fin de consultation</h3>
      <PainField label="Douleur au départ" value={painAfter} onChange={(pain) => editor.change({ painAfter: pain })} />
      <TextField
        label="Heure de fin"
        hint={`Commencée à ${legalTime(values.startedAt, zone)}`}
        value={time}
        maxLength={10}
        error={error}
        onChange={(text) => {
          setTime(text);
          setError(undefined);
        }}
      />
      <p>
        <Button keys="Échap" onClick={onStay}>
          Continuer à écrire
        </Button>
      </p>
    </div>
  );
}

/** What was typed goes first: what could not be saved is shown in the top bar, and the consultation stays open for it. */
async function finishConsultation(
  consultationId: string,
  endedAt: number,
  painAfter: number | null,
  editor: RecordEditor<ConsultationFields>,
): Promise<ContractError | null> {
  await editor.flush();
  const { state, version } = editor.snapshot();
  if (state.kind === 'failed') return state.error;
  if (state.kind === 'conflict') return { code: 'changed-meanwhile', version };
  const result = await invoke('consultations.finish', { consultationId, version, endedAt, painAfter });
  return result.ok ? null : result.error;
}
