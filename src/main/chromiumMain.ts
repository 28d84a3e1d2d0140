import { join } from 'node:path';
import { startApplication } from './app.ts';
import { appDataFolder } from './appDataFolder.ts';
import { ChromiumHost } from './host/chromium/chromiumHost.ts';

/** The program with its window in Chromium: `node src/main/chromiumMain.ts`. */
const programFolder = join(import.meta.dirname, '../..');
const host = new ChromiumHost({ pagesFolder: join(programFolder, 'dist/renderer') });
const application = await startApplication(host, {
  dataFolder: appDataFolder(),
  programFolder,
  coreThread: new URL('./coreThread.ts', import.meta.url),
});
await application.ended;
