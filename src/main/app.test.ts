import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startApplication } from './app.ts';
import type { Host, HostServices, WindowDoor } from './host/port.ts';
import { faultLogFolder } from './ipc/faultLog.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-app-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A window that asks for the status at once, and opens a moment later. */
class HostDouble implements Host {
  readonly services: HostServices;
  readonly startCutter = null;
  readonly ended: Promise<void>;
  readonly told: string[] = [];
  #end = Promise.withResolvers<undefined>();
  #opens: boolean;

  constructor({ opens } = { opens: true }) {
    this.#opens = opens;
    this.ended = this.#end.promise;
    const none = () => Promise.reject(new Error('not asked for here'));
    const quit = async (): Promise<void> => {
      this.told.push('quit');
      this.#end.resolve(undefined);
    };
    const dialogs = { chooseFiles: none, chooseFolder: none, chooseSavePath: none };
    this.services = { kind: 'chromium', printToPdf: none, print: none, ...dialogs, quit };
  }

  async open(door: WindowDoor): Promise<void> {
    void door.invoke('application.status', {}).then((answer) => this.told.push(JSON.stringify(answer)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (!this.#opens) throw new Error('no browser');
    this.told.push('opened');
  }

  send(): void {
    throw new Error('no event is sent here');
  }
}

/** A core thread of that text, which speaks the wire of channel.ts. */
function start(host: Host, coreThread: string, prepare?: Parameters<typeof startApplication>[2]) {
  const file = join(folder, 'core.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${coreThread}`);
  const programFolder = join(import.meta.dirname, '../..');
  return startApplication(host, { dataFolder: folder, programFolder, coreThread: pathToFileURL(file) }, prepare);
}

const SERVE = `
  parentPort.on('message', ({ kind, call, method }) => {
    if (kind === 'system') throw new Error('broken later');
    if (kind === 'invoke') parentPort.postMessage({ kind: 'result', call, result: { ok: true, value: method } });
  });
  parentPort.postMessage({ kind: 'ready' });`;

const LOCKED = JSON.stringify({ ok: false, error: { code: 'vault-locked' } });

function loggedFaults(): string {
  const logs = faultLogFolder(folder);
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

test('the window opens while the core still starts; its questions wait for core and preparation', async () => {
  const host = new HostDouble();
  const application = await start(host, `setTimeout(() => { ${SERVE} }, 300)`, async (application) => {
    host.told.push(JSON.stringify(await application.invoke('vault.discover', {})));
  });
  while (host.told.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(host.told).toEqual([
    'opened',
    '{"ok":true,"value":"vault.discover"}',
    '{"ok":true,"value":"application.status"}',
  ]);
  await host.services.quit();
  await application.ended;
});

test('a core that does not start is told, and the window goes', async () => {
  const host = new HostDouble();
  await expect(start(host, `throw new Error('no library for the database')`)).rejects.toThrow('no library');
  expect(host.told.toSorted()).toEqual(['opened', 'quit', LOCKED]);
  expect(host.told.at(-1)).toBe('quit');
  expect(loggedFaults()).toContain('core');
});

test('what fails before the first answer is told, and the window goes', async () => {
  const host = new HostDouble();
  const failing = () => Promise.reject(new Error('the demonstration does not open'));
  await expect(start(host, SERVE, failing)).rejects.toThrow('the demonstration');
  expect(host.told.at(-1)).toBe('quit');
});

test('a window that does not open is told, and the core ends', async () => {
  await expect(start(new HostDouble({ opens: false }), SERVE)).rejects.toThrow('no browser');
});

test('a core that breaks later takes the window with it', async () => {
  const host = new HostDouble();
  const application = await start(host, SERVE);
  application.system({ type: 'resume' });
  await application.ended;
  expect(host.told.at(-1)).toBe('quit');
  expect(loggedFaults()).toContain('core');
});
