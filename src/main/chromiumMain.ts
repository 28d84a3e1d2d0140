import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startApplication } from './app.ts';
import { appDataFolder } from './appDataFolder.ts';
import { discoverDemo } from './demo.ts';
import { ChromiumHost } from './host/chromium/chromiumHost.ts';
import { claimSingleInstance } from './host/singleInstance.ts';
import { NODE_PROGRAM } from './nodeProgram.ts';
import { PROGRAM_FOLDER } from './programFolder.ts';

/** The program with its window in Chromium: `node dist/node/main.js [--demo]`. */
const dataFolder = appDataFolder();
const instance = await claimSingleInstance(dataFolder);
if (instance !== null) {
  const host = new ChromiumHost({ pagesFolder: join(PROGRAM_FOLDER, 'dist/renderer') });
  instance.onSecondStart(() => void host.raise());
  const application = await startApplication(
    host,
    { dataFolder, programFolder: PROGRAM_FOLDER, coreThread: pathToFileURL(NODE_PROGRAM.coreThread) },
    process.argv.includes('--demo') ? discoverDemo : undefined,
  );
  // The terminal, or the session's end, asks the program to go: it goes as if its window had been closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => application.system({ type: 'window-closing' }));
  await takePicture(host);
  await application.ended;
  await instance.release();
}

/** On a machine without a display: what the first screen looks like; nobody's vault is open then. */
async function takePicture(host: ChromiumHost): Promise<void> {
  const path = process.env['OSTEOCOFFRE_PICTURE'];
  if (path === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  // The first screen is loaded by parts.
  await host.page.waitForLoadState('networkidle');
  await host.page.screenshot({ path });
}
