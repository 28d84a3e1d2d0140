import { useState, type ReactNode } from 'react';
import { CreateVault } from './CreateVault.tsx';
import { FirstChoice } from './FirstChoice.tsx';

/** The first start: nothing is here yet. */
export function Start(): ReactNode {
  const [isCreating, setCreating] = useState(false);
  return isCreating ? (
    <CreateVault onLeave={() => setCreating(false)} />
  ) : (
    <FirstChoice onCreate={() => setCreating(true)} />
  );
}
