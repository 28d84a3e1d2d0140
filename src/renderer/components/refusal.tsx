import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import { sentenceOf } from '../../shared/french/errorSentences.ts';
import { Notice } from './Notice.tsx';

/** What the core refused last on this screen, to be shown where it arose; null clears it. */
export function useRefusal(): readonly [ContractError | null, (error: ContractError | null) => void] {
  return useState<ContractError | null>(null);
}

/** A refusal in words, in red; nothing where there is none. */
export function RefusalNotice({ refusal }: { readonly refusal: ContractError | null }): ReactNode {
  if (refusal === null) return null;
  return (
    <Notice tone="danger" icon={IconAlertCircle}>
      {sentenceOf(refusal)}
    </Notice>
  );
}
