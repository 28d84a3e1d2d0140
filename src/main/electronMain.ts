import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session, utilityProcess } from 'electron';
import { startApplication } from './app.ts';
import { appDataFolder } from './appDataFolder.ts';
import { discoverDemo } from './demo.ts';
import type { ElectronApi } from './host/electron/electronApi.ts';
import { ElectronHost } from './host/electron/electronHost.ts';
import { lockProgramDown } from './host/electron/lockdown.ts';
import { createPrivateProfile, sweepOrphanProfiles } from './host/privateProfile.ts';
import { claimSingleInstance } from './host/singleInstance.ts';
import { PROGRAM_FOLDER } from './programFolder.ts';

/** The program as it is shipped: `dist/electron/main.js`, run by Electron. */
const electron: ElectronApi = {
  app,
  protocol,
  session,
  ipcMain,
  dialog,
  powerMonitor,
  utilityProcess,
  setMenu: (titles) => Menu.setApplicationMenu(titles === null ? null : Menu.buildFromTemplate(titles)),
  createWindow: (options) => new BrowserWindow(options),
};
const dataFolder = appDataFolder();
const profile = createPrivateProfile();
app.setName('OsteoCoffre');
// Whatever the browser's own parts write goes to the profile, which is swept.
for (const name of ['userData', 'sessionData', 'crashDumps'] as const) app.setPath(name, profile.folder);
lockProgramDown(electron);
await app.whenReady();
await run();
await profile.remove();
app.exit(0);

async function run(): Promise<void> {
  await sweepOrphanProfiles();
  const instance = await claimSingleInstance(dataFolder);
  if (instance === null) return;
  const host = new ElectronHost(electron, {
    pagesFolder: join(PROGRAM_FOLDER, 'dist/renderer'),
    preload: join(PROGRAM_FOLDER, 'dist/preload/preload.cjs'),
    cutter: join(import.meta.dirname, 'electronCutter.js'),
    documentsFolder: app.getPath('documents'),
    platform: process.platform,
  });
  instance.onSecondStart(() => host.raise());
  const application = await startApplication(
    host,
    { dataFolder, programFolder: PROGRAM_FOLDER, coreThread: new URL('./coreThread.js', import.meta.url) },
    process.argv.includes('--demo') ? discoverDemo : undefined,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => application.system({ type: 'window-closing' }));
  await takePicture(host);
  await application.ended;
  await instance.release();
}

/** On a machine without a display: what the first screen looks like; nobody's vault is open then. */
async function takePicture(host: ElectronHost): Promise<void> {
  const path = process.env['OSTEOCOFFRE_PICTURE'];
  const picture = path === undefined ? null : await host.picture();
  if (path === undefined || picture === null) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, picture);
}
