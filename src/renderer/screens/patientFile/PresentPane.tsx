import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Consultation, ConsultationFields } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay, legalTime } from '../../../shared/domain/legalDay.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { useReadOnly } from '../../components/readOnly.ts';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useCaretMemory } from '../../state/caretMemory.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { replace } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { useTypedTexts } from '../../state/typedTexts.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import { consultationShelf, editConsultation, editedConsultation } from './consultationEditor.ts';
import { ConsultationForm } from './ConsultationForm.tsx';
import { textLabels } from '../../../shared/french/consultationTexts.ts';
import { capitalised } from '../../../shared/french/firstLetter.ts';
import { FinishPanel } from './FinishPanel.tsx';
import { MomentFields } from './MomentFields.tsx';
import styles from './panes.module.css';
import { MoveOrRemove } from './PastActions.tsx';
import { resolveConflict } from './resolveConflict.ts';

/** The consultation that is being written, or a finished one being corrected; saved as it is typed. */
export function PresentPane({
  consultation,
  onRefusal,
}: {
  readonly consultation: Consultation;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const { id, patientId } = consultation;
  const isCorrection = consultation.endedAt !== null;
  const [{ values, state }, editor] = useRecordEditor(consultationShelf, id, () => editConsultation(consultation));
  useEffect(() => editor.adopt(editedConsultation(consultation)), [editor, consultation]);
  const pane = useRef<HTMLElement>(null);
  useCaretMemory(`consultation:${id}`, pane, values.motive === '' ? 'motive' : 'history');
  const [isMomentAsked, askMoment] = useState(false);
  const [typed, type] = useTypedTexts(id);
  const isMomentShown = isMomentAsked || typed.day !== null || typed.time !== null;
  const [isFinishing, setFinishing] = useState(false);

  const endCorrection = async (): Promise<void> => {
    await editor.flush();
    replace({ screen: 'patientFile', patientId, consultationId: id });
    showToast({ text: 'Correction enregistrée. L’ancien texte est gardé.' });
  };
  const main = isCorrection ? () => void endCorrection() : () => setFinishing(true);
  const isReadOnly = useReadOnly();
  useCommand('main', main, !isFinishing && !isReadOnly);

  return (
    <section
      ref={pane}
      className={styles.present}
      aria-label={isCorrection ? 'Consultation corrigée' : 'Consultation en cours'}
      data-pane="Consultation"
      tabIndex={-1}
      onBlur={() => void editor.flush()}
    >
      {!isFinishing && !isReadOnly && (
        <TopBarActions>
          <Button variant="primary" keys="Ctrl Entrée" onClick={main}>
            {isCorrection ? 'Terminer la correction' : 'Terminer'}
          </Button>
        </TopBarActions>
      )}
      <div className={styles.head}>
        <h2>
          <Heading startedAt={values.startedAt} isCorrection={isCorrection} />
        </h2>
        {!isReadOnly && (
          <span className="row">
            <LinkButton
              aria-expanded={isMomentShown}
              onClick={() => {
                askMoment(!isMomentShown);
                type({ day: null, time: null });
              }}
            >
              {isMomentShown ? 'Garder cette date' : 'Changer la date'}
            </LinkButton>
            <MoveOrRemove patientId={patientId} consultation={consultation} onRefusal={onRefusal} />
          </span>
        )}
      </div>
      {isMomentShown && (
        <MomentFields
          startedAt={values.startedAt}
          onChange={(startedAt) => editor.change({ startedAt })}
          typed={typed}
          onType={type}
        />
      )}
      {state.kind === 'conflict' && (
        <ConflictNotice
          fields={state.fields.map((field) => ({
            label: fieldLabel(field),
            theirs: String(state.theirs.values[field] ?? ''),
          }))}
          onChoose={(choice) => resolveConflict(editor, choice)}
        />
      )}
      {isFinishing ? (
        <FinishPanel
          consultation={consultation}
          values={values}
          editor={editor}
          onStay={() => setFinishing(false)}
          onRefusal={onRefusal}
        />
      ) : (
        <ConsultationForm
          consultation={consultation}
          values={values}
          isCorrection={isCorrection}
          onChange={editor.change}
        />
      )}
    </section>
  );
}

function Heading({
  startedAt,
  isCorrection,
}: {
  readonly startedAt: number;
  readonly isCorrection: boolean;
}): ReactNode {
  const zone = useTimeZone();
  const today = useToday();
  const day = legalDay(startedAt, zone);
  const date = formatLongDate(day);
  if (isCorrection) return `Correction du ${date.replace(/^\S+ /, '')}, ${legalTime(startedAt, zone)}`;
  return `${day === today ? 'Aujourd’hui' : capitalised(date)}, ${legalTime(startedAt, zone)}`;
}

function fieldLabel(field: keyof ConsultationFields): string {
  switch (field) {
    case 'startedAt':
      return 'Date et heure';
    case 'painBefore':
      return 'Douleur à l’arrivée';
    case 'painAfter':
      return 'Douleur au départ';
    default:
      return textLabels[field];
  }
}
