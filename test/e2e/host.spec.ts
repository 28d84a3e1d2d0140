import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'node:net';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { launchBrowser } from '../../src/main/host/chromium/browser.ts';
import { NATIVE_BINDING } from '../../src/main/host/chromium/pageScript.ts';
import { newDataFolder, startApp, startProgram, type AppDriver } from './appDriver.ts';
import { commandOf, listeningPorts, processTree } from './processes.ts';
import { MOVING_WAYS, openListeners, QUIET_WAYS, tryMovingWay, tryQuietWays } from './waysOut.ts';

// The Chromium host on a page of nothing but the bridge: what is tested here is the host, not a screen.
const PAGES = join(import.meta.dirname, '../fixtures/pages');
const ORIGIN = 'https://coffre.localhost';

async function inApp(use: (app: AppDriver) => Promise<void>): Promise<void> {
  const app = await startApp({ pagesFolder: PAGES });
  try {
    await use(app);
  } finally {
    await app.quit();
    rmSync(app.dataFolder, { recursive: true, force: true });
  }
}

const call = (page: Page, method: string, input: object = {}): Promise<unknown> =>
  page.evaluate(([name, value]) => window.bridge.invoke(name, value), [method, input] as const);

/** The private profiles of this machine, by name; a real file system, no double. */
function profiles(): string[] {
  return ['/dev/shm', '/tmp'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('osteocoffre-profil-'))
      .map((name) => join(folder, name)),
  );
}

/** Whoever runs on this profile, also after the program that started it has ended. */
function browsersOf(profile: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid)?.some((word) => word.includes(profile)));
}

/** The profile on which a browser of this process runs, from its command line. */
function ownProfile(pid = process.pid): string {
  for (const child of processTree(pid)) {
    const folder = commandOf(child)
      ?.find((word) => word.startsWith('--user-data-dir='))
      ?.slice('--user-data-dir='.length);
    if (folder?.includes('osteocoffre-profil-') === true) return join(folder, '..');
  }
  throw new Error('no browser runs');
}

test('the window is a secure page of the private origin, and the core answers it', async () => {
  await inApp(async ({ page }) => {
    expect(page.url()).toBe(`${ORIGIN}/`);
    expect(await page.evaluate(() => [window.isSecureContext, typeof crypto.subtle.digest])).toEqual([
      true,
      'function',
    ]);
    expect(await call(page, 'application.status')).toMatchObject({ ok: true, value: { host: 'chromium' } });
    expect(await call(page, 'no.such')).toEqual({ ok: false, error: { code: 'unknown-method' } });
    await expect(page.locator('h1')).toHaveCSS('color', 'rgb(13, 97, 87)');
  });
});

test('each load has its own nonce, and the policy lets nothing else in', async () => {
  await inApp(async ({ page }) => {
    const load = async (): Promise<string> => {
      const response = await page.goto(`${ORIGIN}/`);
      return (await response?.headerValue('content-security-policy')) ?? '';
    };
    const first = await load();
    expect(first).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}'; font-src 'self'; img-src 'self' data:; connect-src 'none'; /,
    );
    expect(await load()).not.toBe(first);
    const inline = await page.evaluate(() => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'h1 { color: red }' }));
      return getComputedStyle(document.querySelector('h1') ?? document.body).color;
    });
    expect(inline).toBe('rgb(13, 97, 87)');
    // In a task of the page's own: what the automation evaluates directly is exempt from the policy.
    const evaluated = await page.evaluate(
      () =>
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is tried is the very thing that is refused
              resolve(new Function('return 1'));
            } catch (error) {
              resolve(error instanceof EvalError);
            }
          }),
        ),
    );
    expect(evaluated).toBe(true);
  });
});

test('the browser is driven over a pipe: nobody listens on a port', async () => {
  const control = createServer();
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const controlPort = (control.address() as { port: number }).port;
  await inApp(async () => {
    const pids = processTree(process.pid);
    expect(pids.length).toBeGreaterThan(4);
    expect(listeningPorts(pids)).toEqual([controlPort]);
  });
  control.close();
});

test('every way out that a page has arrives without the host’s flags', async () => {
  const listeners = await openListeners();
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    headless: true,
    chromiumSandbox: false,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${listeners.httpPort}/start/`);
    await tryQuietWays(page, listeners);
    for (const way of MOVING_WAYS) {
      await tryMovingWay(page, way, listeners);
      await page.goto(`http://127.0.0.1:${listeners.httpPort}/start/`);
    }
    const arrived = [...listeners.arrived].filter((way) => way !== 'start' && way !== 'favicon.ico');
    expect(arrived.sort()).toEqual([...QUIET_WAYS, ...MOVING_WAYS].sort());
  } finally {
    await browser.close();
    listeners.close();
  }
});

for (const policy of ['with the policy', 'even without the policy'] as const)
  test(`no way out arrives from the window, ${policy}`, async () => {
    const listeners = await openListeners();
    await inApp(async ({ page }) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.setBypassCSP', { enabled: policy === 'even without the policy' });
      await page.goto(`${ORIGIN}/`);
      await tryQuietWays(page, listeners);
      for (const way of MOVING_WAYS) {
        await tryMovingWay(page, way, listeners);
        expect(page.url()).toBe(`${ORIGIN}/`);
        expect(page.context().pages()).toHaveLength(1);
      }
      expect([...listeners.arrived]).toEqual([]);
      expect(await call(page, 'application.status')).toMatchObject({ ok: true });
    });
    listeners.close();
  });

test('a frame that gets hold of the binding is not heard', async () => {
  await inApp(async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setBypassCSP', { enabled: true });
    await page.goto(`${ORIGIN}/`);
    const textSize = async (): Promise<unknown> =>
      ((await call(page, 'application.status')) as { value: { textSize: number } }).value.textSize;
    const found = await page.evaluate(async (name) => {
      const frames = [document.createElement('iframe'), document.createElement('iframe')];
      frames[1]?.setAttribute('srcdoc', '<p>x</p>');
      document.body.append(...frames);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const payload = JSON.stringify({ call: 1, method: 'application.setAppearance', input: { textSize: 125 } });
      return frames.map((frame) => {
        const world = frame.contentWindow as unknown as Record<string, unknown>;
        const native = world[name];
        if (typeof native === 'function') Reflect.apply(native, world, [payload]);
        return [typeof native, typeof world['bridge']];
      });
    }, NATIVE_BINDING);
    // The control of this test: the binding is really there to be called.
    expect(found).toEqual([
      ['function', 'undefined'],
      ['function', 'undefined'],
    ]);
    await page.waitForTimeout(500);
    expect(await textSize()).toBe(100);
    expect(
      await page.evaluate((name) => typeof (window as unknown as Record<string, unknown>)[name], NATIVE_BINDING),
    ).toBe('undefined');
    await call(page, 'application.setAppearance', { textSize: 125 });
    expect(await textSize()).toBe(125);
  });
});

test('reload, printing by the browser and a second tab do nothing; what the page holds stays', async () => {
  await inApp(async ({ page }) => {
    await page.locator('input').fill('en cours de frappe');
    for (const keys of ['F5', 'Control+r', 'Control+p', 'Control+n', 'Control+t', 'Control+s'])
      await page.keyboard.press(keys);
    await page.evaluate(() => window.print());
    await page.waitForTimeout(500);
    await expect(page.locator('input')).toHaveValue('en cours de frappe');
    expect(page.context().pages()).toHaveLength(1);
  });
});

test('closing the window asks the page to save, then everything ends and the profile is gone', async () => {
  const app = await startApp({ pagesFolder: PAGES });
  const profile = ownProfile();
  expect(profiles()).toContain(profile);
  await app.page.locator('input').fill('x');
  await app.page.close({ runBeforeUnload: true });
  await app.ended;
  expect(profiles()).not.toContain(profile);
  // The browser's crash handler goes a moment after it.
  const left = (): number[] => processTree(process.pid).filter((pid) => commandOf(pid)?.[0]?.includes('chromium'));
  await expect.poll(left).toEqual([]);
});

test('a page that crashes is replaced by a new window on a new profile', async () => {
  await inApp(async (app) => {
    const former = ownProfile();
    const page = app.page;
    const session = await page.context().newCDPSession(page);
    await session.send('Page.crash').catch(() => undefined);
    await expect.poll(() => app.page !== page && app.page.url(), { timeout: 20_000 }).toBe(`${ORIGIN}/`);
    expect(await call(app.page, 'application.status')).toMatchObject({ ok: true });
    // The dying browser may still write into it while the new window is there already.
    await expect.poll(profiles, { timeout: 20_000 }).not.toContain(former);
  });
});

test('a browser that is killed ends the program, and leaves no profile', async () => {
  const app = await startApp({ pagesFolder: PAGES });
  const profile = ownProfile();
  const browser = processTree(process.pid).find((pid) => commandOf(pid)?.some((word) => word.includes(profile)));
  process.kill(browser ?? 0, 'SIGKILL');
  await app.ended;
  expect(profiles()).not.toContain(profile);
});

test('a browser that never answers is given up for another one, and leaves neither a profile nor a process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'osteocoffre-e2e-'));
  const program = join(folder, 'chromium');
  // The first call makes the folder and hangs; from the second on there is the real browser.
  const script = [
    '#!/bin/sh',
    `mkdir "${folder}/asked" 2>/dev/null && exec sleep 600`,
    `exec "${findChromium()}" "$@"`,
  ];
  writeFileSync(program, `${script.join('\n')}\n`, { mode: 0o755 });
  const before = profiles();
  try {
    const { context, profile } = await launchBrowser('hidden', { executablePath: program, firstTryMs: 1_000 });
    expect(context.pages()).toHaveLength(1);
    expect(profiles().filter((name) => !before.includes(name))).toEqual([profile.folder]);
    expect(processTree(process.pid).filter((pid) => commandOf(pid)?.includes('sleep'))).toEqual([]);
    await context.close();
    await profile.remove();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a program that is killed leaves a profile, which the next start sweeps; one that runs keeps its own', async () => {
  const [killedData, runningData] = [newDataFolder(), newDataFolder()];
  const killed = await startProgram(killedData);
  const running = await startProgram(runningData);
  const [left, kept] = [ownProfile(killed.pid), ownProfile(running.pid)];
  await killed.kill();
  // Its browser ends by itself a moment later: until then the profile is in use.
  await expect.poll(() => browsersOf(left)).toEqual([]);
  expect(profiles()).toContain(left);
  await inApp(async () => {
    expect(profiles()).not.toContain(left);
    expect(profiles()).toContain(kept);
  });
  process.kill(running.pid, 'SIGTERM');
  expect(await running.exitCode).toBe(0);
  expect(profiles()).not.toContain(kept);
  for (const folder of [killedData, runningData]) rmSync(folder, { recursive: true });
});

test('a second start on the same data ends at once; the first stays', async () => {
  const dataFolder = newDataFolder();
  const first = await startProgram(dataFolder);
  rmSync(join(dataFolder, 'window.png'));
  const second = await startProgram(dataFolder);
  expect(await second.exitCode).toBe(0);
  expect(commandOf(first.pid)).not.toBeNull();
  process.kill(first.pid, 'SIGTERM');
  expect(await first.exitCode).toBe(0);
  rmSync(dataFolder, { recursive: true });
});

test('a document becomes an A4 PDF without script or network', async () => {
  await inApp(async (app) => {
    const path = join(app.dataFolder, 'feuille.pdf');
    app.nextSavePath(path);
    const practice = { practitionerName: 'Camille Martin', practiceName: '', city: '', greeting: null };
    await call(app.page, 'vault.prepare', { passphrase: 'correct cheval pile agrafe lune verger tasse', practice });
    const saved = await call(app.page, 'vault.saveRecoverySheet', { anywhere: true });
    expect(saved).toEqual({ ok: true, value: { fileName: 'feuille.pdf' } });
    const pdf = readFileSync(path, 'latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).toMatch(/MediaBox \[0 0 59\d(\.\d+)? 84\d(\.\d+)?\]/);
  });
});
