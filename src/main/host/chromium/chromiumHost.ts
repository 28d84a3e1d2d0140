import type { Page } from 'playwright-core';
import type { Host, HostServices, WindowDoor } from '../port.ts';
import { CHROMIUM_ORIGIN, loadPages } from '../pages.ts';
import { installPageBridge, type Bridge } from './bridge.ts';
import { launchBrowser, type PrivateBrowser } from './browser.ts';
import { watchLinuxSession } from '../systemFacts/linuxSession.ts';
import { zenityDialogs, type Dialogs } from './dialogs.ts';
import { sendToPrinter } from './printer.ts';
import { renderPdf } from './printing.ts';
import { sweepOrphanProfiles } from '../privateProfile.ts';
import { serveFromMemory } from './requests.ts';

export interface ChromiumHostOptions {
  /** The built renderer. */
  readonly pagesFolder: string;
  readonly dialogs?: Dialogs;
}

/** Its programs would take the processor from the first painting; nothing is open to be locked by then. */
const SESSION_WATCHED_AFTER_MS = 1_000;

/** The window in an installed Chromium, where the Electron binary is not to be had. */
export class ChromiumHost implements Host {
  readonly services: HostServices;
  readonly startCutter = null;
  readonly ended: Promise<void>;
  readonly #options: ChromiumHostOptions;
  readonly #end = Promise.withResolvers<undefined>();
  #browser: PrivateBrowser | null = null;
  #page: Page | null = null;
  #bridge: Bridge | null = null;
  #quitting = false;
  /** What a page that crashed leaves goes before the program does. */
  #clearing: Promise<unknown> = Promise.resolve();

  constructor(options: ChromiumHostOptions) {
    this.#options = options;
    this.ended = this.#end.promise;
    const dialogs = options.dialogs ?? zenityDialogs();
    this.services = {
      kind: 'chromium',
      printToPdf: renderPdf,
      print: async (html) => sendToPrinter(await renderPdf(html)),
      chooseFiles: (request) => dialogs.chooseFiles(request),
      chooseFolder: (request) => dialogs.chooseFolder(request),
      chooseSavePath: (request) => dialogs.chooseSavePath(request),
      quit: () => this.#quit(),
    };
  }

  /** The page of the window; tests drive it. */
  get page(): Page {
    if (this.#page === null) throw new Error('the window is not open');
    return this.#page;
  }

  async open(door: WindowDoor): Promise<void> {
    await sweepOrphanProfiles();
    await this.#launch(door);
    const later = setTimeout(() => {
      const stopWatching = watchLinuxSession((event) => door.system(event));
      void this.ended.then(stopWatching);
    }, SESSION_WATCHED_AFTER_MS);
    void this.ended.then(() => clearTimeout(later));
  }

  send(event: unknown): void {
    this.#bridge?.send(event);
  }

  /** Brings the window to the front, for a second start of the program. */
  async raise(): Promise<void> {
    await this.#page?.bringToFront();
  }

  async #launch(door: WindowDoor): Promise<void> {
    const [browser, pages] = await Promise.all([launchBrowser('window'), loadPages(this.#options.pagesFolder)]);
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    this.#browser = browser;
    this.#page = page;
    [this.#bridge] = await Promise.all([
      installPageBridge(page, CHROMIUM_ORIGIN, door),
      serveFromMemory(browser.context, CHROMIUM_ORIGIN, pages),
    ]);
    this.#watch(browser, page, door);
    await page.goto(`${CHROMIUM_ORIGIN}/`);
  }

  #watch({ context, profile }: PrivateBrowser, page: Page, door: WindowDoor): void {
    // Whatever opens a further page (a link with target, Ctrl+N): it goes before it shows anything.
    context.on('page', (other) => void other.close());
    // The browser's question "leave this page?" (window's cross, Ctrl+W): the core saves, locks, then quits.
    page.on('dialog', (dialog) => {
      void dialog.dismiss();
      if (dialog.type() === 'beforeunload') door.system({ type: 'window-closing' });
    });
    page.on('crash', () => {
      // The person gets a new window, on the locked vault.
      door.system({ type: 'page-crashed' });
      void this.#relaunch(door);
    });
    context.on('close', () => {
      void Promise.all([profile.remove(), this.#clearing]).then(() => {
        if (this.#browser?.context !== context) return;
        if (!this.#quitting) door.system({ type: 'window-lost' });
        this.#end.resolve(undefined);
      });
    });
  }

  async #relaunch(door: WindowDoor): Promise<void> {
    const former = this.#browser;
    this.#browser = null;
    await former?.context.close();
    this.#clearing = Promise.all([this.#clearing, former?.profile.removeForGood()]);
    await this.#launch(door);
  }

  async #quit(): Promise<void> {
    this.#quitting = true;
    // The answer to the core leaves first; the window follows.
    setImmediate(() => void this.#browser?.context.close());
  }
}
