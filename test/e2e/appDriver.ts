import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, type Page } from 'playwright-core';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import { startApplication } from '../../src/main/app.ts';
import { ChromiumHost } from '../../src/main/host/chromium/chromiumHost.ts';
import { ScriptedDialogs } from '../../src/main/host/chromium/dialogs.ts';
import type { SystemEvent } from '../../src/main/host/port.ts';

const PROGRAM = join(import.meta.dirname, '../..');

/** The Electron binary, where scripts/run.mjs found one. */
export const ELECTRON_BINARY = process.env['OSTEOCOFFRE_ELECTRON_BINARY'] ?? '';

/** The program in a real window, as an end-to-end test sees it; the same for both hosts. */
export interface AppDriver {
  /** The window's page; a new one after a crash of the former. */
  readonly page: Page;
  readonly dataFolder: string;
  /** Tells the core what the system would tell: sleep, session lock, window closing. */
  system(event: SystemEvent['type']): Promise<void>;
  /** Answer of the next "save as" dialog. */
  nextSavePath(path: string): void;
  /** Answer of the next "open" dialog, or of the next choice of a folder. */
  nextOpenPaths(paths: string[]): void;
  /** Ends as the person does: the window closes, the vault locks. */
  quit(): Promise<void>;
  /** Fulfilled when window and core have ended, for whatever reason. */
  readonly ended: Promise<unknown>;
}

export interface StartOptions {
  readonly host?: 'chromium' | 'electron';
  /** Kept between two starts of one test; a new empty one by default. */
  readonly dataFolder?: string;
  /** The built renderer by default; Chromium alone takes another. */
  readonly pagesFolder?: string;
}

export async function startApp(options: StartOptions = {}): Promise<AppDriver> {
  const dataFolder = options.dataFolder ?? newDataFolder();
  return options.host === 'electron' ? startInElectron(dataFolder) : startInChromium(dataFolder, options.pagesFolder);
}

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'osteocoffre-e2e-'));
}

async function startInChromium(dataFolder: string, pagesFolder = join(PROGRAM, 'dist/renderer')): Promise<AppDriver> {
  const dialogs = new ScriptedDialogs();
  const host = new ChromiumHost({ pagesFolder, dialogs });
  const application = await startApplication(host, {
    dataFolder,
    programFolder: PROGRAM,
    coreThread: pathToFileURL(NODE_PROGRAM.coreThread),
  });
  return {
    get page() {
      return host.page;
    },
    dataFolder,
    system: async (type) => application.system({ type }),
    nextSavePath: (path) => dialogs.nextSavePath(path),
    nextOpenPaths: (paths) => dialogs.nextOpenPaths(paths),
    quit: async () => {
      application.system({ type: 'window-closing' });
      await application.ended;
    },
    ended: application.ended,
  };
}

/** Electron's own dialogs and power events, replaced and told from outside through its main process. */
async function startInElectron(dataFolder: string): Promise<AppDriver> {
  const app = await _electron.launch({
    executablePath: ELECTRON_BINARY,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), PROGRAM],
    env: { ...process.env, OSTEOCOFFRE_DATA: dataFolder },
  });
  const page = await app.firstWindow();
  const ended = once(app.process(), 'exit');
  const powerEvents: Partial<Record<SystemEvent['type'], string>> = {
    'session-locked': 'lock-screen',
    suspend: 'suspend',
    resume: 'resume',
    'session-ending': 'shutdown',
  };
  const close = (): Promise<void> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  return {
    page,
    dataFolder,
    system: async (type) => {
      const name = powerEvents[type];
      if (name === undefined) await close();
      else await app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), name);
    },
    nextSavePath: (path) => {
      void app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
    },
    nextOpenPaths: (paths) => {
      void app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
      }, paths);
    },
    quit: async () => {
      await close();
      await ended;
    },
    ended,
  };
}

/** The program as a process of its own, which can be killed. */
export interface ProgramProcess {
  readonly pid: number;
  kill(): Promise<void>;
  readonly exitCode: Promise<number | null>;
}

/** Starts the program in Chromium as `npm start` does, and waits until its window is drawn (or the process has ended). */
export async function startProgram(dataFolder: string): Promise<ProgramProcess> {
  const picture = join(dataFolder, 'window.png');
  const child = spawn(process.execPath, [NODE_PROGRAM.window], {
    env: { ...process.env, NODE_OPTIONS: '', OSTEOCOFFRE_DATA: dataFolder, OSTEOCOFFRE_PICTURE: picture },
    stdio: 'ignore',
  });
  const exitCode = once(child, 'exit').then(() => child.exitCode);
  while (!existsSync(picture) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
  if (child.pid === undefined) throw new Error('the program does not start');
  return {
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL');
      await exitCode;
    },
    exitCode,
  };
}
