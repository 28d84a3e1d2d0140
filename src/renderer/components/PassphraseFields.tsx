import { IconCheck, IconCircleDashed, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PassphraseAssessment } from '../../shared/contract/vault.ts';
import type { PassphraseChoice } from '../state/passphraseChoice.ts';
import { LinkButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './PassphraseFields.module.css';
import { SecretField } from './SecretField.tsx';
import { StrengthMeter } from './StrengthMeter.tsx';

/** The two fields of a new passphrase, with its strength as one types and a proposal. */
export function PassphraseFields({
  choice,
  label = 'Phrase de passe',
  autoFocus = true,
}: {
  readonly choice: PassphraseChoice;
  readonly label?: string;
  readonly autoFocus?: boolean;
}): ReactNode {
  const [isRepeatLeft, setRepeatLeft] = useState(false);
  const { passphrase, repeated, assessment } = choice;
  const differs = isRepeatLeft && repeated !== '' && repeated !== passphrase;
  return (
    <>
      <div>
        <SecretField
          label={label}
          what="la phrase de passe"
          size="tall"
          startShown
          autoFocus={autoFocus}
          value={passphrase}
          onChange={choice.setPassphrase}
        />
        <div className={styles.strength}>
          <StrengthMeter assessment={passphrase === '' ? null : assessment} />
          <LinkButton icon={IconRefresh} onClick={() => void choice.propose()}>
            {passphrase === '' ? 'M’en proposer une' : 'M’en proposer une autre'}
          </LinkButton>
        </div>
      </div>
      <Proofs assessment={assessment} />
      <SecretField
        label="Tapez-la une seconde fois"
        what="la seconde saisie"
        size="tall"
        placeholder="la même, pour vérifier"
        value={repeated}
        onChange={choice.setRepeated}
        onFocus={() => setRepeatLeft(false)}
        onBlur={() => setRepeatLeft(true)}
        error={differs ? 'Les deux phrases diffèrent. Tapez la seconde à nouveau.' : undefined}
      />
    </>
  );
}

/** What makes the phrase good, each with whether it is so. */
function Proofs({ assessment }: { readonly assessment: PassphraseAssessment | null }): ReactNode {
  const isSevenWords = (assessment?.wordsFromList ?? 0) >= 7;
  const isHard = isSevenWords || assessment?.score === 4;
  return (
    <ul className={styles.proofs}>
      <Proof holds={isHard}>{isHard && !isSevenWords ? 'Difficile à deviner' : 'Sept mots sans lien entre eux'}</Proof>
      <Proof holds={assessment?.reachesCnilFloor ?? false}>Niveau demandé par la CNIL atteint</Proof>
      <Proof holds={assessment !== null && !assessment.containsPersonalWord}>Ni votre nom, ni celui du cabinet</Proof>
    </ul>
  );
}

function Proof({ holds, children }: { readonly holds: boolean; readonly children: string }): ReactNode {
  return (
    <li className={holds ? styles.holds : undefined}>
      <Icon of={holds ? IconCheck : IconCircleDashed} size="sm" />
      {children}
      {!holds && <span className="visually-hidden">, pas encore</span>}
    </li>
  );
}
