import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/contract/index.ts';
import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { invoke } from '../bridge.ts';
import { useCommand } from '../keyboard/commands.ts';
import { Button, LinkButton } from './Button.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FormError } from './FormError.tsx';
import styles from './RecoverySheetCheck.module.css';
import { TextField } from './TextField.tsx';

export interface TypedGroup {
  readonly index: number;
  readonly text: string;
}

/** Where the sheet is by now. On paper or in a file, the groups asked for are read there and no longer on screen. */
export type SheetPlace = 'screen' | 'paper' | 'file';

/**
 * Prints or saves the prepared recovery sheet, then asks for some of its groups, so that one which cannot be read is found
 * today and not on the day of need.
 */
export function RecoverySheetCheck({
  sheet,
  place,
  onPlace,
  confirm,
  confirmLabel,
  onBack,
}: {
  readonly sheet: RecoverySheet;
  readonly place: SheetPlace;
  readonly onPlace: (place: SheetPlace) => void;
  readonly confirm: (typedGroups: TypedGroup[]) => Promise<Result<unknown>>;
  readonly confirmLabel: string;
  readonly onBack: () => void;
}): ReactNode {
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>({});
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [asksAnywhere, setAsksAnywhere] = useState(false);
  const isComplete = sheet.asked.every((index) => (texts[index] ?? '').trim() !== '');

  async function print(): Promise<void> {
    setBusy(true);
    const result = await invoke('vault.printRecoverySheet', {});
    setBusy(false);
    setError(result.ok ? null : result.error);
    if (result.ok) onPlace('paper');
  }

  async function save(anywhere: boolean): Promise<void> {
    setAsksAnywhere(false);
    setBusy(true);
    const result = await invoke('vault.saveRecoverySheet', { anywhere });
    setBusy(false);
    if (result.ok) onPlace('file');
    else if (result.error.code === 'place-not-removable') setAsksAnywhere(true);
    setError(result.ok || ['place-not-removable', 'file-not-chosen'].includes(result.error.code) ? null : result.error);
  }

  async function send(): Promise<void> {
    if (!isComplete || isBusy) return;
    setBusy(true);
    const result = await confirm(sheet.asked.map((index) => ({ index, text: (texts[index] ?? '').trim() })));
    setBusy(false);
    setError(result.ok ? null : result.error);
  }

  useCommand('main', () => void send());

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.ways}>
        <Button
          icon={IconPrinter}
          variant={place === 'screen' ? 'primary' : 'default'}
          disabled={isBusy}
          onClick={() => void print()}
        >
          Imprimer la feuille
        </Button>
        <Button icon={IconDeviceFloppy} disabled={isBusy} onClick={() => void save(false)}>
          Enregistrer en PDF
        </Button>
      </div>
      {place === 'screen' ? (
        <p className="small soft">
          Sans imprimante, recopiez-la à la main.{' '}
          <LinkButton onClick={() => onPlace('paper')}>Je l’ai recopiée à la main</LinkButton>
        </p>
      ) : (
        <>
          <p className="soft">
            {place === 'paper' ? 'Lisez ces groupes sur la feuille' : 'Ouvrez le PDF et lisez-y ces groupes'}, puis
            recopiez-les ici.
          </p>
          <div className={styles.groups}>
            {sheet.asked.map((index, position) => (
              <TextField
                key={index}
                label={`Groupe ${index + 1}`}
                tall
                autoFocus={position === 0}
                autoCapitalize="characters"
                maxLength={12}
                value={texts[index] ?? ''}
                onChange={(text) => setTexts({ ...texts, [index]: text.toUpperCase() })}
              />
            ))}
          </div>
        </>
      )}
      {error && <FormError error={error} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          variant={place === 'screen' ? 'default' : 'primary'}
          size="lg"
          disabled={!isComplete || isBusy}
        >
          {isBusy ? 'Un instant…' : confirmLabel}
        </Button>
        <Button variant="quiet" size="lg" onClick={onBack} disabled={isBusy}>
          Retour
        </Button>
      </div>
      {asksAnywhere && (
        <ConfirmDialog
          title={'Enregistrer la feuille sur cet ordinateur\u202f?'}
          text="Ce n’est pas une clé USB. Qui prendrait l’ordinateur aurait aussi la feuille, donc le coffre."
          keep="Ne pas enregistrer"
          confirm="Enregistrer ici"
          onConfirm={() => void save(true)}
          onClose={() => setAsksAnywhere(false)}
        />
      )}
    </form>
  );
}
