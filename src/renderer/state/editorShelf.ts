import { create } from 'zustand';
import type { ContractError } from '../../shared/contract/errors.ts';
import { registerFlush } from './pending.ts';
import type { RecordEditor } from './recordEditor.ts';
import { useSession } from './session.ts';

/** The saved state of the whole window: the worst of all forms. */
export type WindowSaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: ContractError }
  | { readonly kind: 'conflict' };

interface ShelvedWork {
  state(): WindowSaveState;
  flush(): Promise<void>;
  unsavedTexts(): readonly string[];
}

/** Every form of the window that is open, or that still holds something the vault has not. */
const works = new Map<string, ShelvedWork>();

const useWindowSaveState = create<{ state: WindowSaveState }>(() => ({ state: { kind: 'untouched' } }));

function publishWorst(): void {
  useWindowSaveState.setState({ state: worstOf([...works.values()].map((work) => work.state())) });
}

function worstOf(states: readonly WindowSaveState[]): WindowSaveState {
  const order = ['failed', 'conflict', 'saving', 'saved'] as const;
  for (const kind of order) {
    const found = states.filter((state) => state.kind === kind);
    if (found.length > 0) return latest(found);
  }
  return { kind: 'untouched' };
}

function latest(states: readonly WindowSaveState[]): WindowSaveState {
  return states.reduce((best, state) =>
    state.kind === 'saved' && best.kind === 'saved' && state.at > best.at ? state : best,
  );
}

/** What the top bar says of everything that is being typed. */
export function useSaveState(): WindowSaveState {
  return useWindowSaveState((store) => store.state);
}

async function flushEverything(): Promise<void> {
  await Promise.all([...works.values()].map((work) => work.flush()));
}

// Before the vault closes, and once it is open again: what the core refused meanwhile is sent then.
registerFlush(flushEverything);
useSession.subscribe((now, before) => {
  if (now.status?.phase === 'open' && before.status?.phase !== 'open') void flushEverything();
});

/** All that the vault does not hold yet, for the clipboard. */
export function unsavedText(): string {
  return [...works.values()].flatMap((work) => work.unsavedTexts()).join('\n\n');
}

export interface EditorShelf<Values extends object> {
  /** The editor of this record, made on first use. */
  readonly editorOf: (id: string, make: () => RecordEditor<Values>) => RecordEditor<Values>;
  /**
   * Says that a screen shows this record. The function it returns ends that: what is left is saved, then the editor goes,
   * unless something in it could not be saved.
   */
  readonly hold: (id: string) => () => void;
  /** Drops the editor with all that it holds: the record is gone, or was sent otherwise. */
  readonly discard: (id: string) => void;
}

/**
 * Editors of one kind of record, outside of any screen: what is typed survives a change of place and the lock.
 * `kind` sets these ids apart from those of other shelves.
 */
export function createEditorShelf<Values extends object>(kind: string): EditorShelf<Values> {
  const shelf = new Map<string, { editor: RecordEditor<Values>; holders: number; unsubscribe: () => void }>();

  function discard(id: string): void {
    const entry = shelf.get(id);
    if (!entry) return;
    entry.unsubscribe();
    entry.editor.stop();
    shelf.delete(id);
    works.delete(`${kind}:${id}`);
    publishWorst();
  }

  function dropIfDone(id: string): void {
    const entry = shelf.get(id);
    if (entry && entry.holders === 0 && Object.keys(entry.editor.unsaved()).length === 0) discard(id);
  }

  return {
    editorOf(id, make) {
      const known = shelf.get(id);
      if (known) return known.editor;
      const editor = make();
      const unsubscribe = editor.subscribe(() => {
        publishWorst();
        if (editor.snapshot().state.kind === 'saved') dropIfDone(id);
      });
      shelf.set(id, { editor, holders: 0, unsubscribe });
      works.set(`${kind}:${id}`, {
        state: () => withoutFields(editor),
        flush: () => editor.flush(),
        unsavedTexts: () => Object.values(editor.unsaved()).filter((value) => typeof value === 'string'),
      });
      return editor;
    },
    hold(id) {
      const entry = shelf.get(id);
      if (!entry) throw new Error('hold of an editor that was never made');
      entry.holders++;
      return () => {
        entry.holders--;
        if (shelf.get(id) !== entry) return;
        void entry.editor.flush().then(() => dropIfDone(id));
      };
    },
    discard,
  };
}

function withoutFields<Values extends object>(editor: RecordEditor<Values>): WindowSaveState {
  const { state } = editor.snapshot();
  return state.kind === 'conflict' ? { kind: 'conflict' } : state;
}
