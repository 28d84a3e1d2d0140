import { useRef, type ReactNode } from 'react';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import { AntecedentFields } from '../../components/patientForm/AntecedentFields.tsx';
import { useCaretMemory } from '../../state/caretMemory.ts';
import type { RecordEditor } from '../../state/recordEditor.ts';
import styles from './PatientFile.module.css';
import { PatientConflict } from './PatientConflict.tsx';
import { TextHistory } from './TextHistory.tsx';

/** The antecedents as texts, saved as they are typed; each keeps its former versions. */
export function AntecedentsTab({
  patientId,
  values,
  editor,
}: {
  readonly patientId: string;
  readonly values: PatientFields;
  readonly editor: RecordEditor<PatientFields>;
}): ReactNode {
  const form = useRef<HTMLDivElement>(null);
  useCaretMemory(`antecedents:${patientId}`, form, 'alerts');
  return (
    <div ref={form} className={styles.form} data-pane="Antécédents" tabIndex={-1} onBlur={() => void editor.flush()}>
      <div className={styles.sheet}>
        <PatientConflict editor={editor} />
        <AntecedentFields
          values={values}
          onChange={editor.change}
          under={(field) => <TextHistory of={{ patientId, field }} />}
        />
      </div>
    </div>
  );
}
