import { EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { HostRefusal, type ChildProgram, type HostServices, type SystemEvent } from '../host/port.ts';
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

function wire(
  changes: Partial<HostServices> = {},
  startCutter: (() => ChildProgram) | null = null,
): { core: CoreClient; host: HostClient } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { core: connectToCore(port1, services(changes), startCutter), host: connectToHost(port2, 'chromium') };
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

describe('a process that the host starts for the core', () => {
  class ChildDouble extends EventEmitter implements ChildProgram {
    send(message: unknown): void {
      this.emit('told', message);
    }
    onMessage(listener: (message: unknown) => void): void {
      this.on('message', listener);
    }
    onEnd(listener: () => void): void {
      this.on('end', listener);
    }
    kill(): void {
      this.emit('killed');
    }
  }

  function wireWithChildren() {
    const children = [new ChildDouble(), new ChildDouble()];
    const started: ChildDouble[] = [];
    const wired = wire({}, () => {
      const child = children[started.length] ?? new ChildDouble();
      started.push(child);
      return child;
    });
    wired.host.serve({ invoke: async () => ({ ok: true, value: null }), onSystemEvent: () => undefined });
    return { ...wired, children: children as [ChildDouble, ChildDouble] };
  }

  test('speaks with the core as if it were its own, each with its own', async () => {
    const { host, children } = wireWithChildren();
    const heard: unknown[] = [];
    const [one, other] = [host.startCutter(), host.startCutter()];
    one.onMessage((message) => heard.push(['one', message]));
    other.onMessage((message) => heard.push(['other', message]));
    const ended = new Promise<void>((resolve) => other.onEnd(resolve));
    const told = once(children[1], 'told');
    other.send({ type: 'open', é: [1] });
    expect(await told).toEqual([{ type: 'open', é: [1] }]);
    children[1].emit('message', { type: 'ready' });
    children[0].emit('message', 'first');
    children[1].emit('end');
    await ended;
    expect(heard).toEqual([
      ['other', { type: 'ready' }],
      ['one', 'first'],
    ]);
    const killed = once(children[0], 'killed');
    one.kill();
    await killed;
  });

  test('ends with the core', async () => {
    const { core, host, children } = wireWithChildren();
    host.startCutter().send('x');
    await once(children[0], 'told');
    const killed = once(children[0], 'killed');
    core.close();
    await killed;
  });

  test('that the host cannot start has ended', async () => {
    const { host } = wire();
    host.serve({ invoke: async () => ({ ok: true, value: null }), onSystemEvent: () => undefined });
    await new Promise<void>((resolve) => host.startCutter().onEnd(resolve));
  });
});
