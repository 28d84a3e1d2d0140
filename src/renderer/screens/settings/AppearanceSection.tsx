import { useState, type ReactNode } from 'react';
import type { ApplicationStatus } from '../../../shared/contract/application.ts';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LinkButton } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import grid from '../../components/formGrid.module.css';
import { showKeyList } from '../../keyboard/keyList.ts';
import { useContractMutation } from '../../queries.ts';
import { refreshStatus, useStatus } from '../../state/session.ts';
import styles from './Settings.module.css';

type Theme = ApplicationStatus['theme'];
type TextSize = `${ApplicationStatus['textSize']}`;

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'light', label: 'Clair' },
  { value: 'dark', label: 'Sombre' },
  { value: 'system', label: 'Comme le système' },
];
const textSizes: readonly { value: TextSize; label: string }[] = [
  { value: '100', label: '100\u00a0%' },
  { value: '112', label: '112\u00a0%' },
  { value: '125', label: '125\u00a0%' },
];
const sizes: Readonly<Record<TextSize, ApplicationStatus['textSize']>> = { '100': 100, '112': 112, '125': 125 };

/** How the window looks, the lock screen included, and which keys it hears. */
export function AppearanceSection(): ReactNode {
  const status = useStatus();
  const appearance = useContractMutation('application.setAppearance');
  const set = (input: Parameters<typeof appearance.mutate>[0]): void =>
    appearance.mutate(input, { onSuccess: () => void refreshStatus() });
  return (
    <div className={styles.cards}>
      <Card title="Affichage">
        <div className={styles.line}>
          <span className="grow">Thème</span>
          <Segmented label="Thème" choices={themes} value={status.theme} onChange={(theme) => set({ theme })} />
        </div>
        <div className={styles.line}>
          <span className="grow">Taille du texte</span>
          <Segmented
            label="Taille du texte"
            choices={textSizes}
            value={`${status.textSize}`}
            onChange={(size) => set({ textSize: sizes[size] })}
          />
        </div>
      </Card>
      <Card title="Touches" padded>
        <div className={styles.stack}>
          <Checkbox
            label="Touches d’une seule lettre"
            hint="N crée, ? montre les touches. Elles n’agissent jamais dans un texte."
            checked={status.singleLetterKeys}
            onChange={(singleLetterKeys) => set({ singleLetterKeys })}
          />
          <LinkButton onClick={showKeyList}>Voir toutes les touches</LinkButton>
        </div>
      </Card>
      <Card title="Écran de verrouillage" padded>
        <div className={grid.form}>
          <div className={grid.half}>
            <LockScreenText
              label="Comment vous saluer"
              value={status.greeting ?? ''}
              onSave={(greeting) => set({ greeting: greeting === '' ? null : greeting })}
            />
          </div>
          <div className={grid.half}>
            <LockScreenText
              label="Nom montré en bas"
              value={status.practiceLabel ?? ''}
              onSave={(practiceLabel) => set({ practiceLabel: practiceLabel === '' ? null : practiceLabel })}
            />
          </div>
        </div>
        <p className="small muted" style={{ marginTop: 8 }}>
          Ces deux lignes se lisent sans ouvrir le coffre. N’y mettez rien d’un patient.
        </p>
      </Card>
      {appearance.error && <FormError error={appearance.error.error} />}
    </div>
  );
}

/** Saved when the field is left. */
function LockScreenText({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      value={typed ?? value}
      maxLength={80}
      onChange={setTyped}
      onBlur={() => {
        if (typed !== null && typed.trim() !== value) onSave(typed.trim());
        setTyped(null);
      }}
    />
  );
}
