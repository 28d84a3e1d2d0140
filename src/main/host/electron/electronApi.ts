/* eslint-disable @typescript-eslint/unified-signatures -- Electron declares one overload an event: a union would fit none. */
/**
 * The parts of Electron that the host uses, and no more. `electronMain.ts` passes the real module (the compiler checks that
 * it fits); tests pass doubles of these few types, so that every point of the security checklist is tested where no Electron
 * binary can be had.
 */
interface Preventable {
  preventDefault(): void;
}

interface FrameApi {
  readonly url: string;
  readonly parent: FrameApi | null;
}

export interface InvokeEvent {
  /** Null where the frame is gone, or has navigated since. */
  readonly senderFrame: FrameApi | null;
}

export interface WebContentsApi {
  on(event: 'will-navigate', listener: (event: Preventable) => void): unknown;
  on(event: 'will-redirect', listener: (event: Preventable) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Preventable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

export interface WindowContentsApi {
  on(event: 'render-process-gone', listener: () => void): unknown;
  send(channel: string, ...values: unknown[]): void;
  reload(): void;
  printToPDF(options: { pageSize: 'A4'; preferCSSPageSize: boolean; printBackground: boolean }): Promise<Uint8Array>;
  print(options: { pageSize: 'A4' }, callback: (success: boolean, reason: string) => void): void;
  capturePage(): Promise<{ toPNG(): Uint8Array }>;
}

/** The options of a window that bear on security; all of them are written out, defaults included. */
export interface WebPreferences {
  readonly contextIsolation: true;
  readonly sandbox: true;
  readonly nodeIntegration: false;
  readonly nodeIntegrationInWorker: false;
  readonly nodeIntegrationInSubFrames: false;
  readonly webSecurity: true;
  readonly allowRunningInsecureContent: false;
  readonly experimentalFeatures: false;
  readonly enableBlinkFeatures: '';
  /** Middle click, which would open a link in a window of its own. */
  readonly disableBlinkFeatures: 'Auxclick';
  readonly webviewTag: false;
  readonly spellcheck: false;
  readonly navigateOnDragDrop: false;
  readonly disableDialogs: boolean;
  readonly devTools: boolean;
  readonly javascript: boolean;
  /** Name of a session made by createLockedSession; without `persist:` it lives in memory. */
  readonly partition: string;
  readonly preload?: string;
}

export interface WindowOptions {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly show: boolean;
  readonly webPreferences: WebPreferences;
}

export interface WindowApi {
  readonly webContents: WindowContentsApi;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  restore(): void;
  isMinimized(): boolean;
  isDestroyed(): boolean;
  destroy(): void;
  on(event: 'close' | 'query-session-end', listener: (event: Preventable) => void): unknown;
  on(event: 'session-end' | 'closed', listener: () => void): unknown;
}

export interface SessionApi {
  readonly protocol: { handle(scheme: string, handler: (request: { readonly url: string }) => Response): void };
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, callback: (answer: { cancel: boolean }) => void) => void,
    ): void;
  };
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setDisplayMediaRequestHandler(
    handler: (request: unknown, callback: (streams: Record<string, never>) => void) => void,
  ): void;
  setSpellCheckerEnabled(enable: boolean): void;
  on(event: 'will-download', listener: (event: Preventable) => void): unknown;
}

/** A process with Node in it, which Electron starts although the fuse `runAsNode` is off. */
export interface UtilityProcessApi {
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'spawn' | 'exit' | 'error', listener: () => void): unknown;
}

/** A title of the menu bar and what is below it. */
export interface MenuTitle {
  readonly label: string;
  readonly submenu: MenuEntry[];
}

type MenuEntry =
  | { readonly type: 'separator' }
  | {
      readonly role:
        'hide' | 'hideOthers' | 'unhide' | 'quit' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll';
      readonly label: string;
    };

export interface ElectronApi {
  readonly app: {
    readonly commandLine: { appendSwitch(name: string, value?: string): void };
    readonly isPackaged: boolean;
    enableSandbox(): void;
    on(event: 'web-contents-created', listener: (event: unknown, contents: WebContentsApi) => void): unknown;
    on(event: 'before-quit', listener: (event: Preventable) => void): unknown;
    on(event: 'window-all-closed', listener: () => void): unknown;
  };
  readonly protocol: {
    registerSchemesAsPrivileged(
      schemes: { scheme: string; privileges: { standard: true; secure: true; supportFetchAPI: true } }[],
    ): void;
  };
  readonly session: { fromPartition(partition: string, options: { cache: boolean }): SessionApi };
  readonly ipcMain: {
    handle(channel: string, listener: (event: InvokeEvent, ...values: unknown[]) => Promise<unknown>): void;
  };
  readonly dialog: {
    showOpenDialog(options: {
      title: string;
      properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory' | 'dontAddToRecent')[];
      filters?: { name: string; extensions: string[] }[];
    }): Promise<{ canceled: boolean; filePaths: string[] }>;
    showSaveDialog(options: {
      title: string;
      defaultPath: string;
      filters: { name: string; extensions: string[] }[];
      properties: ('createDirectory' | 'showOverwriteConfirmation' | 'dontAddToRecent')[];
    }): Promise<{ canceled: boolean; filePath: string }>;
  };
  readonly powerMonitor: {
    on(event: 'suspend' | 'resume' | 'lock-screen', listener: () => void): unknown;
    on(event: 'shutdown', listener: (event?: Preventable) => void): unknown;
  };
  readonly utilityProcess: {
    fork(
      program: string,
      args: string[],
      options: { env: Record<string, string>; stdio: 'ignore'; serviceName: string },
    ): UtilityProcessApi;
  };
  /** Electron's `Menu`, in one call; null for no menu at all, its own included. */
  setMenu(titles: MenuTitle[] | null): void;
  createWindow(options: WindowOptions): WindowApi;
}
