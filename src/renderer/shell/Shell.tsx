import { Suspense, type ComponentType, type ReactNode } from 'react';
import { FaultBoundary } from '../components/FaultBoundary.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { ToastArea } from '../components/ToastArea.tsx';
import { KeyListDialog } from '../keyboard/KeyListDialog.tsx';
import { screens } from '../screens/places.tsx';
import { useRoute } from '../state/route.ts';
import { ReadingCopyBand } from './ReadingCopyBand.tsx';
import { Navigation } from './Navigation.tsx';
import { TopBar } from './TopBar.tsx';
import { WaitingLog } from './WaitingLog.tsx';
import styles from './Shell.module.css';

/** The window while the vault is open: navigation, top bar and the page. */
export function Shell(): ReactNode {
  return (
    <div className={styles.shell}>
      <Navigation />
      <div className={styles.main}>
        <TopBar />
        <WaitingLog />
        <ReadingCopyBand />
        <CurrentPage />
      </div>
      <ToastArea />
      <KeyListDialog />
    </div>
  );
}

function CurrentPage(): ReactNode {
  const { screen, ...props } = useRoute();
  // `screens` gives each screen the props of its own route: its mapped type holds it, a lookup by union cannot show it.
  const Screen = screens[screen] as ComponentType<typeof props> | undefined;
  const key = JSON.stringify([screen, props]);
  return (
    <FaultBoundary resetKey={key}>
      <Suspense fallback={<PageToCome />}>{Screen && <Screen key={screen} {...props} />}</Suspense>
    </FaultBoundary>
  );
}

function PageToCome(): ReactNode {
  return (
    <main>
      <Skeleton />
    </main>
  );
}
