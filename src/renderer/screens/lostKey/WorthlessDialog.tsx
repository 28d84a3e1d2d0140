import { useState, type ReactNode } from 'react';
import type { LostKey } from '../../../shared/contract/lostKeys.ts';
import type { RecoverySheet } from '../../../shared/contract/vault.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormError } from '../../components/FormError.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { NewSheetDialog } from '../../components/NewSheetDialog.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { usePassphraseChoice } from '../../state/passphraseChoice.ts';
import styles from './LostKey.module.css';

/** The vault is encrypted anew: what that protects and what not, then the new sheet, printed and read back. */
export function WorthlessDialog({
  lost,
  onClose,
}: {
  readonly lost: LostKey;
  readonly onClose: () => void;
}): ReactNode {
  const [sheet, setSheet] = useState<RecoverySheet | null>(null);
  return sheet === null ? (
    <WarningDialog lost={lost} onPrepared={setSheet} onClose={onClose} />
  ) : (
    <NewSheetDialog
      sheet={sheet}
      revokes
      done="Coffre chiffré à neuf. Détruisez l’ancienne feuille de secours."
      onBack={() => setSheet(null)}
      onClose={onClose}
    />
  );
}

function WarningDialog({
  lost,
  onPrepared,
  onClose,
}: {
  readonly lost: LostKey;
  readonly onPrepared: (sheet: RecoverySheet) => void;
  readonly onClose: () => void;
}): ReactNode {
  const practice = useContractQuery('settings.get', {}).data?.practice;
  const next = usePassphraseChoice(
    practice === undefined ? [] : [practice.practitionerName, practice.practiceName, practice.city],
  );
  const prepare = useContractMutation('vault.prepareRecoverySheet');
  const [passphrase, setPassphrase] = useState('');
  // Somebody may know it: the new encryption under the same phrase would be as open as the former one.
  const mustChange = lost.withIt === 'passphrase' || lost.withIt === 'unknown';
  const [changes, setChanges] = useState(mustChange);
  const isReady = passphrase !== '' && (!changes || next.isReady) && !prepare.isPending;
  return (
    <Dialog title={`Fermer à ${lost.label} tout ce qui suivra\u202f?`} size="lg" onClose={onClose}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady)
            prepare.mutate(
              { passphrase, revoke: true, next: changes ? next.passphrase : null },
              { onSuccess: onPrepared },
            );
        }}
      >
        <ul className={styles.list}>
          <li>
            <strong>Protégé&nbsp;:</strong> tout ce qui sera écrit et sauvegardé à partir de maintenant.
          </li>
          <li>
            <strong>Pas protégé&nbsp;:</strong> ce que {lost.label} porte déjà. Qui connaît un accès de cette époque le
            lit toujours.
          </li>
          <li>
            Vos autres destinations commencent une nouvelle série. L’ancienne y reste lisible pour vous, et s’efface
            avec l’âge.
          </li>
          <li>La feuille de secours d’aujourd’hui ne vaudra plus rien&nbsp;: une nouvelle est imprimée et relue.</li>
        </ul>
        <SecretField
          label="Phrase de passe d’aujourd’hui"
          what="la phrase de passe"
          size="tall"
          data-autofocus
          value={passphrase}
          onChange={setPassphrase}
        />
        {!mustChange && <Checkbox label="Changer aussi de phrase de passe" checked={changes} onChange={setChanges} />}
        {mustChange && (
          <p className="small soft">Quelqu’un peut connaître cette phrase&nbsp;: choisissez-en une nouvelle.</p>
        )}
        {changes && <PassphraseFields choice={next} label="Nouvelle phrase de passe" autoFocus={false} />}
        {prepare.error && <FormError error={prepare.error.error} />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Ne rien changer</Button>
          <Button type="submit" variant="primary" disabled={!isReady}>
            {prepare.isPending ? 'Un instant…' : 'Préparer la nouvelle feuille'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
