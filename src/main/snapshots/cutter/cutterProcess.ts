import { fork, type ChildProcess } from 'node:child_process';
import { TargetFailure } from '../target/target.ts';
import type { TargetSpec } from '../target/targetSpec.ts';
import type { CutEvents, CutResult } from './cut.ts';
import type { Cutter } from './cutter.ts';
import { report, type Order, type Report } from './messages.ts';

/** Starts the child's program; the composition root gives another one where Node is not the running program (Electron). */
export type ChildSpawner = () => ChildProcess;

/** Node itself on the source or the built file, without any of our environment: a child needs no secret and no setting. */
export function forkCutter(program = new URL('./cutterChild.ts', import.meta.url)): ChildProcess {
  // ELECTRON_RUN_AS_NODE makes Electron's own binary a plain Node; Windows finds its random numbers through SystemRoot.
  const system = process.env['SystemRoot'];
  return fork(program, [], {
    env: { ELECTRON_RUN_AS_NODE: '1', ...(system === undefined ? {} : { SystemRoot: system }) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
}

/** A cutter in a process of its own. */
export function cutInChild(target: TargetSpec, spawn: ChildSpawner = forkCutter): Cutter {
  const child = spawn();
  const talk = new Talk(child);
  const ready = talk.until('ready').then(() => undefined);
  // A child that dies before anybody waits must not end the program; `cut` tells the same failure again.
  ready.catch(() => undefined);
  talk.send({ type: 'open', target });
  return {
    ready,
    cut: async (job, events) => {
      await ready;
      talk.events = events;
      talk.send({ type: 'cut', job });
      const { result } = await talk.until('done');
      talk.end();
      return result satisfies CutResult;
    },
    stop: () => child.kill('SIGKILL'),
  };
}

type ReportOf<Type extends Report['type']> = Extract<Report, { type: Type }>;

/** The wire to the child: waits for one report at a time, and for the child's death at all times. */
class Talk {
  events: CutEvents | null = null;
  readonly #child: ChildProcess;
  #waiting: { type: Report['type']; resolve: (told: Report) => void; reject: (error: Error) => void } | null = null;
  #failure: Error | null = null;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      try {
        this.#hear(report.parse(message));
      } catch (error) {
        // Also what a listener throws (the vault was locked): the run ends with it, not the program.
        this.#fail(error instanceof Error ? error : new Error('a report of the cutting process was not understood'));
      }
    });
    child.on('error', (error) => this.#fail(error));
    child.on('exit', () => this.#fail(new Error('the cutting process has ended')));
  }

  send(message: Order): void {
    this.#child.send(message, (error) => {
      if (error !== null) this.#fail(error);
    });
  }

  until<Type extends Report['type']>(type: Type): Promise<ReportOf<Type>> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#waiting = { type, resolve: (told) => isOf(told, type) && resolve(told), reject };
    });
  }

  end(): void {
    this.#child.disconnect();
  }

  #hear(told: Report): void {
    if (told.type === 'read') this.events?.onRead({ lists: told.lists });
    else if (told.type === 'progress') this.events?.onProgress(told.step, told.done, told.total);
    else if (told.type === 'failed')
      this.#fail(told.fault === null ? new Error(told.detail) : new TargetFailure(told.fault));
    else if (told.type === this.#waiting?.type) {
      this.#waiting.resolve(told);
      this.#waiting = null;
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = null;
    if (this.#child.connected) this.#child.kill('SIGKILL');
  }
}

function isOf<Type extends Report['type']>(told: Report, type: Type): told is ReportOf<Type> {
  return told.type === type;
}
