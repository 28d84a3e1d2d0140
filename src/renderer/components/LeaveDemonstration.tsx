import type { ReactNode } from 'react';
import { invoke } from '../bridge.ts';
import { flushAll } from '../state/pending.ts';
import { useStatus } from '../state/session.ts';
import { Button } from './Button.tsx';

/** Out of the invented practice: to the person's own vault, or to the first screen. Nothing where it is not open. */
export function LeaveDemonstration(): ReactNode {
  const { isDemo } = useStatus();
  if (!isDemo) return null;
  return (
    <Button onClick={() => void flushAll().then(() => invoke('vault.leaveDemonstration', {}))}>
      Quitter la démonstration
    </Button>
  );
}
