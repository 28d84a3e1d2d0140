import { useEffect, useRef, useState } from 'react';
import { invoke } from '../bridge.ts';
import { registerFlush } from './pending.ts';

const PAUSE_MS = 800;

export interface TypedDraft<Value extends object> {
  readonly value: Value;
  /** False until the vault said whether something waited. */
  readonly isRead: boolean;
  change(changes: Partial<Value>): void;
  /** It was sent, or given up. */
  drop(): void;
}

/**
 * A small form as it is typed, kept in the vault's drafts: it is there again after another page, the lock or a crash.
 * A key about a file ends with the patient's id, so that the draft goes with the file; one that names a patient inside
 * goes with it too (migrations/0016).
 */
export function useTypedDraft<Value extends object>(key: string, first: Value): TypedDraft<Value> {
  const [typed, setTyped] = useState<Value | null>(null);
  const [isRead, setRead] = useState(false);
  // Beside the state, since a field that is left changes two things at once.
  const latest = useRef(first);
  const unsaved = useRef<Value | null>(null);

  useEffect(() => {
    let isGone = false;
    void invoke('drafts.get', { key }).then((result) => {
      if (isGone) return;
      setRead(true);
      // Written below and read from the vault: no other hand comes between.
      if (!result.ok || result.value.value === null || unsaved.current !== null) return;
      latest.current = { ...first, ...(JSON.parse(result.value.value) as Partial<Value>) };
      setTyped(latest.current);
    });
    const save = async (): Promise<void> => {
      const value = unsaved.current;
      if (value === null) return;
      unsaved.current = null;
      const result = await invoke('drafts.put', { key, value: JSON.stringify(value) });
      // A disk that is full may have room in a moment; what was typed since is newer.
      if (!result.ok) unsaved.current ??= value;
    };
    const timer = setInterval(() => void save(), PAUSE_MS);
    const end = registerFlush(save);
    return () => {
      isGone = true;
      clearInterval(timer);
      end();
      void save();
    };
    // What a form begins with is taken once, as useState does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return {
    value: typed ?? first,
    isRead,
    change: (changes) => {
      latest.current = { ...latest.current, ...changes };
      unsaved.current = latest.current;
      setTyped(latest.current);
    },
    drop: () => {
      unsaved.current = null;
      void invoke('drafts.drop', { key });
    },
  };
}
