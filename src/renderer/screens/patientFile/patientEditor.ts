import type { Patient, PatientFields } from '../../../shared/contract/patients.ts';
import { invoke } from '../../bridge.ts';
import { patientFieldsOf } from '../../components/patientForm/patientFields.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type EditedRecord, type RecordEditor } from '../../state/recordEditor.ts';

/** Identity and antecedents being edited: one editor a patient, since both are one record with one version. */
export const patientShelf = createEditorShelf<PatientFields>('patient');

/** The editor of one patient over the contract. */
export function editPatient(patient: Patient): RecordEditor<PatientFields> {
  const patientId = patient.id;
  return createRecordEditor(editedPatient(patient), {
    async save(changes, version) {
      const result = await invoke('patients.update', { patientId, version, changes });
      if (!result.ok) return result;
      return { ok: true, value: { version: result.value.version, savedAt: result.value.updatedAt } };
    },
    async reread() {
      const result = await invoke('patients.open', { patientId });
      return result.ok ? { ok: true, value: editedPatient(result.value.patient) } : result;
    },
  });
}

/** A patient as the forms edit it: all but what the vault itself keeps. */
export function editedPatient(patient: Patient): EditedRecord<PatientFields> {
  return { version: patient.version, values: patientFieldsOf(patient) };
}
