import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startApplication } from '../../src/main/app.ts';
import { ChromiumHost } from '../../src/main/host/chromium/chromiumHost.ts';
import { ScriptedDialogs } from '../../src/main/host/chromium/dialogs.ts';
import type { SystemEvent } from '../../src/main/host/port.ts';

const PROGRAM = join(import.meta.dirname, '../..');

/** The program in a real window, as an end-to-end test sees it; the same for both hosts. */
export interface AppDriver {
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
}

export interface StartOptions {
  readonly host?: 'chromium';
  /** Kept between two starts of one test; a new empty one by default. */
  readonly dataFolder?: string;
  /** The built renderer by default. */
  readonly pagesFolder?: string;
}

export async function startApp(options: StartOptions = {}): Promise<AppDriver> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'osteocoffre-e2e-'));
  const dialogs = new ScriptedDialogs();
  const host = new ChromiumHost({ pagesFolder: options.pagesFolder ?? join(PROGRAM, 'dist/renderer'), dialogs });
  const application = await startApplication(host, {
    dataFolder,
    programFolder: PROGRAM,
    coreThread: new URL('../../src/main/coreThread.ts', import.meta.url),
  });
  return {
    page: host.page,
    dataFolder,
    system: async (type) => {
      application.system({ type });
    },
    nextSavePath: (path) => dialogs.nextSavePath(path),
    nextOpenPaths: (paths) => dialogs.nextOpenPaths(paths),
    quit: async () => {
      application.system({ type: 'window-closing' });
      await application.ended;
    },
  };
}
