import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { readDate } from '../../../shared/domain/civilDate.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Page } from '../../components/Page.tsx';
import { AntecedentFields } from '../../components/patientForm/AntecedentFields.tsx';
import { birthDateRules } from '../../components/patientForm/birthDateRules.ts';
import { IdentityFields } from '../../components/patientForm/IdentityFields.tsx';
import { patientFieldsOf } from '../../components/patientForm/patientFields.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useCaretMemory } from '../../state/caretMemory.ts';
import { useToday } from '../../state/practiceTime.ts';
import { replace } from '../../state/route.ts';
import { startConsultation } from '../../state/startConsultation.ts';
import { showToast } from '../../state/toast.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import { Duplicates } from './Duplicates.tsx';
import { followLine, type LineChoices } from './lineFields.ts';
import styles from './NewPatient.module.css';
import {
  draftKey,
  draftShelf,
  dropDraft,
  editDraft,
  emptyDraft,
  readDraft,
  type NewPatientDraft,
} from './newPatientDraft.ts';
import { PatientLineField } from './PatientLineField.tsx';

/** A new file: one line for the usual case, all fields below; what is typed waits in the vault until it is sent. */
export function NewPatient({ line }: { readonly line?: string }): ReactNode {
  const [draft, setDraft] = useState<NewPatientDraft | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [refusal, refuse] = useRefusal();
  useEffect(() => {
    let isGone = false;
    readDraft().then(
      (read) => {
        if (!isGone) setDraft(read);
      },
      () => {
        // Without the former draft one can still write a new one; the vault will say so if it cannot save.
        if (!isGone) setDraft(emptyDraft);
      },
    );
    return () => {
      isGone = true;
    };
  }, []);

  async function startAnew(): Promise<void> {
    await dropDraft();
    refuse(null);
    setDraft(emptyDraft);
    setAttempt(attempt + 1);
  }

  return (
    <Page
      title="Nouveau patient"
      subtitle="Une ligne suffit. Le reste peut attendre."
      actions={<LinkButton onClick={() => void startAnew()}>Tout effacer</LinkButton>}
    >
      <RefusalNotice refusal={refusal} />
      {draft ? <NewPatientForm key={attempt} draft={draft} line={line} onRefusal={refuse} /> : <Skeleton lines={5} />}
    </Page>
  );
}

function NewPatientForm({
  draft,
  line,
  onRefusal,
}: {
  readonly draft: NewPatientDraft;
  readonly line: string | undefined;
  readonly onRefusal: ReturnType<typeof useRefusal>[1];
}): ReactNode {
  const today = useToday();
  const [{ values }, editor] = useRecordEditor(draftShelf, draftKey, () => editDraft(draft));
  const [isTried, setTried] = useState(false);
  const isSending = useRef(false);
  const form = useRef<HTMLDivElement>(null);
  useCaretMemory(draftKey, form, 'line');

  const readLine = (next: Partial<LineChoices & { readonly line: string }>): void => {
    const { line: typed, isSwapped, isOtherCentury } = values;
    editor.change(followLine(values, { line: typed, isSwapped, isOtherCentury, ...next }, today));
  };
  useEffect(() => {
    // Brought from the search that found nobody; a draft that waits is not overwritten.
    if (line !== undefined && draft.line === '')
      editor.change(followLine(draft, { line, isSwapped: false, isOtherCentury: false }, today));
    // Only on coming to the page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function save(begin: boolean): Promise<void> {
    if (isSending.current) return;
    const birthDate = birthDateToSend(values, today);
    const fault = firstFault(values, birthDate);
    if (fault !== null || birthDate === undefined) {
      setTried(true);
      form.current?.querySelector<HTMLInputElement>(`[data-field="${fault}"]`)?.focus();
      return;
    }
    isSending.current = true;
    const refusal = await createFile({ ...values, birthDate }, begin, editor.flush);
    isSending.current = false;
    onRefusal(refusal);
  }
  useCommand('main', () => void save(true));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'F2') readLine({ isSwapped: !values.isSwapped });
    else if (event.key === 'F4') readLine({ isOtherCentury: !values.isOtherCentury });
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.columns} onKeyDown={onKeyDown}>
      <TopBarActions>
        <Button onClick={() => void save(false)}>Enregistrer</Button>
        <Button variant="primary" keys="Ctrl Entrée" onClick={() => void save(true)}>
          Enregistrer et commencer la consultation
        </Button>
      </TopBarActions>
      <div ref={form} className={styles.form}>
        <Card padded>
          <PatientLineField draft={values} onRead={readLine} />
        </Card>
        <Card title="Identité et contact" padded>
          <IdentityFields
            values={values}
            onChange={editor.change}
            typedBirthDate={values.typedBirthDate}
            onTypeBirthDate={(typedBirthDate) => editor.change({ typedBirthDate })}
            isTried={isTried}
          />
        </Card>
        <Card title="Vigilances et antécédents" padded>
          <div className={styles.texts}>
            <AntecedentFields values={values} onChange={editor.change} />
          </div>
        </Card>
      </div>
      <aside className={styles.aside} aria-label="Dossiers ressemblants">
        <Duplicates draft={values} />
      </aside>
    </div>
  );
}

/** Makes the file, then goes to it. What was typed leaves the drafts only once the file is there. */
async function createFile(
  draft: NewPatientDraft,
  begin: boolean,
  flush: () => Promise<void>,
): ReturnType<typeof startConsultation> {
  await flush();
  const result = await invoke('patients.create', {
    fields: { ...patientFieldsOf(draft), familyName: draft.familyName.trim(), givenName: draft.givenName.trim() },
  });
  if (!result.ok) return result.error;
  await dropDraft();
  const patientId = result.value.id;
  if (begin && (await startConsultation(patientId, replace)) === null) return null;
  replace({ screen: 'patientFile', patientId });
  showToast({ text: 'Dossier enregistré.' });
  return null;
}

/** Also the one that is still being typed, since Ctrl Entrée does not leave its field; undefined where it cannot be read. */
function birthDateToSend({ birthDate, typedBirthDate }: NewPatientDraft, today: string): string | null | undefined {
  if (typedBirthDate === null) return birthDate;
  const reading = readDate(typedBirthDate, birthDateRules(today));
  if (reading.ok) return reading.date;
  return reading.reason === 'empty' ? null : undefined;
}

/** The field to go to before the file can be made; null where nothing is wrong. */
function firstFault(values: NewPatientDraft, birthDate: string | null | undefined): keyof NewPatientDraft | null {
  if (values.familyName.trim() === '') return 'familyName';
  if (values.givenName.trim() === '') return 'givenName';
  return birthDate === undefined ? 'birthDate' : null;
}
