import type { RegisterField, RegisterSheet } from '../../../shared/contract/register.ts';
import { invoke } from '../../bridge.ts';
import { createEditorShelf } from '../../state/editorShelf.ts';
import { createRecordEditor, type EditedRecord, type RecordEditor } from '../../state/recordEditor.ts';

/** What the practitioner added to a sheet, and the name of one of the practice's own. */
export type SheetTexts = Partial<Record<RegisterField, string>> & { readonly title: string };

/** A sheet is edited at one place: its record needs no version. */
const ONLY_VERSION = 0;

export const registerShelf = createEditorShelf<SheetTexts>('register');

export function editedSheet({ title, entries }: RegisterSheet): EditedRecord<SheetTexts> {
  const texts = Object.fromEntries(entries.map(({ field, own }) => [field, own]));
  return { version: ONLY_VERSION, values: { ...texts, title } };
}

/** Saves the texts of a sheet as they are typed. */
export function editSheet(sheet: RegisterSheet): RecordEditor<SheetTexts> {
  return createRecordEditor(editedSheet(sheet), {
    async save({ title, ...texts }) {
      // A name that was emptied waits for another: an activity always has one.
      if (title !== undefined && title.trim() !== '') {
        const renamed = await invoke('register.renameActivity', { activityId: sheet.name, title: title.trim() });
        if (!renamed.ok) return renamed;
      }
      for (const { field } of sheet.entries) {
        const text = texts[field];
        if (text === undefined) continue;
        const saved = await invoke('register.edit', { sheet: sheet.name, field, text });
        if (!saved.ok) return saved;
      }
      return { ok: true, value: { version: ONLY_VERSION, savedAt: Date.now() } };
    },
    async reread() {
      const result = await invoke('register.read', {});
      if (!result.ok) return result;
      const found = result.value.sheets.find(({ name }) => name === sheet.name) ?? sheet;
      return { ok: true, value: editedSheet(found) };
    },
  });
}
