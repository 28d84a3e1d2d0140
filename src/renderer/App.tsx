import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { FaultBoundary, FaultPage } from './components/FaultBoundary.tsx';
import { listenToKeys } from './keyboard/keyListener.ts';
import { queryClient } from './queries.ts';
import { Unlock } from './screens/unlock/Unlock.tsx';
import { Veil } from './screens/unlock/Veil.tsx';
import { useRestoring } from './state/restoring.ts';
import { refreshStatus, useSession } from './state/session.ts';
import { useAppearance } from './theme/appearance.ts';
import { styleNonce } from './theme/styleNonce.ts';
import { resolveVariables, theme } from './theme/theme.ts';

// The lock screen is what is painted first nearly always: the rest comes in files of its own.
const Start = lazy(() => import('./screens/start/Start.tsx').then(({ Start }) => ({ default: Start })));
const FirstPatients = lazy(() =>
  import('./screens/start/FirstPatients.tsx').then(({ FirstPatients }) => ({ default: FirstPatients })),
);
const RestoreWizard = lazy(() =>
  import('./screens/restore/RestoreWizard.tsx').then(({ RestoreWizard }) => ({ default: RestoreWizard })),
);
const ChoosePassphrase = lazy(() =>
  import('./screens/unlock/ChoosePassphrase.tsx').then(({ ChoosePassphrase }) => ({ default: ChoosePassphrase })),
);
const loadShell = () => import('./shell/Shell.tsx').then(({ Shell }) => ({ default: Shell }));
const Shell = lazy(loadShell);
const SHELL_AFTER_MS = 300;

/** The window: one face for each state of the vault. */
export function App(): ReactNode {
  const colorScheme = useAppearance();
  useEffect(listenToKeys, []);
  useEffect(() => {
    // Fetched while the phrase is being typed, so that the opening shows at once; the first painting comes before.
    const clock = setTimeout(() => void loadShell(), SHELL_AFTER_MS);
    return () => clearTimeout(clock);
  }, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme={colorScheme}
      getStyleNonce={styleNonce}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <FaultBoundary>
          <Suspense fallback={null}>
            <Face />
          </Suspense>
        </FaultBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Face(): ReactNode {
  const { status, incident, welcoming } = useSession();
  const restoring = useRestoring((state) => state.restoring);
  // Through the lock that it brings itself; behind the veil nothing of it stays in sight.
  if (restoring !== null && status !== null && status.phase !== 'veiled') return <RestoreWizard begin={restoring} />;
  switch (status?.phase) {
    case undefined:
      return incident === null ? null : <FaultPage incident={incident} onRetry={() => void refreshStatus()} />;
    case 'no-vault':
      return <Start />;
    case 'locked':
      return <Unlock />;
    case 'veiled':
      return <Veil />;
    case 'open':
      if (status.mustChoosePassphrase) return <ChoosePassphrase />;
      return welcoming ? <FirstPatients /> : <Shell />;
  }
}
