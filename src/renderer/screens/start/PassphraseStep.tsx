import { IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { RecoverySheet } from '../../../shared/contract/vault.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { FormError } from '../../components/FormError.tsx';
import { Notice } from '../../components/Notice.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { RecoverySheetPaper } from '../../components/RecoverySheetPaper.tsx';
import type { PassphraseChoice } from '../../state/passphraseChoice.ts';
import type { FirstPractice } from './PracticeStep.tsx';
import { WizardFrame } from './WizardFrame.tsx';
import styles from '../../components/WizardFrame.module.css';

/** The passphrase, with its strength as one types. */
export function PassphraseStep({
  choice,
  practice,
  onPrepared,
  onBack,
}: {
  readonly choice: PassphraseChoice;
  readonly practice: FirstPractice;
  readonly onPrepared: (sheet: RecoverySheet) => void;
  readonly onBack: () => void;
}): ReactNode {
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function prepare(): Promise<void> {
    if (!choice.isReady || isBusy) return;
    setBusy(true);
    const result = await invoke('vault.prepare', {
      passphrase: choice.passphrase,
      practice: {
        practitionerName: practice.practitionerName.trim(),
        practiceName: practice.practiceName.trim(),
        city: practice.city.trim(),
        greeting: practice.greeting.trim() === '' ? null : practice.greeting.trim(),
      },
    });
    setBusy(false);
    if (result.ok) onPrepared(result.value);
    else setError(result.error);
  }

  return (
    <WizardFrame
      step={1}
      title="Choisissez votre phrase de passe"
      lead="Elle ouvre le coffre chaque matin. Personne ne peut la retrouver à votre place."
      aside={
        <>
          <RecoverySheetPaper sheet={null} />
          <Notice icon={IconPrinter}>
            À l’étape suivante, vous imprimez cette feuille et recopiez deux groupes pour vérifier.
          </Notice>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void prepare();
        }}
      >
        <PassphraseFields choice={choice} />
        {error && <FormError error={error} />}
        <div className={styles.actions}>
          <Button type="submit" variant="primary" size="lg" disabled={!choice.isReady || isBusy}>
            {isBusy ? 'Un instant…' : 'Continuer'}
          </Button>
          <Button variant="quiet" size="lg" onClick={onBack}>
            Retour
          </Button>
        </div>
      </form>
    </WizardFrame>
  );
}
