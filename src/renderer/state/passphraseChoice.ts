import { useEffect, useState } from 'react';
import type { PassphraseAssessment } from '../../shared/contract/vault.ts';
import { invoke } from '../bridge.ts';

/** Long enough for a fast typist not to ask at each letter, short enough to follow the eye. */
const ASSESS_AFTER_MS = 120;

export interface PassphraseChoice {
  readonly passphrase: string;
  readonly repeated: string;
  /** Of the passphrase as it stands; null while it is empty or being assessed for the first time. */
  readonly assessment: PassphraseAssessment | null;
  /** Accepted by the core's rules and typed twice the same. */
  readonly isReady: boolean;
  readonly setPassphrase: (passphrase: string) => void;
  readonly setRepeated: (repeated: string) => void;
  /** Takes seven words drawn by the core; they are still to be typed a second time. */
  readonly propose: () => Promise<void>;
}

/**
 * A new passphrase being chosen, assessed by the core as it is typed. Kept in the component's state alone: neither in the
 * cache of answers nor in a draft.
 */
export function usePassphraseChoice(personalWords: readonly string[]): PassphraseChoice {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [assessed, setAssessed] = useState<{ of: string; assessment: PassphraseAssessment } | null>(null);
  const words = personalWords.join('\n');

  useEffect(() => {
    if (passphrase === '') return;
    let isStale = false;
    const timer = setTimeout(() => {
      const input = { passphrase, personalWords: words.split('\n').filter((word) => word !== '') };
      void invoke('vault.assessPassphrase', input).then((result) => {
        if (!isStale && result.ok) setAssessed({ of: passphrase, assessment: result.value });
      });
    }, ASSESS_AFTER_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [passphrase, words]);

  async function propose(): Promise<void> {
    const result = await invoke('vault.proposePassphrase', {});
    if (!result.ok) return;
    setPassphrase(result.value.passphrase);
    setRepeated('');
  }

  const assessment = passphrase === '' ? null : (assessed?.assessment ?? null);
  return {
    passphrase,
    repeated,
    assessment,
    isReady: assessed?.of === passphrase && assessed.assessment.accepted && repeated === passphrase,
    setPassphrase,
    setRepeated,
    propose,
  };
}
