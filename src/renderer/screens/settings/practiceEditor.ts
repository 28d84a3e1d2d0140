import type { Practice } from '../../../shared/contract/settings.ts';
import { invoke } from '../../bridge.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type RecordEditor } from '../../state/recordEditor.ts';

/** There is one practice, edited at one place: its record needs no version. */
const ONLY_VERSION = 0;

export const practiceShelf = createEditorShelf<Practice>('practice');

/** Saves the practice as it is typed, as any record. */
export function createPracticeEditor(practice: Practice): RecordEditor<Practice> {
  return createRecordEditor(
    { version: ONLY_VERSION, values: practice },
    {
      save: async (changes) => {
        const result = await invoke('settings.update', { practice: changes });
        return result.ok ? { ok: true, value: { version: ONLY_VERSION, savedAt: Date.now() } } : result;
      },
      reread: async () => {
        const result = await invoke('settings.get', {});
        return result.ok ? { ok: true, value: { version: ONLY_VERSION, values: result.value.practice } } : result;
      },
    },
  );
}
