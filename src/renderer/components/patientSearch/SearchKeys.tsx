import type { ReactNode } from 'react';
import { Kbd } from '../Kbd.tsx';
import styles from './SearchKeys.module.css';

/** The keys of a list of patients, at its foot. `escape` says what Échap does there, where it does something. */
export function SearchKeys({ escape }: { readonly escape?: string }): ReactNode {
  return (
    <p className={styles.keys}>
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> choisir
      </span>
      <span>
        <Kbd>Entrée</Kbd> ouvrir
      </span>
      <span>
        <Kbd>Ctrl Entrée</Kbd> commencer une consultation
      </span>
      {escape !== undefined && (
        <span>
          <Kbd>Échap</Kbd> {escape}
        </span>
      )}
    </p>
  );
}
