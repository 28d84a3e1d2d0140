import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { findChromium } from './binary.ts';
import { chromiumSwitches, OMITTED_PLAYWRIGHT_SWITCHES } from './flags.ts';
import { createPrivateProfile, type PrivateProfile } from '../privateProfile.ts';

export interface PrivateBrowser {
  readonly context: BrowserContext;
  readonly profile: PrivateProfile;
}

/**
 * A browser is there within a second or two, on a slow PC within some ten. One that never answers (seen twice in some
 * thousand starts) would keep the person waiting: it is ended, and a second one is given all the time it wants.
 */
const FIRST_TRY_MS = 30_000;
const SECOND_TRY_MS = 180_000;

/**
 * Starts a browser of our own on a private profile, driven over a pipe (no listening port). `window` shows one window
 * without tabs or address bar; `hidden` shows nothing and serves to make PDFs. One that does not answer within
 * `firstTryMs` is given up for another, on a profile of its own.
 */
export async function launchBrowser(
  mode: 'window' | 'hidden',
  { executablePath = findChromium(), firstTryMs = FIRST_TRY_MS } = {},
): Promise<PrivateBrowser> {
  if (executablePath === null) throw new Error('Chromium is not installed on this machine');
  // Large: the core starts on its thread while it loads.
  const { errors } = await import('playwright-core');
  try {
    return await launchOnce(mode, executablePath, firstTryMs);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return launchOnce(mode, executablePath, SECOND_TRY_MS);
  }
}

async function launchOnce(
  mode: 'window' | 'hidden',
  executablePath: string,
  timeoutMs: number,
): Promise<PrivateBrowser> {
  const { chromium } = await import('playwright-core');
  const profile = createPrivateProfile();
  // Chromium's sandbox cannot start as root; everywhere else it stays on (Playwright's default is off).
  const isRoot = process.getuid?.() === 0;
  try {
    const context = await chromium.launchPersistentContext(`${profile.folder}/chromium`, {
      timeout: timeoutMs,
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
    endBrowserOn(profile.folder);
    await profile.remove();
    throw error;
  }
}

/**
 * Ends all that runs on a profile, known by the environment that it was started with. Playwright only asks a browser that
 * hangs to close, and waits half a minute before it ends it; that is how it goes where there is no /proc.
 */
function endBrowserOn(folder: string): void {
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    try {
      if (/^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(folder))
        process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
}

/** `about:blank` is no scheme that app mode takes: an empty data: page is what the window starts with. */
function windowSwitches(isRoot: boolean): string[] {
  const switches = ['--app=data:text/html,', '--window-size=1366,768', '--window-position=0,0'];
  // As root only: no yellow bar about --no-sandbox, which would take 57 pixels of the window.
  return isRoot ? [...switches, '--test-type'] : switches;
}
