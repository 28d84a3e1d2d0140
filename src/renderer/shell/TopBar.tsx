import { Suspense, type ReactNode } from 'react';
import { SavedState } from '../components/SavedState.tsx';
import { SearchBox } from '../screens/places.tsx';
import { setTopBarSlot } from '../state/topBarSlot.ts';
import styles from './TopBar.module.css';

/** Search at the left; saved state and the screen's own buttons at the right. */
export function TopBar(): ReactNode {
  return (
    <header className={styles.bar} data-pane="Barre du haut">
      <Suspense fallback={<div className={styles.searchPlace} />}>
        <SearchBox />
      </Suspense>
      <span className="grow" />
      <SavedState />
      <div ref={setTopBarSlot} className={styles.slot} />
    </header>
  );
}
