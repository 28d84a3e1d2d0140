import { useState, type ReactNode } from 'react';
import type { RecoverySheet } from '../../../shared/contract/vault.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { NewSheetDialog } from '../../components/NewSheetDialog.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useContractMutation } from '../../queries.ts';
import styles from './Settings.module.css';

/** A new recovery sheet: why, then the sheet itself, printed and read back. */
export function RecoverySheetDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [sheet, setSheet] = useState<RecoverySheet | null>(null);
  const [revokes, setRevokes] = useState(false);
  return sheet === null ? (
    <ReasonDialog revokes={revokes} onRevokes={setRevokes} onPrepared={setSheet} onClose={onClose} />
  ) : (
    <NewSheetDialog
      sheet={sheet}
      revokes={revokes}
      done="Nouvelle feuille de secours en place. Détruisez l’ancienne."
      onBack={() => setSheet(null)}
      onClose={onClose}
    />
  );
}

function ReasonDialog({
  revokes,
  onRevokes,
  onPrepared,
  onClose,
}: {
  readonly revokes: boolean;
  readonly onRevokes: (revokes: boolean) => void;
  readonly onPrepared: (sheet: RecoverySheet) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const prepare = useContractMutation('vault.prepareRecoverySheet');
  return (
    <Dialog title="Nouvelle feuille de secours" size="lg" onClose={onClose}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (passphrase !== '') prepare.mutate({ passphrase, revoke: revokes }, { onSuccess: onPrepared });
        }}
      >
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">Que devient l’ancienne feuille</legend>
          <Reason
            checked={!revokes}
            onChoose={() => onRevokes(false)}
            title="Je la remplace, sans inquiétude"
            text="La nouvelle prend sa place. L’ancienne n’ouvre plus ce coffre, mais toujours les sauvegardes d’avant."
          />
          <Reason
            checked={revokes}
            onChoose={() => onRevokes(true)}
            title="L’ancienne ne vaut plus rien&nbsp;: perdue, ou vue par quelqu’un"
            text="Tout le coffre est chiffré à neuf. Ce qui sera écrit et sauvegardé ensuite lui est fermé. Les copies faites avant restent lisibles avec elle. Vos destinations commencent une nouvelle série."
          />
        </fieldset>
        <SecretField
          label="Phrase de passe"
          what="la phrase de passe"
          size="tall"
          data-autofocus
          value={passphrase}
          onChange={setPassphrase}
        />
        {prepare.error && <FormError error={prepare.error.error} />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Garder la feuille actuelle</Button>
          <Button type="submit" variant="primary" disabled={passphrase === '' || prepare.isPending}>
            {prepare.isPending ? 'Un instant…' : 'Préparer la feuille'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Reason({
  checked,
  onChoose,
  title,
  text,
}: {
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly text: string;
}): ReactNode {
  return (
    <label className={styles.choice}>
      <input type="radio" name="reason" checked={checked} onChange={onChoose} />
      <strong>{title}</strong>
      <span>{text}</span>
    </label>
  );
}
