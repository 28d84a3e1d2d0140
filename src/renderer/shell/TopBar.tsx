import type { ReactNode } from 'react';
import { SavedState } from '../components/SavedState.tsx';
import { SearchBox } from '../screens/search/SearchBox.tsx';
import { setTopBarSlot } from '../state/topBarSlot.ts';
import styles from './TopBar.module.css';

/** Search at the left; saved state and the screen's own buttons at the right. */
export function TopBar(): ReactNode {
  return (
    <header className={styles.bar} data-pane="Barre du haut">
      <SearchBox />
      <span className="grow" />
      <SavedState />
      <div ref={setTopBarSlot} className={styles.slot} />
    </header>
  );
}
