import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ContractError } from '../../shared/contract/errors.ts';
import { createRecordEditor, type EditedRecord } from './recordEditor.ts';

interface Note {
  motive: string;
  advice: string;
}

/** A vault that holds one note, refuses on demand, and remembers each save. */
function fakeVault(note: Note) {
  let record: EditedRecord<Note> = { version: 1, values: note };
  let refusal: ContractError | undefined;
  const saves: Partial<Note>[] = [];
  return {
    saves,
    record: () => record,
    refuseWith(error: ContractError | undefined) {
      refusal = error;
    },
    changeElsewhere(changes: Partial<Note>) {
      record = { version: record.version + 1, values: { ...record.values, ...changes } };
    },
    door: {
      async save(changes: Partial<Note>, version: number) {
        saves.push(changes);
        if (refusal) return { ok: false as const, error: refusal };
        if (version !== record.version)
          return { ok: false as const, error: { code: 'changed-meanwhile' as const, version: record.version } };
        record = { version: version + 1, values: { ...record.values, ...changes } };
        return { ok: true as const, value: { version: record.version, savedAt: 1_000 } };
      },
      async reread() {
        return { ok: true as const, value: record };
      },
    },
  };
}

const empty: Note = { motive: '', advice: '' };

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('saves one second after the last key', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  editor.change({ motive: 'L' });
  expect(editor.snapshot().state.kind).toBe('saving');
  await jest.advanceTimersByTimeAsync(900);
  editor.change({ motive: 'Lo' });
  await jest.advanceTimersByTimeAsync(999);
  expect(vault.saves).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(vault.saves).toEqual([{ motive: 'Lo' }]);
  expect(editor.snapshot().state).toEqual({ kind: 'saved', at: 1_000 });
});

test('saves at the latest two seconds after the first key of somebody who never stops typing', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  for (let typed = 1; typed <= 20; typed++) {
    editor.change({ motive: 'x'.repeat(typed) });
    await jest.advanceTimersByTimeAsync(100);
  }
  expect(vault.saves).toEqual([{ motive: 'x'.repeat(20) }]);
});

test('what is typed while a save is under way goes with the next one', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  editor.change({ motive: 'a' });
  const flushed = editor.flush();
  editor.change({ motive: 'ab' });
  await flushed;
  expect(vault.record().values.motive).toBe('ab');
  expect(editor.unsaved()).toEqual({});
});

test('keeps the text behind the lock and sends it after', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  vault.refuseWith({ code: 'vault-locked' });
  editor.change({ advice: 'Marche' });
  await editor.flush();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(vault.saves).toHaveLength(1);
  expect(editor.unsaved()).toEqual({ advice: 'Marche' });
  vault.refuseWith(undefined);
  await editor.flush();
  expect(vault.record().values.advice).toBe('Marche');
});

test('a full disk is said, keeps the text and is tried again', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  vault.refuseWith({ code: 'disk-full' });
  editor.change({ advice: 'Marche' });
  await editor.flush();
  expect(editor.snapshot().state).toEqual({ kind: 'failed', error: { code: 'disk-full' } });
  vault.refuseWith(undefined);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(vault.record().values.advice).toBe('Marche');
  expect(editor.snapshot().state.kind).toBe('saved');
});

test('a change made elsewhere in another field is taken over without a question', async () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  vault.changeElsewhere({ motive: 'Lombalgie' });
  editor.change({ advice: 'Marche' });
  await editor.flush();
  expect(vault.record().values).toEqual({ motive: 'Lombalgie', advice: 'Marche' });
  expect(editor.snapshot().values.motive).toBe('Lombalgie');
});

test.each([
  ['mine' as const, 'Dorsalgie'],
  ['theirs' as const, 'Lombalgie'],
])('a change made elsewhere in the same field is asked about: %s', async (choice, kept) => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  vault.changeElsewhere({ motive: 'Lombalgie' });
  editor.change({ motive: 'Dorsalgie', advice: 'Marche' });
  await editor.flush();
  expect(editor.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['motive'] });
  expect(editor.snapshot().values.motive).toBe('Dorsalgie');
  editor.resolve(choice);
  await jest.advanceTimersByTimeAsync(0);
  expect(vault.record().values).toEqual({ motive: kept, advice: 'Marche' });
  expect(editor.snapshot().values.motive).toBe(kept);
});

test('a newer reading does not overwrite what is being typed', () => {
  const vault = fakeVault(empty);
  const editor = createRecordEditor(vault.record(), vault.door);
  editor.change({ advice: 'Mar' });
  vault.changeElsewhere({ motive: 'Lombalgie' });
  editor.adopt(vault.record());
  expect(editor.snapshot().values).toEqual({ motive: 'Lombalgie', advice: 'Mar' });
  expect(editor.snapshot().version).toBe(2);
  editor.stop();
});
