import type { ContractError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/index.ts';

/** A record of the vault as a form edits it. Values are compared with `Object.is`: texts, numbers, null. */
export interface EditedRecord<Values extends object> {
  readonly version: number;
  readonly values: Values;
}

export type SaveState<Values extends object> =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly error: ContractError }
  /** The record changed elsewhere in the same fields: the person chooses. */
  | { readonly kind: 'conflict'; readonly fields: readonly (keyof Values)[]; readonly theirs: EditedRecord<Values> };

export interface EditorSnapshot<Values extends object> {
  /** What the form shows: the vault's values with what was typed since. */
  readonly values: Values;
  readonly version: number;
  readonly state: SaveState<Values>;
}

export interface RecordEditor<Values extends object> {
  readonly snapshot: () => EditorSnapshot<Values>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes what was typed; it is saved 1 s after the last change and at the latest 2 s after the first. */
  readonly change: (changes: Partial<Values>) => void;
  /** Saves now; ends once all that was typed is saved, or could not be. */
  readonly flush: () => Promise<void>;
  /** Takes over a newer reading of the record without losing what is not saved yet. */
  readonly adopt: (record: EditedRecord<Values>) => void;
  readonly resolve: (choice: 'mine' | 'theirs') => void;
  /** What the vault does not hold yet. */
  readonly unsaved: () => Partial<Values>;
  /** Stops the timers; what is unsaved is left in `unsaved`. */
  readonly stop: () => void;
}

interface Door<Values extends object> {
  save(changes: Partial<Values>, version: number): Promise<Result<{ version: number; savedAt: number }>>;
  reread(): Promise<Result<EditedRecord<Values>>>;
}

const QUIET_MS = 1_000;
const LATEST_MS = 2_000;
const RETRY_MS = 5_000;
const BUSY_RETRY_MS = 1_000;
/** Behind the lock or the veil nothing can be saved: the text waits in memory until `flush` is called after the opening. */
const HELD_CODES: readonly ContractError['code'][] = ['vault-locked', 'screen-veiled'];

/** Makes the editor of one record: one save under way at a time, versions checked, nothing typed ever dropped. */
export function createRecordEditor<Values extends object>(
  initial: EditedRecord<Values>,
  door: Door<Values>,
): RecordEditor<Values> {
  let version = initial.version;
  let saved = initial.values;
  let pending: Partial<Values> = {};
  let state: SaveState<Values> = { kind: 'untouched' };
  let snapshot: EditorSnapshot<Values> = { values: saved, version, state };
  let quietTimer: ReturnType<typeof setTimeout> | undefined;
  let latestTimer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  function publish(next: SaveState<Values>): void {
    state = next;
    snapshot = { values: { ...saved, ...pending }, version, state };
    for (const listener of listeners) listener();
  }

  function schedule(): void {
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => void flush(), QUIET_MS);
    latestTimer ??= setTimeout(() => void flush(), LATEST_MS);
  }

  function stop(): void {
    clearTimeout(quietTimer);
    clearTimeout(latestTimer);
    quietTimer = undefined;
    latestTimer = undefined;
  }

  function retryIn(delay: number): void {
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => void flush(), delay);
  }

  async function flush(): Promise<void> {
    stop();
    if (underWay) await underWay;
    if (state.kind === 'conflict' || Object.keys(pending).length === 0) return;
    underWay ??= sendUntilClean().finally(() => {
      underWay = undefined;
    });
    await underWay;
  }

  /** Sends as long as something was typed meanwhile; ends at the first refusal. */
  async function sendUntilClean(): Promise<void> {
    for (;;) {
      const sent = differing(pending, saved);
      if (Object.keys(sent).length === 0) {
        pending = {};
        publish(state.kind === 'saved' ? state : { kind: 'saved', at: Date.now() });
        return;
      }
      publish({ kind: 'saving' });
      const result = await door.save(sent, version);
      if (result.ok) {
        version = result.value.version;
        saved = { ...saved, ...sent };
        pending = differing(pending, saved);
        if (Object.keys(pending).length > 0) continue;
        publish({ kind: 'saved', at: result.value.savedAt });
        return;
      }
      const refusal = result.error.code === 'changed-meanwhile' ? await rebase() : result.error;
      if (refusal) refused(refusal);
      if (refusal || state.kind === 'conflict') return;
    }
  }

  function refused(error: ContractError): void {
    const isHeld = HELD_CODES.includes(error.code);
    const isBusy = error.code === 'busy';
    if (!isHeld) retryIn(isBusy ? BUSY_RETRY_MS : RETRY_MS);
    publish(isHeld || isBusy ? { kind: 'saving' } : { kind: 'failed', error });
  }

  /** Takes over what changed elsewhere; gives the refusal where it cannot be read. */
  async function rebase(): Promise<ContractError | null> {
    const current = await door.reread();
    if (!current.ok) return current.error;
    takeOver(current.value);
    return null;
  }

  /** Rebases what is unsaved on a newer reading; false where both sides changed the same field. */
  function takeOver(record: EditedRecord<Values>): boolean {
    const fields = keysOf(pending).filter(
      (field) => !Object.is(record.values[field], saved[field]) && !Object.is(record.values[field], pending[field]),
    );
    if (fields.length > 0) {
      publish({ kind: 'conflict', fields, theirs: record });
      return false;
    }
    version = record.version;
    saved = record.values;
    return true;
  }

  return {
    snapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(changes) {
      pending = { ...pending, ...changes };
      if (state.kind !== 'conflict') schedule();
      publish(state.kind === 'conflict' || state.kind === 'failed' ? state : { kind: 'saving' });
    },
    flush,
    adopt(record) {
      if (underWay || record.version < version) return;
      if (takeOver(record)) publish(state);
    },
    resolve(choice) {
      if (state.kind !== 'conflict') return;
      const { fields, theirs } = state;
      version = theirs.version;
      saved = theirs.values;
      if (choice === 'theirs') {
        pending = without(pending, fields);
      }
      publish({ kind: 'saving' });
      underWay ??= sendUntilClean().finally(() => {
        underWay = undefined;
      });
    },
    unsaved: () => differing(pending, saved),
    stop,
  };
}

function differing<Values extends object>(changes: Partial<Values>, from: Values): Partial<Values> {
  const result: Partial<Values> = {};
  for (const field of keysOf(changes)) {
    const value = changes[field];
    if (value !== undefined && !Object.is(value, from[field])) result[field] = value;
  }
  return result;
}

function without<Values extends object>(changes: Partial<Values>, dropped: readonly (keyof Values)[]): Partial<Values> {
  const result: Partial<Values> = {};
  for (const field of keysOf(changes)) {
    const value = changes[field];
    if (value !== undefined && !dropped.includes(field)) result[field] = value;
  }
  return result;
}

function keysOf<Values extends object>(values: Partial<Values>): (keyof Values)[] {
  const keys: (keyof Values)[] = [];
  for (const key in values) keys.push(key);
  return keys;
}
