import type { MessagePort } from 'node:worker_threads';
import type { ContractEvent } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/contract/index.ts';
import { HostRefusal, type ChildProgram, type HostServices, type SystemEvent } from '../host/port.ts';
import { Refusal } from '../vault/refusal.ts';
import { ChildrenHere, ChildrenThere, type ChildNews, type ChildOrder } from './childWire.ts';

/**
 * The wire between the host's thread and the core's: calls of the window one way, requests to the host the other way, and
 * events both ways. Everything on it is plain data; each side numbers its own calls.
 */
type ToCore =
  | { readonly kind: 'invoke'; readonly call: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'hostAnswer'; readonly call: number; readonly answer: HostAnswer }
  | { readonly kind: 'child'; readonly news: ChildNews }
  | { readonly kind: 'system'; readonly event: SystemEvent };

type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly call: number; readonly result: Result<unknown> }
  | { readonly kind: 'hostCall'; readonly call: number; readonly request: HostRequest }
  | { readonly kind: 'child'; readonly order: ChildOrder }
  | { readonly kind: 'event'; readonly event: ContractEvent };

type Service = Exclude<keyof HostServices, 'kind'>;
type HostRequest = {
  readonly [Name in Service]: { readonly service: Name; readonly input: Parameters<HostServices[Name]>[0] };
}[Service];

type HostAnswer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: HostRefusal['code'] | null };

/** The core's end: its worker, or a port in tests. */
interface CorePort {
  postMessage(message: ToCore): void;
  on(event: 'message', listener: (message: ToHost) => void): unknown;
}

/** The core as the host's thread sees it. */
export interface CoreClient {
  /** Fulfilled when the core thread serves the door. */
  readonly ready: Promise<void>;
  invoke(method: string, input: unknown): Promise<Result<unknown>>;
  system(event: SystemEvent): void;
  onEvent(listener: (event: ContractEvent) => void): void;
  /** Answers every call that still waits with `vault-locked`, and ends the core's children; for the end of the core. */
  close(): void;
}

/** Host's side of the wire: sends the window's calls to the core, and serves what the core asks of the host. */
export function connectToCore(
  port: CorePort,
  services: HostServices,
  startCutter: (() => ChildProgram) | null,
): CoreClient {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const listeners: ((event: ContractEvent) => void)[] = [];
  const ready = Promise.withResolvers<undefined>();
  const send = (message: ToCore): void => port.postMessage(message);
  const children = new ChildrenHere(startCutter, (news) => send({ kind: 'child', news }));
  let calls = 0;
  let closed = false;

  port.on('message', (message: ToHost) => {
    switch (message.kind) {
      case 'ready':
        ready.resolve(undefined);
        break;
      case 'result':
        waiting.get(message.call)?.(message.result);
        waiting.delete(message.call);
        break;
      case 'event':
        for (const listener of listeners) listener(message.event);
        break;
      case 'child':
        children.obey(message.order);
        break;
      case 'hostCall':
        void serve(services, message.request).then((answer) =>
          send({ kind: 'hostAnswer', call: message.call, answer }),
        );
    }
  });

  return {
    ready: ready.promise,
    invoke: (method, input) =>
      new Promise((resolve) => {
        if (closed) {
          resolve({ ok: false, error: { code: 'vault-locked' } });
          return;
        }
        const call = (calls += 1);
        waiting.set(call, resolve);
        send({ kind: 'invoke', call, method, input });
      }),
    system: (event) => send({ kind: 'system', event }),
    onEvent: (listener) => void listeners.push(listener),
    close: () => {
      closed = true;
      children.killAll();
      for (const resolve of waiting.values()) resolve({ ok: false, error: { code: 'vault-locked' } });
      waiting.clear();
    },
  };
}

async function serve(services: HostServices, request: HostRequest): Promise<HostAnswer> {
  try {
    return { ok: true, value: await perform(services, request) };
  } catch (error) {
    return { ok: false, refusal: error instanceof HostRefusal ? error.code : null };
  }
}

function perform(services: HostServices, request: HostRequest): Promise<unknown> {
  switch (request.service) {
    case 'printToPdf':
      return services.printToPdf(request.input);
    case 'print':
      return services.print(request.input);
    case 'chooseFiles':
      return services.chooseFiles(request.input);
    case 'chooseFolder':
      return services.chooseFolder(request.input);
    case 'chooseSavePath':
      return services.chooseSavePath(request.input);
    case 'quit':
      return services.quit();
  }
}

/** What the core thread does with what comes to it. */
interface CoreSide {
  invoke(method: string, input: unknown): Promise<Result<unknown>>;
  onSystemEvent(event: SystemEvent): void;
}

/** The host as the core's thread sees it: its services as if they were here, and the way out for events. */
export interface HostClient {
  readonly services: HostServices;
  /** Has the host start the program that cuts snapshots. */
  startCutter(): ChildProgram;
  emit(event: ContractEvent): void;
  /** Begins to serve the door; `ready` is told to the host. */
  serve(core: CoreSide): void;
}

/** Core's side of the wire. */
export function connectToHost(port: MessagePort, kind: HostServices['kind']): HostClient {
  const waiting = new Map<number, (answer: HostAnswer) => void>();
  const send = (message: ToHost): void => port.postMessage(message);
  const children = new ChildrenThere((order) => send({ kind: 'child', order }));
  let calls = 0;

  const ask = async (request: HostRequest): Promise<unknown> => {
    const call = (calls += 1);
    const answer = await new Promise<HostAnswer>((resolve) => {
      waiting.set(call, resolve);
      send({ kind: 'hostCall', call, request });
    });
    if (answer.ok) return answer.value;
    if (answer.refusal !== null) throw new Refusal({ code: answer.refusal });
    throw new Error(`host failed at ${request.service}`);
  };

  return {
    services: {
      kind,
      printToPdf: async (html) => bytes(await ask({ service: 'printToPdf', input: html })),
      print: async (html) => {
        await ask({ service: 'print', input: html });
      },
      chooseFiles: async (options) => texts(await ask({ service: 'chooseFiles', input: options })),
      chooseFolder: async (options) => textOrNull(await ask({ service: 'chooseFolder', input: options })),
      chooseSavePath: async (options) => textOrNull(await ask({ service: 'chooseSavePath', input: options })),
      quit: async () => {
        await ask({ service: 'quit', input: undefined });
      },
    },
    startCutter: () => children.start(),
    emit: (event) => send({ kind: 'event', event }),
    serve: (core) => {
      port.on('message', (message: ToCore) => {
        switch (message.kind) {
          case 'invoke':
            void core
              .invoke(message.method, message.input)
              .then((result) => send({ kind: 'result', call: message.call, result }));
            break;
          case 'hostAnswer':
            waiting.get(message.call)?.(message.answer);
            waiting.delete(message.call);
            break;
          case 'child':
            children.hear(message.news);
            break;
          case 'system':
            core.onSystemEvent(message.event);
        }
      });
      send({ kind: 'ready' });
    },
  };
}

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('host answered no bytes');
}

function texts(value: unknown): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new TypeError('host answered no paths');
}

function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new TypeError('host answered no path');
}
