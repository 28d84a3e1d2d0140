import { useEffect } from 'react';
import type { Result } from '../../shared/contract/index.ts';
import { invoke } from '../bridge.ts';
import { createEditorShelf } from './editorShelf.ts';
import { createRecordEditor, type EditedRecord, type RecordEditor } from './recordEditor.ts';
import { useRecordEditor } from './useRecordEditor.ts';

/** Dates and times of one record as they are being typed, or as they cannot be read; null where the record says all. */
export interface TypedTexts {
  readonly birthDate: string | null;
  readonly day: string | null;
  readonly time: string | null;
}

const NOTHING: TypedTexts = { birthDate: null, day: null, time: null };

const shelf = createEditorShelf<TypedTexts>('typed');

/**
 * What is typed into the dates and times of a patient or a consultation: no value of the record yet, and kept in the
 * vault's drafts all the same, so that it is there again after another page, the lock or a crash.
 */
export function useTypedTexts(id: string): readonly [TypedTexts, (changes: Partial<TypedTexts>) => void] {
  const [{ values }, editor] = useRecordEditor(shelf, id, () => editTypedTexts(id));
  useEffect(() => {
    let isGone = false;
    void read(id).then((result) => {
      // What is being typed here already is newer than what waited.
      if (result.ok && !isGone && Object.keys(editor.unsaved()).length === 0) editor.adopt(result.value);
    });
    return () => {
      isGone = true;
    };
  }, [editor, id]);
  return [values, editor.change];
}

function editTypedTexts(id: string): RecordEditor<TypedTexts> {
  const editor: RecordEditor<TypedTexts> = createRecordEditor(
    { version: 0, values: NOTHING },
    {
      async save() {
        const texts = editor.snapshot().values;
        const isNothing = Object.values(texts).every((text) => text === null);
        const result = isNothing
          ? await invoke('drafts.drop', { key: keyOf(id) })
          : await invoke('drafts.put', { key: keyOf(id), value: JSON.stringify(texts) });
        return result.ok ? { ok: true, value: { version: 0, savedAt: Date.now() } } : result;
      },
      reread: () => read(id),
    },
  );
  return editor;
}

async function read(id: string): Promise<Result<EditedRecord<TypedTexts>>> {
  const result = await invoke('drafts.get', { key: keyOf(id) });
  if (!result.ok) return result;
  const { value } = result.value;
  // Written above and read from the vault: no other hand comes between.
  return { ok: true, value: { version: 0, values: value === null ? NOTHING : (JSON.parse(value) as TypedTexts) } };
}

function keyOf(id: string): string {
  return `typed:${id}`;
}
