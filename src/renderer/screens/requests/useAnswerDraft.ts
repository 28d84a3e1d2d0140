import { useEffect, useRef, useState } from 'react';
import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { invoke } from '../../bridge.ts';
import { registerFlush } from '../../state/pending.ts';

const PAUSE_MS = 800;

/**
 * The answer as it is being typed, kept in the vault's drafts: it is there again after another page, the lock or a
 * crash. Its key ends with the patient's id, so that it goes with the file.
 */
export function useAnswerDraft(
  { id, patientId }: Pick<PersonRequest, 'id' | 'patientId'>,
  usual: string,
): readonly [text: string, setText: (text: string) => void, forget: () => void] {
  const [text, setText] = useState(usual);
  const unsaved = useRef<string | null>(null);
  const key = `request-answer-${id}:${patientId ?? id}`;

  useEffect(() => {
    let isGone = false;
    void invoke('drafts.get', { key }).then((result) => {
      if (isGone || !result.ok || result.value.value === null || unsaved.current !== null) return;
      setText(result.value.value);
    });
    const save = async (): Promise<void> => {
      const value = unsaved.current;
      if (value === null) return;
      unsaved.current = null;
      await invoke('drafts.put', { key, value });
    };
    const timer = setInterval(() => void save(), PAUSE_MS);
    const end = registerFlush(save);
    return () => {
      isGone = true;
      clearInterval(timer);
      end();
      void save();
    };
  }, [key]);

  const type = (typed: string): void => {
    unsaved.current = typed;
    setText(typed);
  };
  const forget = (): void => {
    unsaved.current = null;
    void invoke('drafts.drop', { key });
  };
  return [text, type, forget];
}
