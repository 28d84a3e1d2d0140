import { IconCloudLock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../shared/contract/errors.ts';
import type { Moment } from '../../shared/contract/snapshots.ts';
import { useContractQuery } from '../queries.ts';
import { Button } from './Button.tsx';

interface Moments {
  /** Undefined until they are there. */
  readonly moments: readonly Moment[] | undefined;
  readonly error: ContractError | null;
  /** The way to those that a host keeps, which is asked on demand alone: it may be far. Null where it is not needed. */
  readonly hostOffer: ReactNode;
}

/** The moments that one can come back to: those on the keys at once, those at a host when they are asked for. */
export function useMoments(): Moments {
  const [asksHost, setAsksHost] = useState(false);
  const near = useContractQuery('snapshots.list', { asksHost: false }, { keepPrevious: true });
  const all = useContractQuery('snapshots.list', { asksHost: true }, { enabled: asksHost, keepPrevious: true });
  const host = all.data === undefined ? (near.data?.hostNotAsked ?? null) : null;
  return {
    moments: (all.data ?? near.data)?.moments,
    error: near.error?.error ?? all.error?.error ?? null,
    hostOffer:
      host === null ? null : (
        <Button
          size="sm"
          icon={IconCloudLock}
          disabled={all.isFetching}
          onClick={() => (asksHost ? void all.refetch() : setAsksHost(true))}
        >
          {all.isFetching ? 'Lecture chez l’hébergeur…' : `Voir aussi ce que garde ${host}`}
        </Button>
      ),
  };
}
