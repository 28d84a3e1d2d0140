import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from '@jest/globals';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { HostRefusal, type HostServices, type SystemEvent } from '../host/port.ts';
import { Refusal } from '../vault/refusal.ts';
import { connectToCore, connectToHost, type CoreClient, type HostClient } from './channel.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function services(changes: Partial<HostServices> = {}): HostServices {
  return {
    kind: 'chromium',
    printToPdf: async (html) => new TextEncoder().encode(html),
    print: async () => undefined,
    chooseFiles: async ({ extensions }) => extensions.map((extension) => `/a.${extension}`),
    chooseFolder: async () => null,
    chooseSavePath: async ({ suggestedName }) => `/d/${suggestedName}`,
    quit: async () => undefined,
    ...changes,
  };
}

function wire(changes: Partial<HostServices> = {}): { core: CoreClient; host: HostClient } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { core: connectToCore(port1, services(changes)), host: connectToHost(port2, 'chromium') };
}

test('calls cross to the core and their answers come back each to its own', async () => {
  const { core, host } = wire();
  host.serve({
    invoke: async (method, input) => {
      if (method === 'slow') await new Promise((resolve) => setTimeout(resolve, 20));
      return { ok: true, value: [method, input] };
    },
    onSystemEvent: () => undefined,
  });
  await core.ready;
  expect(await Promise.all([core.invoke('slow', 1), core.invoke('fast', { deep: ['é'] })])).toEqual([
    { ok: true, value: ['slow', 1] },
    { ok: true, value: ['fast', { deep: ['é'] }] },
  ]);
});

test('events cross both ways', async () => {
  const { core, host } = wire();
  const system: SystemEvent[] = [];
  const window: ContractEvent[] = [];
  core.onEvent((event) => window.push(event));
  host.serve({ invoke: async () => ({ ok: true, value: null }), onSystemEvent: (event) => system.push(event) });
  core.system({ type: 'suspend' });
  host.emit({ type: 'flush' });
  await core.invoke('x', {});
  expect(system).toEqual([{ type: 'suspend' }]);
  expect(window).toEqual([{ type: 'flush' }]);
});

test('the core asks the host as if it were there', async () => {
  const { host } = wire();
  host.serve({ invoke: async () => ({ ok: true, value: null }), onSystemEvent: () => undefined });
  expect(Buffer.from(await host.services.printToPdf('<p>é</p>')).toString()).toBe('<p>é</p>');
  expect(await host.services.chooseFiles({ title: 't', extensions: ['csv'], multiple: false })).toEqual(['/a.csv']);
  expect(await host.services.chooseFolder({ title: 't' })).toBeNull();
  const save = { title: 't', suggestedName: 'f.pdf', extension: 'pdf' };
  expect(await host.services.chooseSavePath(save)).toBe('/d/f.pdf');
  await expect(host.services.quit()).resolves.toBeUndefined();
});

test('what a host refuses is told as a refusal of the contract; any other failure says nothing', async () => {
  const { host } = wire({
    print: async () => {
      throw new HostRefusal('printer-missing');
    },
    printToPdf: async () => {
      throw new Error('something about Mme Lefèvre');
    },
  });
  host.serve({ invoke: async () => ({ ok: true, value: null }), onSystemEvent: () => undefined });
  const refused = await host.services.print('x').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ error: { code: 'printer-missing' } });
  await expect(host.services.printToPdf('x')).rejects.toThrow(/^host failed at printToPdf$/);
});

test('calls that wait when the core ends, and later ones, are answered as locked', async () => {
  const { core, host } = wire();
  host.serve({ invoke: () => new Promise(() => undefined), onSystemEvent: () => undefined });
  const waiting = core.invoke('x', {});
  core.close();
  expect(await waiting).toEqual({ ok: false, error: { code: 'vault-locked' } });
  expect(await core.invoke('x', {})).toEqual({ ok: false, error: { code: 'vault-locked' } });
});
