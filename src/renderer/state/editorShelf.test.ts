import { expect, test } from '@jest/globals';
import { createEditorShelf, unsavedText } from './editorShelf.ts';
import { flushAll } from './pending.ts';
import { createRecordEditor, type RecordEditor } from './recordEditor.ts';

interface Note {
  readonly advice: string;
}

/** An editor whose vault is closed until `open` is called. */
function lockedNote() {
  let isOpen = false;
  const saved: string[] = [];
  const make = (): RecordEditor<Note> =>
    createRecordEditor<Note>(
      { version: 1, values: { advice: '' } },
      {
        async save(changes) {
          if (!isOpen) return { ok: false, error: { code: 'vault-locked' } };
          saved.push(changes.advice ?? '');
          return { ok: true, value: { version: 2, savedAt: 1 } };
        },
        reread: () => Promise.reject(new Error('not asked for')),
      },
    );
  return {
    make,
    saved,
    open() {
      isOpen = true;
    },
  };
}

test('a text that could not be saved outlives its screen, is found again, and is sent once the vault is open', async () => {
  const shelf = createEditorShelf<Note>('note');
  const note = lockedNote();
  const editor = shelf.editorOf('a', note.make);
  const release = shelf.hold('a');
  editor.change({ advice: 'Marche' });
  await flushAll();
  release();
  expect(unsavedText()).toBe('Marche');
  expect(shelf.editorOf('a', note.make)).toBe(editor);
  note.open();
  await flushAll();
  expect(note.saved).toEqual(['Marche']);
  expect(unsavedText()).toBe('');
});

test('an editor that holds nothing goes with its screen, so that the next one reads the vault', async () => {
  const shelf = createEditorShelf<Note>('note');
  const note = lockedNote();
  const editor = shelf.editorOf('b', note.make);
  shelf.hold('b')();
  await flushAll();
  expect(shelf.editorOf('b', note.make)).not.toBe(editor);
});

test('what was discarded is never sent', async () => {
  const shelf = createEditorShelf<Note>('note');
  const note = lockedNote();
  const editor = shelf.editorOf('c', note.make);
  const release = shelf.hold('c');
  editor.change({ advice: 'Marche' });
  shelf.discard('c');
  note.open();
  release();
  await flushAll();
  expect(note.saved).toEqual([]);
});
