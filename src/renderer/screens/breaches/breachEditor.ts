import type { Breach, BreachContent } from '../../../shared/contract/breaches.ts';
import { invoke } from '../../bridge.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type EditedRecord, type RecordEditor } from '../../state/recordEditor.ts';

/** What each step of the page is given. */
export interface BreachTabProps {
  readonly breach: Breach;
  readonly values: BreachContent;
  readonly change: (changes: Partial<BreachContent>) => void;
  /** Saves what is typed before something is made of it. */
  readonly flush: () => Promise<void>;
}

export const breachShelf = createEditorShelf<BreachContent>('breach');

/** The titular alone writes in it, at one place: its record needs no version. */
export function editedBreach(content: BreachContent): EditedRecord<BreachContent> {
  return { version: 0, values: content };
}

/** Saves a breach as it is typed, as any record. */
export function editBreach(breachId: string, content: BreachContent): RecordEditor<BreachContent> {
  return createRecordEditor(editedBreach(content), {
    save: async (changes) => {
      const result = await invoke('breaches.save', { breachId, changes });
      return result.ok ? { ok: true, value: { version: 0, savedAt: Date.now() } } : result;
    },
    reread: async () => {
      const result = await invoke('breaches.open', { breachId });
      return result.ok ? { ok: true, value: editedBreach(result.value.content) } : result;
    },
  });
}
