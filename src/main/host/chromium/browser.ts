import type { BrowserContext } from 'playwright-core';
import { findChromium } from './binary.ts';
import { chromiumSwitches, OMITTED_PLAYWRIGHT_SWITCHES } from './flags.ts';
import { createPrivateProfile, type PrivateProfile } from '../privateProfile.ts';

export interface PrivateBrowser {
  readonly context: BrowserContext;
  readonly profile: PrivateProfile;
}

/**
 * Starts a browser of our own on a private profile, driven over a pipe (no listening port). `window` shows one window
 * without tabs or address bar; `hidden` shows nothing and serves to make PDFs.
 */
export async function launchBrowser(mode: 'window' | 'hidden'): Promise<PrivateBrowser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('Chromium is not installed on this machine');
  // Large: the core starts on its thread while it loads.
  const { chromium } = await import('playwright-core');
  const profile = createPrivateProfile();
  // Chromium's sandbox cannot start as root; everywhere else it stays on (Playwright's default is off).
  const isRoot = process.getuid?.() === 0;
  try {
    const context = await chromium.launchPersistentContext(`${profile.folder}/chromium`, {
      headless: mode === 'hidden',
      executablePath,
      chromiumSandbox: !isRoot,
      args: [...chromiumSwitches(), ...(mode === 'window' ? windowSwitches(isRoot) : [])],
      ignoreDefaultArgs: OMITTED_PLAYWRIGHT_SWITCHES,
      env: profile.env,
      viewport: null,
      serviceWorkers: 'block',
      acceptDownloads: false,
      // The application ends in its own order: it saves and locks before the browser goes.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return { context, profile };
  } catch (error) {
    await profile.remove();
    throw error;
  }
}

/** `about:blank` is no scheme that app mode takes: an empty data: page is what the window starts with. */
function windowSwitches(isRoot: boolean): string[] {
  const switches = ['--app=data:text/html,', '--window-size=1366,768', '--window-position=0,0'];
  // As root only: no yellow bar about --no-sandbox, which would take 57 pixels of the window.
  return isRoot ? [...switches, '--test-type'] : switches;
}
