import type { PatientFields } from '../../../shared/contract/patients.ts';
import { call, invoke } from '../../bridge.ts';
import { UNKNOWN_PATIENT } from '../../../shared/domain/unknownPatient.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type RecordEditor } from '../../state/recordEditor.ts';
import type { LineChoices } from './lineFields.ts';

/** A new patient as it is typed, before there is a file. */
export type NewPatientDraft = PatientFields &
  LineChoices & {
    readonly line: string;
    /** A birth date that is being typed into its own field, or cannot be read. */
    readonly typedBirthDate: string | null;
  };

const KEY = 'new-patient';

export const emptyDraft: NewPatientDraft = {
  line: '',
  typedBirthDate: null,
  isSwapped: false,
  isOtherCentury: false,
  ...UNKNOWN_PATIENT,
};

export const draftShelf = createEditorShelf<NewPatientDraft>(KEY);

/** What was typed of a new patient and not sent, as the vault kept it. */
export async function readDraft(): Promise<NewPatientDraft> {
  const { value } = await call('drafts.get', { key: KEY });
  // Written below and read from the vault: no other hand comes between.
  return value === null ? emptyDraft : { ...emptyDraft, ...(JSON.parse(value) as Partial<NewPatientDraft>) };
}

/** The draft in the form of a record: saved whole, since it is small and no one else writes it. */
export function editDraft(draft: NewPatientDraft): RecordEditor<NewPatientDraft> {
  const editor: RecordEditor<NewPatientDraft> = createRecordEditor(
    { version: 0, values: draft },
    {
      async save() {
        const result = await invoke('drafts.put', { key: KEY, value: JSON.stringify(editor.snapshot().values) });
        return result.ok ? { ok: true, value: { version: 0, savedAt: Date.now() } } : result;
      },
      reread: () => Promise.resolve({ ok: true, value: { version: 0, values: draft } }),
    },
  );
  return editor;
}

/** The file is made, or what was typed is given up. */
export async function dropDraft(): Promise<void> {
  draftShelf.discard(KEY);
  await invoke('drafts.drop', { key: KEY });
}

export { KEY as draftKey };
