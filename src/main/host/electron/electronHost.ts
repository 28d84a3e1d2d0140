import { join } from 'node:path';
import { loadPages, type Pages } from '../pages.ts';
import type { ChildProgram, Host, HostServices, SystemEvent, WindowDoor } from '../port.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';
import type { ElectronApi, InvokeEvent, WindowApi } from './electronApi.ts';
import { createLockedSession } from './lockdown.ts';
import { MAC_MENU } from './macMenu.ts';
import { Paper } from './paper.ts';
import { isWindowUrl, SCHEME, WINDOW_ORIGIN } from './scheme.ts';
import { startUtilityProcess } from './utilityProgram.ts';
import { mainWindowOptions } from './windowOptions.ts';

const PARTITION = 'fenetre';

export interface ElectronHostOptions {
  readonly pagesFolder: string;
  readonly preload: string;
  /** The built program that cuts snapshots. */
  readonly cutter: string;
  readonly documentsFolder: string;
  /** As Node names it: darwin alone has a menu. */
  readonly platform: NodeJS.Platform;
}

/** The window in Electron: the product. `lockProgramDown` comes before, when the program is not ready yet. */
export class ElectronHost implements Host {
  readonly services: HostServices;
  readonly startCutter: () => ChildProgram;
  readonly ended: Promise<void>;
  readonly #electron: ElectronApi;
  readonly #options: ElectronHostOptions;
  readonly #end = Promise.withResolvers<undefined>();
  #window: WindowApi | null = null;
  #quitting = false;

  constructor(electron: ElectronApi, options: ElectronHostOptions) {
    this.#electron = electron;
    this.#options = options;
    this.ended = this.#end.promise;
    const paper = new Paper(electron);
    this.services = {
      kind: 'electron',
      printToPdf: (html) => paper.printToPdf(html),
      print: (html) => paper.print(html),
      chooseFiles: (request) => this.#chooseFiles(request),
      chooseFolder: (request) => this.#chooseFolder(request),
      chooseSavePath: (request) => this.#chooseSavePath(request),
      quit: () => this.#quit(),
    };
    this.startCutter = () => startUtilityProcess(electron, options.cutter);
  }

  async open(door: WindowDoor): Promise<void> {
    if (this.#options.platform === 'darwin') this.#electron.setMenu(MAC_MENU);
    const session = createLockedSession(this.#electron, PARTITION);
    const pages = await loadPages(this.#options.pagesFolder);
    session.protocol.handle(SCHEME, ({ url }) => answerPage(pages, url));
    this.#electron.ipcMain.handle(INVOKE_CHANNEL, (event, method, input) => heed(door, event, method, input));
    const devTools = !this.#electron.app.isPackaged;
    const window = this.#electron.createWindow(mainWindowOptions(PARTITION, this.#options.preload, devTools));
    this.#window = window;
    this.#watchWindow(window, door);
    this.#watchSystem(window, door);
    await window.loadURL(`${WINDOW_ORIGIN}/`);
    window.show();
  }

  send(event: unknown): void {
    if (this.#window?.isDestroyed() === false) this.#window.webContents.send(EVENT_CHANNEL, event);
  }

  /** Brings the window to the front, for a second start of the program. */
  raise(): void {
    const window = this.#window;
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** What the window shows, as PNG. */
  async picture(): Promise<Uint8Array | null> {
    return (await this.#window?.webContents.capturePage())?.toPNG() ?? null;
  }

  #watchWindow(window: WindowApi, door: WindowDoor): void {
    const askFirst = (event: { preventDefault(): void }): void => {
      if (this.#quitting) return;
      event.preventDefault();
      door.system({ type: 'window-closing' });
    };
    window.on('close', askFirst);
    this.#electron.app.on('before-quit', askFirst);
    window.webContents.on('render-process-gone', () => {
      // The person gets the page anew, on the locked vault.
      door.system({ type: 'page-crashed' });
      window.webContents.reload();
    });
    window.on('closed', () => this.#end.resolve(undefined));
    // Ends are ours to decide: the core still has to lock when the last window is gone.
    this.#electron.app.on('window-all-closed', () => undefined);
  }

  #watchSystem(window: WindowApi, door: WindowDoor): void {
    const { powerMonitor } = this.#electron;
    const tell = (type: SystemEvent['type']) => (): void => door.system({ type });
    powerMonitor.on('suspend', tell('suspend'));
    powerMonitor.on('resume', tell('resume'));
    powerMonitor.on('lock-screen', tell('session-locked'));
    // Linux and macOS; the system waits for us to end by ourselves.
    powerMonitor.on('shutdown', (event) => {
      event?.preventDefault();
      door.system({ type: 'session-ending' });
    });
    // Windows: first the question (answered by locking at once), then the end.
    window.on('query-session-end', tell('session-ending'));
    window.on('session-end', tell('session-ending'));
  }

  async #chooseFiles({ title, extensions, multiple }: Parameters<HostServices['chooseFiles']>[0]): Promise<string[]> {
    const { canceled, filePaths } = await this.#electron.dialog.showOpenDialog({
      title,
      properties: ['openFile', 'dontAddToRecent', ...(multiple ? ['multiSelections' as const] : [])],
      filters: [{ name: title, extensions }],
    });
    return canceled ? [] : filePaths;
  }

  async #chooseFolder({ title }: { title: string }): Promise<string | null> {
    const { canceled, filePaths } = await this.#electron.dialog.showOpenDialog({
      title,
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  async #chooseSavePath(request: Parameters<HostServices['chooseSavePath']>[0]): Promise<string | null> {
    const { canceled, filePath } = await this.#electron.dialog.showSaveDialog({
      title: request.title,
      defaultPath: join(this.#options.documentsFolder, request.suggestedName),
      filters: [{ name: request.extension.toUpperCase(), extensions: [request.extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    });
    return canceled ? null : filePath;
  }

  async #quit(): Promise<void> {
    this.#quitting = true;
    // The answer to the core leaves first; the window follows.
    setImmediate(() => this.#window?.destroy());
  }
}

/** Hears a call only from the top frame of our own page; others learn nothing, not even which methods there are. */
function heed(door: WindowDoor, event: InvokeEvent, method: unknown, input: unknown): Promise<unknown> {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isWindowUrl(frame.url)) throw new Error('refused');
  if (typeof method !== 'string') throw new TypeError('refused');
  return door.invoke(method, input);
}

function answerPage(pages: Pages, url: string): Response {
  if (!isWindowUrl(url)) return new Response(null, { status: 404 });
  const { status, headers, body } = pages.answer(decodeURIComponent(new URL(url).pathname));
  return new Response(new Uint8Array(body), { status, headers });
}
