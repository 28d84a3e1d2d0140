import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, type ReactNode } from 'react';
import { FaultBoundary, FaultPage } from './components/FaultBoundary.tsx';
import { themedFile } from './components/themedFile.tsx';
import { listenToKeys } from './keyboard/keyListener.ts';
import { queryClient } from './queries.ts';
import { fetchScreens } from './screens/places.tsx';
import { Unlock } from './screens/unlock/Unlock.tsx';
import { Veil } from './screens/unlock/Veil.tsx';
import { useRestoring } from './state/restoring.ts';
import { refreshStatus, useSession } from './state/session.ts';
import { useAppearance } from './theme/appearance.ts';

// The lock screen is what is painted first nearly always: the rest comes in files of its own.
const start = themedFile(() => import('./screens/start/Start.tsx').then(({ Start }) => Start));
const firstPatients = themedFile(() =>
  import('./screens/start/FirstPatients.tsx').then(({ FirstPatients }) => FirstPatients),
);
const restoreWizard = themedFile(() =>
  import('./screens/restore/RestoreWizard.tsx').then(({ RestoreWizard }) => RestoreWizard),
);
const choosePassphrase = themedFile(() =>
  import('./screens/unlock/ChoosePassphrase.tsx').then(({ ChoosePassphrase }) => ChoosePassphrase),
);
const shell = themedFile(() => import('./shell/Shell.tsx').then(({ Shell }) => Shell));

/** Fetched while the phrase is being typed, so that the opening and every page show at once; the first painting comes before. */
const REST_AFTER_MS = 300;

async function fetchRest(): Promise<void> {
  // What does not come now is asked for again where it is shown.
  await Promise.allSettled([shell.fetch(), restoreWizard.fetch()]);
  await fetchScreens();
}

/** The window: one face for each state of the vault. */
export function App(): ReactNode {
  useAppearance();
  useEffect(listenToKeys, []);
  useEffect(() => {
    const clock = setTimeout(() => void fetchRest(), REST_AFTER_MS);
    return () => clearTimeout(clock);
  }, []);
  return (
    <QueryClientProvider client={queryClient}>
      <FaultBoundary>
        <Suspense fallback={null}>
          <Face />
        </Suspense>
      </FaultBoundary>
    </QueryClientProvider>
  );
}

function Face(): ReactNode {
  const { status, incident, welcoming } = useSession();
  const restoring = useRestoring((state) => state.restoring);
  // Through the lock that it brings itself; behind the veil nothing of it stays in sight.
  if (restoring !== null && status !== null && status.phase !== 'veiled')
    return <restoreWizard.Part begin={restoring} />;
  switch (status?.phase) {
    case undefined:
      return incident === null ? null : <FaultPage incident={incident} onRetry={() => void refreshStatus()} />;
    case 'no-vault':
      return <start.Part />;
    case 'locked':
      return <Unlock />;
    case 'veiled':
      return <Veil />;
    case 'open':
      if (status.mustChoosePassphrase) return <choosePassphrase.Part />;
      return welcoming ? <firstPatients.Part /> : <shell.Part />;
  }
}
