import { Fragment, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { places } from '../screens/places.tsx';
import { useStatus } from '../state/session.ts';
import { hideKeyList, useKeyListShown } from './keyList.ts';
import styles from './KeyListDialog.module.css';

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Ctrl K'], 'chercher partout'],
  [places.map(({ digit }) => `Ctrl ${digit}`), places.map(({ label }) => label).join(', ')],
  [['Ctrl Entrée'], 'faire l’action principale'],
  [['Ctrl B'], 'sauvegarder maintenant'],
  [['Ctrl P'], 'imprimer'],
  [['Ctrl Z'], 'annuler'],
  [['Alt ↑', 'Alt ↓'], 'consultation d’avant, d’après'],
  [['Échap'], 'revenir, fermer, effacer'],
  [['F6'], 'volet suivant'],
  [['F9', 'Maj F9'], 'masquer, verrouiller'],
  [['F1'], 'cette liste'],
];

const letters: typeof keys = [
  [['N'], 'nouveau, dans la liste affichée'],
  [['?'], 'cette liste'],
];

/** The list of keys (F1 or ?). */
export function KeyListDialog(): ReactNode {
  const isShown = useKeyListShown();
  const { singleLetterKeys } = useStatus();
  if (!isShown) return null;
  return (
    <Dialog
      title="Touches"
      onClose={hideKeyList}
      actions={
        <Button data-autofocus onClick={hideKeyList} keys="Échap">
          Fermer
        </Button>
      }
    >
      <dl className={styles.list}>
        <Keys list={singleLetterKeys ? [...keys, ...letters] : keys} />
      </dl>
      {!singleLetterKeys && <p className="small">Les touches d’une seule lettre sont coupées dans les réglages.</p>}
    </Dialog>
  );
}

function Keys({ list }: { readonly list: typeof keys }): ReactNode {
  return list.map(([names, does]) => (
    <Fragment key={does}>
      <dt>
        {names.map((name) => (
          <Kbd key={name}>{name}</Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </Fragment>
  ));
}
