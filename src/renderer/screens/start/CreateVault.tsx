import { useState, type ReactNode } from 'react';
import type { RecoverySheet } from '../../../shared/contract/vault.ts';
import { invoke } from '../../bridge.ts';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import { setWelcoming } from '../../state/session.ts';
import { PassphraseStep } from './PassphraseStep.tsx';
import { PracticeStep, type FirstPractice } from './PracticeStep.tsx';
import { SheetStep } from './SheetStep.tsx';

/**
 * Creates the vault step by step. Until the last one everything lies in this component's state and in the core's memory:
 * nothing reaches the disk before the vault exists.
 */
export function CreateVault({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const [step, setStep] = useState<'practice' | 'passphrase' | 'sheet'>('practice');
  const [practice, setPractice] = useState<FirstPractice>({
    practitionerName: '',
    practiceName: '',
    city: '',
    greeting: '',
  });
  const [sheet, setSheet] = useState<RecoverySheet | null>(null);
  const choice = usePassphraseChoice([
    practice.practitionerName,
    ...practice.practitionerName.split(' '),
    practice.practiceName,
    practice.city,
    practice.greeting,
  ]);

  if (step === 'practice') {
    return (
      <PracticeStep
        practice={practice}
        onChange={setPractice}
        onContinue={() => setStep('passphrase')}
        onBack={onLeave}
      />
    );
  }
  if (step === 'passphrase' || sheet === null) {
    return (
      <PassphraseStep
        choice={choice}
        practice={practice}
        onPrepared={(prepared) => {
          setSheet(prepared);
          setStep('sheet');
        }}
        onBack={() => setStep('practice')}
      />
    );
  }
  return (
    <SheetStep
      sheet={sheet}
      create={async (typedGroups) => {
        // The vault opens at once when it is made: the window must already know that the first patients come next.
        setWelcoming(true);
        const result = await invoke('vault.create', { typedGroups });
        if (result.ok) await invoke('application.setAppearance', { practiceLabel: labelOf(practice) });
        else setWelcoming(false);
        return result;
      }}
      onBack={() => setStep('passphrase')}
    />
  );
}

/** What the foot of the lock screen says: "Cabinet des Tilleuls, Nantes". */
function labelOf({ practiceName, city }: FirstPractice): string | null {
  const parts = [practiceName.trim(), city.trim()].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}
