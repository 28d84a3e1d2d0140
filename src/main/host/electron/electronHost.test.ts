import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  ContentsDouble,
  ElectronDouble,
  stoppable,
  type WindowDouble,
} from '../../../../test/fixtures/electronDouble.ts';
import type { SystemEvent } from '../port.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';
import { ElectronHost } from './electronHost.ts';
import { lockProgramDown } from './lockdown.ts';

const PAGES = join(import.meta.dirname, '../../../../test/fixtures/pages');
const OWN_FRAME = { url: 'coffre://fenetre/', parent: null };

interface OpenHost {
  readonly electron: ElectronDouble;
  readonly host: ElectronHost;
  readonly window: WindowDouble;
  readonly heard: SystemEvent['type'][];
  readonly invoked: unknown[][];
}

async function openHost(platform: NodeJS.Platform = 'linux'): Promise<OpenHost> {
  const electron = new ElectronDouble();
  lockProgramDown(electron);
  const host = new ElectronHost(electron, {
    pagesFolder: PAGES,
    preload: '/program/preload.cjs',
    cutter: '/program/electronCutter.js',
    documentsFolder: '/d',
    platform,
  });
  const heard: SystemEvent['type'][] = [];
  const invoked: unknown[][] = [];
  await host.open({
    invoke: async (method, input) => {
      invoked.push([method, input]);
      return { ok: true, value: 'answer' };
    },
    system: ({ type }) => void heard.push(type),
  });
  const window = electron.windows[0];
  if (window === undefined) throw new Error('no window');
  return { electron, host, window, heard, invoked };
}

// The points of https://www.electronjs.org/docs/latest/tutorial/security, by number.

test('1 and 18: only our own scheme is loaded, from memory; no file:, no http:', async () => {
  const { electron, window } = await openHost();
  expect(window.loaded).toEqual(['coffre://fenetre/']);
  expect(electron.privileged).toEqual([
    { scheme: 'coffre', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  const answer = electron.sessions.get('fenetre')?.schemes.get('coffre');
  expect(answer?.({ url: 'coffre://fenetre/' }).status).toBe(200);
  expect(answer?.({ url: 'coffre://fenetre/../../etc/passwd' }).status).toBe(404);
  expect(answer?.({ url: 'coffre://fenetre/%2e%2e/package.json' }).status).toBe(404);
  expect(answer?.({ url: 'coffre://autre/' }).status).toBe(404);
});

test('1: every request but ours is cancelled', async () => {
  const { electron } = await openHost();
  const session = electron.sessions.get('fenetre');
  expect(session?.cancels('coffre://fenetre/page.js')).toBe(false);
  expect(session?.cancels('data:image/png;base64,AA')).toBe(false);
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1:8080/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'coffre://fenetre.example.org/',
    'data:text/html,x',
    'blob:coffre://fenetre/1',
    'devtools://devtools/',
  ])
    expect([url, session?.cancels(url)]).toEqual([url, true]);
});

test('2, 3, 4, 6, 8, 9, 10 and 11: the window has every lock of its own', async () => {
  const { electron, window } = await openHost();
  expect(electron.app.isSandboxed).toBe(true);
  expect(window.options.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    disableBlinkFeatures: 'Auxclick',
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    devTools: false,
    javascript: true,
    partition: 'fenetre',
    preload: '/program/preload.cjs',
  });
});

test('5: no permission, device or screen is given, but text for the clipboard', async () => {
  const { electron } = await openHost();
  const session = electron.sessions.get('fenetre');
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'clipboard-read',
    'usb',
    'unknown',
  ]) {
    expect([permission, session?.grants(permission)]).toEqual([permission, false]);
    expect([permission, session?.check?.(null, permission)]).toEqual([permission, false]);
  }
  expect(session?.grants('clipboard-sanitized-write')).toBe(true);
  expect(session?.device?.()).toBe(false);
  expect(session?.sharedScreen()).toEqual({});
  const download = stoppable();
  session?.emit('will-download', download);
  expect(download.isStopped).toBe(true);
});

test('7: the page comes with a strict policy and a new nonce at each load', async () => {
  const { electron } = await openHost();
  const load = (): string => {
    const answer = electron.sessions.get('fenetre')?.schemes.get('coffre')?.({ url: 'coffre://fenetre/' });
    return answer?.headers.get('content-security-policy') ?? '';
  };
  const policy = load();
  expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+'; /);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(load()).not.toBe(policy);
});

test('12, 13 and 14: no page goes elsewhere, opens a window, or embeds one', async () => {
  const { electron } = await openHost();
  const contents = new ContentsDouble();
  electron.app.emit('web-contents-created', {}, contents);
  expect(contents.openHandler?.()).toEqual({ action: 'deny' });
  for (const type of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
    const event = stoppable();
    contents.emit(type, event, 'https://example.org/');
    expect([type, event.isStopped]).toEqual([type, true]);
  }
});

test('17: only the top frame of our own page is heard', async () => {
  const { electron, invoked } = await openHost();
  const invoke = electron.handlers.get(INVOKE_CHANNEL);
  if (invoke === undefined) throw new Error('no handler');
  const call = async (senderFrame: Parameters<typeof invoke>[0]['senderFrame'], method: unknown): Promise<unknown> =>
    invoke({ senderFrame }, method, {});
  await expect(call(OWN_FRAME, 'application.status')).resolves.toEqual({ ok: true, value: 'answer' });
  await expect(call(null, 'application.status')).rejects.toThrow('refused');
  await expect(call({ url: OWN_FRAME.url, parent: OWN_FRAME }, 'application.status')).rejects.toThrow('refused');
  for (const url of [
    'https://example.org/',
    'file:///x',
    'coffre://fenetre.example.org/',
    'coffre://papier/1',
    'about:blank',
  ])
    await expect(call({ url, parent: null }, 'application.status')).rejects.toThrow('refused');
  await expect(call(OWN_FRAME, 42)).rejects.toThrow('refused');
  expect(invoked).toEqual([['application.status', {}]]);
});

test('no service of the browser is left on', async () => {
  const { electron } = await openHost();
  expect(electron.sessions.get('fenetre')?.spellChecker).toBe(false);
  expect(electron.menu).toBeNull();
  for (const name of ['disable-breakpad', 'disable-crash-reporter', 'disable-http-cache', 'disable-sync'])
    expect(electron.app.switches.has(name)).toBe(true);
  expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
});

test('sleep, session lock, and the end of the session reach the core', async () => {
  const { electron, window, heard } = await openHost();
  for (const type of ['suspend', 'resume', 'lock-screen']) electron.powerMonitor.emit(type);
  const shutdown = stoppable();
  electron.powerMonitor.emit('shutdown', shutdown);
  window.emit('session-end');
  expect(heard).toEqual(['suspend', 'resume', 'session-locked', 'session-ending', 'session-ending']);
  expect(shutdown.isStopped).toBe(true);
});

test('closing the window, or quitting, waits for the core; then the window goes', async () => {
  const { electron, host, window, heard } = await openHost();
  for (const [emitter, type] of [
    [window, 'close'],
    [electron.app, 'before-quit'],
  ] as const) {
    const event = stoppable();
    emitter.emit(type, event);
    expect([type, event.isStopped]).toEqual([type, true]);
  }
  expect(heard).toEqual(['window-closing', 'window-closing']);
  await host.services.quit();
  await host.ended;
  expect(window.destroyed).toBe(true);
  const after = stoppable();
  window.emit('close', after);
  expect(after.isStopped).toBe(false);
});

test('a page that crashes is told to the core and loaded anew', async () => {
  const { window, heard } = await openHost();
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(heard).toEqual(['page-crashed']);
  expect(window.webContents.reloads).toBe(1);
});

test('events reach the page until the window is gone; a second start brings it to the front', async () => {
  const { host, window } = await openHost();
  const seen: string[] = [];
  window.on('restored', () => seen.push('restored')).on('focused', () => seen.push('focused'));
  host.raise();
  expect(seen).toEqual(['restored', 'focused']);
  host.send({ type: 'flush' });
  window.destroy();
  host.send({ type: 'flush' });
  expect(window.webContents.sent).toEqual([[EVENT_CHANNEL, { type: 'flush' }]]);
});

test('a document is printed by a hidden window without script, and leaves with it', async () => {
  const { electron, host } = await openHost();
  const pdf = await host.services.printToPdf('<h1>Été</h1>');
  expect(Buffer.from(pdf).toString()).toBe('%PDF-double');
  const paper = electron.windows[1];
  expect(paper?.isShown).toBe(false);
  expect(paper?.destroyed).toBe(true);
  expect(paper?.options.webPreferences).toMatchObject({ javascript: false, sandbox: true, partition: 'papier' });
  const answer = electron.sessions.get('papier')?.schemes.get('coffre');
  expect(answer?.({ url: paper?.loaded[0] ?? '' }).status).toBe(404);
});

test('the print dialog given up is no error; a missing printer is', async () => {
  const { electron, host } = await openHost();
  const printWith = (outcome: [boolean, string]): Promise<void> => {
    const create = electron.createWindow.bind(electron);
    electron.createWindow = (options) => {
      const window = create(options);
      window.webContents.printOutcome = outcome;
      return window;
    };
    return host.services.print('<p>x</p>');
  };
  await expect(printWith([false, 'Print job canceled'])).resolves.toBeUndefined();
  await expect(printWith([false, 'Invalid printer settings'])).rejects.toMatchObject({ code: 'printer-missing' });
});

test('dialogs answer paths, or that the person gave up', async () => {
  const { electron, host } = await openHost();
  const options = { title: 'Ouvrir', extensions: ['csv'], multiple: true };
  const save = { title: 'Enregistrer', suggestedName: 'fiche.pdf', extension: 'pdf' };
  expect(await host.services.chooseFiles(options)).toEqual([]);
  expect(await host.services.chooseFolder({ title: 'Dossier' })).toBeNull();
  expect(await host.services.chooseSavePath(save)).toBeNull();
  electron.openAnswer = { canceled: false, filePaths: ['/a.csv', '/b.csv'] };
  electron.saveAnswer = { canceled: false, filePath: '/fiche.pdf' };
  expect(await host.services.chooseFiles(options)).toEqual(['/a.csv', '/b.csv']);
  expect(await host.services.chooseFolder({ title: 'Dossier' })).toBe('/a.csv');
  expect(await host.services.chooseSavePath(save)).toBe('/fiche.pdf');
});

test('on macOS the menu has the keys of editing and quitting, and nothing else', async () => {
  const { electron } = await openHost('darwin');
  const entries = (electron.menu ?? []).flatMap(({ submenu }) => submenu);
  const roles = entries.flatMap((entry) => ('role' in entry ? [entry.role] : []));
  expect(roles.sort()).toEqual(
    ['hide', 'hideOthers', 'unhide', 'quit', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'].sort(),
  );
  expect(entries.filter((entry) => !('role' in entry))).toEqual([{ type: 'separator' }, { type: 'separator' }]);
});

test.each(['linux', 'win32'] as const)('no menu on %s', async (platform) => {
  expect((await openHost(platform)).electron.menu).toBeNull();
});

describe('the program that cuts snapshots', () => {
  function start() {
    const electron = new ElectronDouble();
    const options = { pagesFolder: PAGES, preload: '/p', cutter: '/program/electronCutter.js', documentsFolder: '/d' };
    const child = new ElectronHost(electron, { ...options, platform: 'linux' }).startCutter();
    const [process] = electron.utilityProcesses;
    if (process === undefined) throw new Error('no process');
    return { child, process };
  }

  test('is a utility process without our environment, and speaks both ways', () => {
    const { child, process } = start();
    expect(process.how).toEqual({ program: '/program/electronCutter.js', env: {}, stdio: 'ignore' });
    const heard: unknown[] = [];
    child.onMessage((message) => heard.push(message));
    child.onEnd(() => heard.push('end'));
    child.send({ type: 'open' });
    process.emit('message', { type: 'ready' });
    process.emit('exit', 0);
    expect(process.told).toEqual([{ type: 'open' }]);
    expect(heard).toEqual([{ type: 'ready' }, 'end']);
  });

  test('is ended at once, or as soon as it is there', () => {
    const { child, process } = start();
    process.emit('spawn');
    expect(process.kills).toBe(0);
    child.kill();
    expect(process.kills).toBe(1);
    const early = start();
    early.child.kill();
    early.process.emit('spawn');
    expect(early.process.kills).toBe(2);
  });

  test('a fault of its engine does not end the program', () => {
    const { process } = start();
    expect(() => process.emit('error', 'FatalError', '', '')).not.toThrow();
  });
});
