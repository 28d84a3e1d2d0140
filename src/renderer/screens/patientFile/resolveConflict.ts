import type { RecordEditor } from '../../state/recordEditor.ts';
import { showToast } from '../../state/toast.ts';

/** Ends a conflict as the person chose. What was typed here and gave way can come back: nothing typed is lost by one click. */
export function resolveConflict<Values extends object>(editor: RecordEditor<Values>, choice: 'mine' | 'theirs'): void {
  const { state } = editor.snapshot();
  if (state.kind !== 'conflict') return;
  const mine = editor.unsaved();
  editor.resolve(choice);
  if (choice === 'theirs') showToast({ text: 'L’autre texte est pris.', undo: () => editor.change(mine) });
}
