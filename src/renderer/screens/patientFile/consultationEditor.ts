import type { Consultation, ConsultationFields } from '../../../shared/contract/consultations.ts';
import { invoke } from '../../bridge.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type EditedRecord, type RecordEditor } from '../../state/recordEditor.ts';

/** Consultations being written, wherever one is in the window and also behind the lock. */
export const consultationShelf = createEditorShelf<ConsultationFields>('consultation');

/** The editor of one consultation over the contract. */
export function editConsultation(consultation: Consultation): RecordEditor<ConsultationFields> {
  const consultationId = consultation.id;
  return createRecordEditor(editedConsultation(consultation), {
    save: (changes, version) => invoke('consultations.save', { consultationId, version, changes }),
    async reread() {
      const result = await invoke('consultations.get', { consultationId });
      return result.ok ? { ok: true, value: editedConsultation(result.value) } : result;
    },
  });
}

/** A consultation as its form edits it. */
export function editedConsultation(consultation: Consultation): EditedRecord<ConsultationFields> {
  return {
    version: consultation.version,
    values: {
      motive: consultation.motive,
      history: consultation.history,
      examination: consultation.examination,
      orl: consultation.orl,
      visceral: consultation.visceral,
      cardioPulmonary: consultation.cardioPulmonary,
      uroGynaecological: consultation.uroGynaecological,
      peripheral: consultation.peripheral,
      generalState: consultation.generalState,
      diagnosis: consultation.diagnosis,
      treatment: consultation.treatment,
      advice: consultation.advice,
      startedAt: consultation.startedAt,
      painBefore: consultation.painBefore,
      painAfter: consultation.painAfter,
    },
  };
}
