import type { ReactNode } from 'react';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import type { RecordEditor } from '../../state/recordEditor.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import { resolveConflict } from './resolveConflict.ts';

/** Shown where a field of the patient was changed here and elsewhere at once. */
export function PatientConflict({ editor }: { readonly editor: RecordEditor<PatientFields> }): ReactNode {
  const { state } = editor.snapshot();
  if (state.kind !== 'conflict') return null;
  return (
    <ConflictNotice
      fields={state.fields.map((field) => ({ label: 'Valeur', theirs: String(state.theirs.values[field] ?? '') }))}
      onChoose={(choice) => resolveConflict(editor, choice)}
    />
  );
}
