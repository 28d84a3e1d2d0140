import { Fragment, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Kbd } from '../components/Kbd.tsx';
import { placesOf, type Place } from '../screens/places.tsx';
import { useIsTitular, useStatus } from '../state/session.ts';
import { hideKeyList, useKeyListShown } from './keyList.ts';
import styles from './KeyListDialog.module.css';

type KeyLine = readonly [keys: readonly string[], does: string];

const SEARCH: KeyLine = [['Ctrl K'], 'chercher partout'];

const keys: readonly KeyLine[] = [
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

const letters: readonly KeyLine[] = [
  [['N'], 'nouveau, dans la liste affichée'],
  [['?'], 'cette liste'],
];

/** The list of keys (F1 or ?). */
export function KeyListDialog(): ReactNode {
  const isShown = useKeyListShown();
  const { singleLetterKeys } = useStatus();
  const places = placesOf(useIsTitular());
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
        <Keys list={[SEARCH, placeKeys(places), ...keys, ...(singleLetterKeys ? letters : [])]} />
      </dl>
      {!singleLetterKeys && <p className="small">Les touches d’une seule lettre sont coupées dans les réglages.</p>}
    </Dialog>
  );
}

function placeKeys(places: readonly Place[]): KeyLine {
  return [places.map(({ digit }) => `Ctrl ${digit}`), places.map(({ label }) => label).join(', ')];
}

function Keys({ list }: { readonly list: readonly KeyLine[] }): ReactNode {
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
