import type { ChildProgram } from '../host/port.ts';

/*
 * A process that the host's thread starts and the core's thread speaks with: Electron starts one from its main thread
 * alone. The messages between are passed on as they are.
 */

/** To the host. The core numbers its children. */
export type ChildOrder =
  | { readonly type: 'start'; readonly child: number }
  | { readonly type: 'message'; readonly child: number; readonly message: unknown }
  | { readonly type: 'kill'; readonly child: number };

/** To the core. */
export type ChildNews =
  | { readonly type: 'message'; readonly child: number; readonly message: unknown }
  | { readonly type: 'ended'; readonly child: number };

/** Host's side: the processes themselves. */
export class ChildrenHere {
  readonly #start: (() => ChildProgram) | null;
  readonly #tell: (news: ChildNews) => void;
  readonly #running = new Map<number, ChildProgram>();

  constructor(start: (() => ChildProgram) | null, tell: (news: ChildNews) => void) {
    this.#start = start;
    this.#tell = tell;
  }

  obey(order: ChildOrder): void {
    if (order.type === 'start') this.#begin(order.child);
    else if (order.type === 'message') this.#running.get(order.child)?.send(order.message);
    else this.#running.get(order.child)?.kill();
  }

  /** For the end of the core: nobody is left to speak with them. */
  killAll(): void {
    for (const child of this.#running.values()) child.kill();
  }

  #begin(number: number): void {
    if (this.#start === null) {
      this.#tell({ type: 'ended', child: number });
      return;
    }
    const child = this.#start();
    this.#running.set(number, child);
    child.onMessage((message) => this.#tell({ type: 'message', child: number, message }));
    child.onEnd(() => {
      this.#running.delete(number);
      this.#tell({ type: 'ended', child: number });
    });
  }
}

/** Core's side: the same processes as if they had been started here. */
export class ChildrenThere {
  readonly #order: (order: ChildOrder) => void;
  readonly #listeners = new Map<number, { message: ((message: unknown) => void)[]; end: (() => void)[] }>();
  #count = 0;

  constructor(order: (order: ChildOrder) => void) {
    this.#order = order;
  }

  start(): ChildProgram {
    const child = (this.#count += 1);
    const listeners = { message: [] as ((message: unknown) => void)[], end: [] as (() => void)[] };
    this.#listeners.set(child, listeners);
    this.#order({ type: 'start', child });
    return {
      send: (message) => this.#order({ type: 'message', child, message }),
      onMessage: (listener) => void listeners.message.push(listener),
      onEnd: (listener) => void listeners.end.push(listener),
      kill: () => this.#order({ type: 'kill', child }),
    };
  }

  hear(news: ChildNews): void {
    const listeners = this.#listeners.get(news.child);
    if (news.type === 'message') for (const listener of listeners?.message ?? []) listener(news.message);
    else {
      this.#listeners.delete(news.child);
      for (const listener of listeners?.end ?? []) listener();
    }
  }
}
