import { useEffect, useState, useSyncExternalStore } from 'react';
import type { EditorShelf } from './editorShelf.ts';
import type { EditorSnapshot, RecordEditor } from './recordEditor.ts';

/**
 * The editor of a record for as long as the calling component is mounted. Give the component a `key` by record: another id
 * needs another component.
 */
export function useRecordEditor<Values extends object>(
  shelf: EditorShelf<Values>,
  id: string,
  make: () => RecordEditor<Values>,
): readonly [EditorSnapshot<Values>, RecordEditor<Values>] {
  const [editor] = useState(() => shelf.editorOf(id, make));
  useEffect(() => shelf.hold(id), [shelf, id]);
  const snapshot = useSyncExternalStore(editor.subscribe, editor.snapshot);
  return [snapshot, editor];
}
