import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useSession } from '../state/session.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the chosen theme and text size on the page; returns the theme that results. */
export function useAppearance(): 'light' | 'dark' {
  const chosen = useSession(({ status }) => status?.theme ?? 'system');
  const textSize = useSession(({ status }) => status?.textSize ?? 100);
  const isSystemDark = useSyncExternalStore(watchSystem, () => systemDark.matches);
  const theme = chosen === 'system' ? (isSystemDark ? 'dark' : 'light') : chosen;
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['textSize'] = String(textSize);
  }, [theme, textSize]);
  return theme;
}

function watchSystem(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}
