import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTopBarSlot } from '../state/topBarSlot.ts';

/** What a screen puts at the right of the top bar: saved state, then buttons, the main one last. */
export function TopBarActions({ children }: { readonly children: ReactNode }): ReactNode {
  const slot = useTopBarSlot();
  return slot && createPortal(children, slot);
}
