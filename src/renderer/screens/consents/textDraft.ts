import { useEffect, useRef, useState } from 'react';
import type { ConsentKind } from '../../../shared/contract/consents.ts';
import { invoke } from '../../bridge.ts';
import { registerFlush } from '../../state/pending.ts';

export interface PurposeText {
  readonly kind: ConsentKind;
  readonly name: string;
  readonly body: string;
}

interface TextDraft {
  readonly value: PurposeText;
  /** False until the vault said whether something waited. */
  readonly isRead: boolean;
  change(changes: Partial<PurposeText>): void;
  /** It was sent, or given up. */
  drop(): void;
}

/** The text of a purpose as it is typed: kept in the vault's drafts at the lock, and there again when it is opened anew. */
export function useTextDraft(purposeId: string | null, first: PurposeText): TextDraft {
  const key = purposeId === null ? 'consent-text' : `consent-text:${purposeId}`;
  const [typed, setTyped] = useState<PurposeText | null>(null);
  const [isRead, setRead] = useState(false);
  const unsaved = useRef<PurposeText | null>(null);

  useEffect(() => {
    let isGone = false;
    void invoke('drafts.get', { key }).then((result) => {
      if (isGone) return;
      setRead(true);
      // Written below and read from the vault: no other hand comes between.
      if (result.ok && result.value.value !== null && unsaved.current === null)
        setTyped(JSON.parse(result.value.value) as PurposeText);
    });
    const end = registerFlush(async () => {
      if (unsaved.current !== null) await invoke('drafts.put', { key, value: JSON.stringify(unsaved.current) });
    });
    return () => {
      isGone = true;
      end();
    };
  }, [key]);

  const value = typed ?? first;
  return {
    value,
    isRead,
    change: (changes) => {
      unsaved.current = { ...value, ...changes };
      setTyped(unsaved.current);
    },
    drop: () => {
      unsaved.current = null;
      void invoke('drafts.drop', { key });
    },
  };
}
