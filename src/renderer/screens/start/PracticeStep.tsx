import { IconLock } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { WizardFrame } from './WizardFrame.tsx';
import styles from '../../components/WizardFrame.module.css';

export interface FirstPractice {
  readonly practitionerName: string;
  readonly practiceName: string;
  readonly city: string;
  readonly greeting: string;
}

/** Who works here; only the name is needed, the rest can come later in the settings. */
export function PracticeStep({
  practice,
  onChange,
  onContinue,
  onBack,
}: {
  readonly practice: FirstPractice;
  readonly onChange: (practice: FirstPractice) => void;
  readonly onContinue: () => void;
  readonly onBack: () => void;
}): ReactNode {
  const [isNameMissing, setNameMissing] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const change = (changes: Partial<FirstPractice>): void => onChange({ ...practice, ...changes });

  function send(): void {
    const isMissing = practice.practitionerName.trim() === '';
    setNameMissing(isMissing);
    if (isMissing) nameField.current?.focus();
    else onContinue();
  }

  return (
    <WizardFrame
      step={0}
      title="Votre cabinet"
      lead="Ces lignes seront en tête de vos documents. Tout se corrige plus tard."
      aside={
        <Notice icon={IconLock}>
          Rien n’est encore écrit sur le disque. Le coffre est créé à l’étape 3, une fois la feuille de secours relue.
        </Notice>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          ref={nameField}
          label="Votre nom"
          placeholder="Camille Ferrand"
          tall
          autoFocus
          required
          value={practice.practitionerName}
          onChange={(practitionerName) => {
            setNameMissing(false);
            const isGreetingTyped = practice.greeting !== firstWord(practice.practitionerName);
            change({ practitionerName, ...(isGreetingTyped ? {} : { greeting: firstWord(practitionerName) }) });
          }}
          error={isNameMissing ? 'Votre nom manque. Écrivez-le comme sur vos documents.' : undefined}
        />
        <TextField
          label="Nom du cabinet"
          placeholder="Cabinet d’ostéopathie des Tilleuls"
          hint="Montré avec la ville sur l’écran de verrouillage, comme votre salutation."
          tall
          value={practice.practiceName}
          onChange={(practiceName) => change({ practiceName })}
        />
        <div className={styles.two}>
          <TextField label="Ville" tall value={practice.city} onChange={(city) => change({ city })} />
          <TextField
            label="Comment vous saluer"
            tall
            value={practice.greeting}
            onChange={(greeting) => change({ greeting })}
          />
        </div>
        <div className={styles.actions}>
          <Button type="submit" variant="primary" size="lg">
            Continuer
          </Button>
          <Button variant="quiet" size="lg" onClick={onBack}>
            Retour
          </Button>
        </div>
      </form>
    </WizardFrame>
  );
}

function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
