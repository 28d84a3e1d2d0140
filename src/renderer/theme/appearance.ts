import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useSession } from '../state/session.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the chosen theme and text size on the page. */
export function useAppearance(): void {
  const theme = useColorScheme();
  const textSize = useSession(({ status }) => status?.textSize ?? 100);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['textSize'] = String(textSize);
  }, [theme, textSize]);
}

/** The theme that results from what the person chose and what the system says. */
export function useColorScheme(): 'light' | 'dark' {
  const chosen = useSession(({ status }) => status?.theme ?? 'system');
  const isSystemDark = useSyncExternalStore(watchSystem, () => systemDark.matches);
  return chosen === 'system' ? (isSystemDark ? 'dark' : 'light') : chosen;
}

function watchSystem(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}
