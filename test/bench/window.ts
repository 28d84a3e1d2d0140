import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../src/main/host/chromium/browser.ts';
import { deriveArgon2id } from '../../src/main/vault/argon2id.ts';
import { parseKeyFile } from '../../src/main/vault/keyring.ts';
import { vaultFiles } from '../../src/main/vault/vaultFiles.ts';
import { startApp, type AppDriver } from '../e2e/appDriver.ts';
import { LONG_FILE, LONG_FILES, PASSPHRASE } from './facts.ts';
import { median } from './median.ts';

/** One line of the table. Times in milliseconds unless the name says otherwise. */
export interface WindowRow {
  readonly name: string;
  /** What it is held against, measured in the same run; null where the limit is a plain one. */
  readonly reference: number | null;
  readonly measured: number;
  readonly allowed: string;
  readonly holds: boolean;
}

/** The real window on a vault of that size. What is measured ends with what the person sees: painted frames. */
export async function measureWindow(
  practice: { readonly patients: number; readonly consultations: number },
  say: (line: string) => void,
): Promise<WindowRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'osteocoffre-bench-'));
  try {
    const start = performance.now();
    const made = [join(import.meta.dirname, 'makeVault.ts'), dataFolder, ...Object.values(practice).map(String)];
    execFileSync(process.execPath, made, { stdio: ['ignore', 'inherit', 'inherit'] });
    say(`vault of the window: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    const starting = await measureStart(dataFolder, say);
    const memory = coreMemory(join(dataFolder, 'coffre'));
    const app = await startApp({ dataFolder });
    try {
      return [starting, ...(await measureOpenWindow(app, say)), memory];
    } finally {
      await app.quit();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const STARTS = 9;

/** From the program's start to the unlock screen, beside a Chromium of the same flags that shows an empty page. */
async function measureStart(dataFolder: string, say: (line: string) => void): Promise<WindowRow> {
  const blank: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < STARTS; round += 1) {
    let start = performance.now();
    const { context, profile } = await launchBrowser('window');
    const page = context.pages()[0] ?? (await context.newPage());
    await page.evaluate(painted);
    blank.push(performance.now() - start);
    await context.close();
    await profile.remove();

    start = performance.now();
    const app = await startApp({ dataFolder });
    await app.page.evaluate(untilLockedPainted);
    ours.push(performance.now() - start);
    await app.quit();
  }
  say(`starts: ${list(ours)}, blank: ${list(blank)}`);
  return ratioRow('start to the unlock screen, against a blank window', median(blank), median(ours), 1.5);
}

async function measureOpenWindow(app: AppDriver, say: (line: string) => void): Promise<WindowRow[]> {
  const unlock = await measureUnlock(app, say);
  const { page } = app;
  await page.evaluate(watchPaint);
  // The first searches of the day also compile what they need.
  await measureSearches(page, NAME_SEARCHES.slice(0, 1));
  const empty = await measureSearches(page, EMPTY_SEARCHES);
  const found = await measureSearches(page, NAME_SEARCHES);
  say(`searches: median ${median(found).toFixed(1)}, nothing found: median ${median(empty).toFixed(1)}`);
  const opened = await measureLongFiles(page);
  say(`files of 50 sessions: median ${median(opened).toFixed(1)}`);
  const reference = quantile(empty, 0.99);
  const held = await measureCheck(page);
  return [
    unlock,
    eitherRow('key press to results painted, p99', reference, quantile(found, 0.99), { limit: 50, times: 3 }),
    eitherRow('opening a file of 50 sessions, p99', reference, quantile(opened, 0.99), { limit: 100, times: 5 }),
    limitRow('host thread held during a whole check, longest', held.host, 50),
    limitRow('page held during a whole check, longest', held.page, 50),
  ];
}

/** In a process of its own: this one also holds Playwright and all that it measures. */
function coreMemory(vaultFolder: string): WindowRow {
  const bytes = execFileSync(process.execPath, [join(import.meta.dirname, 'coreMemory.ts'), vaultFolder]);
  return limitRow('resident memory of the core, MB', Number(bytes.toString()) / 1024 / 1024, 250);
}

const UNLOCKS = 5;

/** From Entrée on the passphrase to an open vault, beside Argon2 alone with the vault's own costs. */
async function measureUnlock({ page, dataFolder }: AppDriver, say: (line: string) => void): Promise<WindowRow> {
  const costs = passphraseCosts(join(dataFolder, 'coffre'));
  const alone: number[] = [];
  const unlocks: number[] = [];
  for (let round = 0; round < UNLOCKS; round += 1) {
    const field = page.getByRole('textbox', { name: 'Phrase de passe' });
    await field.fill(PASSPHRASE);
    let start = performance.now();
    await page.keyboard.press('Enter');
    await page.evaluate(untilOpen);
    unlocks.push(performance.now() - start);
    start = performance.now();
    await deriveArgon2id(Buffer.from(PASSPHRASE), Buffer.alloc(16), costs);
    alone.push(performance.now() - start);
    if (round < UNLOCKS - 1) await page.keyboard.press('Shift+F9');
  }
  await page.getByRole('heading', { name: 'Consultations du jour' }).waitFor();
  say(`unlocks: ${list(unlocks)}, Argon2 alone: ${list(alone)}`);
  return ratioRow('unlock, against Argon2 alone', median(alone), median(unlocks), 1.1);
}

function passphraseCosts(vaultFolder: string): { memoryKib: number; passes: number; lanes: number } {
  const { slots } = parseKeyFile(readFileSync(vaultFiles(vaultFolder).keys));
  const slot = slots.find(({ header }) => header.kind === 'passphrase');
  if (slot?.header.kind !== 'passphrase') throw new Error('the vault has no passphrase');
  return slot.header;
}

const NAME_SEARCHES = [
  'lefebvre mar',
  'dupont',
  'martin je',
  'le goff',
  'rousseau',
  'garnier so',
  'moreau',
  'petit cla',
];
const EMPTY_SEARCHES = ['zqxwvk', 'xqzzjv', 'wqxkzz', 'qzvxwk'];

/** Each key of each text, from its event to the frame that shows the answer to what stands in the field then. */
async function measureSearches(page: Page, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    await page.keyboard.press('Control+K');
    for (const [index, letter] of Array.from(text).entries()) {
      const typed = text.slice(0, index + 1);
      const wait = page.evaluate((shown) => window.paintWatch.untilHeading(shown), typed.trim());
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      // A space changes nothing that is searched for.
      const spent = await wait;
      if (letter !== ' ') times.push(spent);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
  return times;
}

/** From Entrée on the chosen patient to the frame that shows the file with its sessions. */
async function measureLongFiles(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let number = 1; number <= LONG_FILES; number += 1) {
    const name = `${LONG_FILE}${number}`;
    await page.keyboard.press('Control+K');
    const found = page.evaluate((shown) => window.paintWatch.untilHeading(shown), name);
    await page.keyboard.insertText(name);
    await found;
    const opened = page.evaluate((shown) => window.paintWatch.untilFile(shown), name);
    await page.keyboard.press('Enter');
    const spent = await opened;
    // The first file of the day also fetches and compiles its screen.
    if (number > 1) times.push(spent);
  }
  return times;
}

/** The longest that a whole check of the vault keeps the host's thread, or the page, from anything else. */
async function measureCheck(page: Page): Promise<{ host: number; page: number }> {
  // A former measure's garbage is not this one's.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const longest = await page.evaluate(() => window.paintWatch.longestTaskDuring('vault.check'));
  delay.disable();
  return { host: delay.max / 1e6, page: longest };
}

// What runs in the page. Playwright sends these functions as text: they use nothing from outside.

declare global {
  interface Window {
    paintWatch: {
      untilHeading(text: string): Promise<number>;
      untilFile(name: string): Promise<number>;
      longestTaskDuring(method: string): Promise<number>;
    };
  }
}

/** Fulfilled once what is there now has been painted: the frame after the next one. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** As `painted`, once the lock screen is there: Playwright's own waiting would first load its script into the page. */
function untilLockedPainted(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('input[type=password]') === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    };
    look();
  });
}

/** Fulfilled in the frame in which the locked screen gives way. */
function untilOpen(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('input[type=password]') === null) requestAnimationFrame(() => resolve());
      else requestAnimationFrame(look);
    };
    look();
  });
}

function watchPaint(): void {
  let lastKey = 0;
  addEventListener('keydown', (event) => (lastKey = event.timeStamp), true);
  addEventListener('beforeinput', (event) => (lastKey = event.timeStamp), true);
  // Looks in each frame; a message posted in a frame's callback is handled once that frame is painted.
  const untilPainted = (isThere: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isThere()) {
          requestAnimationFrame(look);
          return;
        }
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now() - lastKey);
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  window.paintWatch = {
    untilHeading: (text) =>
      untilPainted(() =>
        [...document.querySelectorAll('[role=status]')].some((heading) =>
          heading.textContent.endsWith(`pour «\u202f${text}\u202f»`),
        ),
      ),
    untilFile: (name) =>
      untilPainted(
        () =>
          document.querySelector('main h1')?.textContent.includes(name) === true &&
          document.querySelector('[aria-label="Consultations précédentes"]')?.textContent.includes('Suivi 50') === true,
      ),
    longestTaskDuring: async (method) => {
      let longest = 0;
      const observer = new PerformanceObserver((tasks) => {
        for (const task of tasks.getEntries()) longest = Math.max(longest, task.duration);
      });
      observer.observe({ type: 'longtask' });
      await window.bridge.invoke(method, {});
      observer.disconnect();
      return longest;
    },
  };
}

function ratioRow(name: string, reference: number, measured: number, times: number): WindowRow {
  return { name, reference, measured, allowed: `${times} x`, holds: measured <= reference * times };
}

function limitRow(name: string, measured: number, limit: number): WindowRow {
  return { name, reference: null, measured, allowed: `${limit}`, holds: measured <= limit };
}

/** Under a plain limit or, on a slow machine, under so many times the reference. */
function eitherRow(
  name: string,
  reference: number,
  measured: number,
  { limit, times }: { limit: number; times: number },
): WindowRow {
  const holds = measured < limit || measured < reference * times;
  return { name, reference, measured, allowed: `${limit} or ${times} x`, holds };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function list(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(' ');
}
