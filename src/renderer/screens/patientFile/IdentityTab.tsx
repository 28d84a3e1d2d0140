import { useRef, useState, type ReactNode } from 'react';
import type { Patient, PatientFields } from '../../../shared/contract/patients.ts';
import { Card } from '../../components/Card.tsx';
import { IdentityFields } from '../../components/patientForm/IdentityFields.tsx';
import { useCaretMemory } from '../../state/caretMemory.ts';
import { useTypedTexts } from '../../state/typedTexts.ts';
import type { RecordEditor } from '../../state/recordEditor.ts';
import { FormerValues } from './FormerValues.tsx';
import { NirField } from './NirField.tsx';
import styles from './PatientFile.module.css';
import { PatientConflict } from './PatientConflict.tsx';

/** Identity and contact, saved as they are typed, what they were before a correction, and what came from another program without a field here. */
export function IdentityTab({
  patient,
  values,
  editor,
}: {
  readonly patient: Patient;
  readonly values: PatientFields;
  readonly editor: RecordEditor<PatientFields>;
}): ReactNode {
  const form = useRef<HTMLDivElement>(null);
  const [typed, type] = useTypedTexts(patient.id);
  useCaretMemory(`identity:${patient.id}`, form, 'familyName');
  // A file always has both names: an emptied one is asked for, and the vault keeps the former until another is typed.
  const [emptied, setEmptied] = useState<Partial<PatientFields>>({});
  function change(changes: Partial<PatientFields>): void {
    const [[field, value] = []] = Object.entries(changes);
    const isName = field === 'familyName' || field === 'givenName';
    if (isName && typeof value === 'string' && value.trim() === '') {
      setEmptied({ ...emptied, [field]: value });
      return;
    }
    if (isName) setEmptied(Object.fromEntries(Object.entries(emptied).filter(([name]) => name !== field)));
    editor.change(changes);
  }
  return (
    <div ref={form} className={styles.form} data-pane="Identité" tabIndex={-1} onBlur={() => void editor.flush()}>
      <div className={styles.sheet}>
        <PatientConflict editor={editor} />
        <IdentityFields
          values={{ ...values, ...emptied }}
          onChange={change}
          typedBirthDate={typed.birthDate}
          onTypeBirthDate={(birthDate) => type({ birthDate })}
          isTried
        />
        <div className={styles.nir}>
          <NirField patientId={patient.id} />
        </div>
        <FormerValues patientId={patient.id} />
        {patient.imported.length > 0 && (
          <Card title="Repris de votre ancien logiciel" padded>
            <dl className={styles.imported}>
              {patient.imported.map(({ label, value }, index) => (
                <div key={index}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Card>
        )}
      </div>
    </div>
  );
}
