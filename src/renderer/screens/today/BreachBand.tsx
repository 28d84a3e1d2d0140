import type { ReactNode } from 'react';
import { BreachClock } from '../../components/BreachClock.tsx';
import { Button } from '../../components/Button.tsx';
import { useContractQuery } from '../../queries.ts';
import { navigate } from '../../state/route.ts';
import { useIsTitular } from '../../state/session.ts';

/** The clock of each breach that the CNIL still waits for, on the first page of the day. */
export function BreachBand(): ReactNode {
  const isTitular = useIsTitular();
  const { data } = useContractQuery('breaches.list', {}, { enabled: isTitular });
  const running = data?.breaches.filter(
    ({ clock, closedAt }) => closedAt === null && (clock.state === 'running' || clock.state === 'late'),
  );
  return running?.map((breach) => (
    <BreachClock
      key={breach.id}
      breach={breach}
      action={
        <Button size="sm" onClick={() => navigate({ screen: 'breaches', breachId: breach.id })}>
          Ouvrir
        </Button>
      }
    />
  ));
}
