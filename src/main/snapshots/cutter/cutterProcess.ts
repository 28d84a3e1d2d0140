import { fork } from 'node:child_process';
import { TargetFailure } from '../target/target.ts';
import type { TargetSpec } from '../target/targetSpec.ts';
import type { CutEvents, CutResult } from './cut.ts';
import type { Cutter } from './cutter.ts';
import { NODE_PROGRAM } from '../../nodeProgram.ts';
import { report, type Order, type Report } from './messages.ts';

/** The cutting process as its parent has it, however it was started. */
export interface CutterProcess {
  send(message: Order): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Whatever ended it. */
  onEnd(listener: () => void): void;
  /** Ends it, whatever it is doing. */
  kill(): void;
}

export type CutterStarter = () => CutterProcess;

/** Node itself on the built file, without any of our environment: a child needs no secret and no setting. */
export function forkCutter(): CutterProcess {
  // Windows finds its random numbers through SystemRoot.
  const system = process.env['SystemRoot'];
  const child = fork(NODE_PROGRAM.cutterChild, [], {
    env: system === undefined ? {} : { SystemRoot: system },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
  return {
    // What cannot be told it cannot do: its end is heard.
    send: (message) => void child.send(message, (error) => error !== null && child.kill('SIGKILL')),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.on('exit', () => listener()).on('error', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A cutter in a process of its own. */
export function cutInChild(target: TargetSpec, start: CutterStarter): Cutter {
  const child = start();
  const talk = new Talk(child);
  const ready = talk.until('ready').then(() => undefined);
  // A child that dies before anybody waits must not end the program; `cut` tells the same failure again.
  ready.catch(() => undefined);
  child.send({ type: 'open', target });
  return {
    ready,
    cut: async (job, events) => {
      await ready;
      talk.events = events;
      child.send({ type: 'cut', job });
      const { result } = await talk.until('done');
      child.kill();
      return result satisfies CutResult;
    },
    stop: () => child.kill(),
  };
}

type ReportOf<Type extends Report['type']> = Extract<Report, { type: Type }>;

/** The wire to the child: waits for one report at a time, and for the child's death at all times. */
class Talk {
  events: CutEvents | null = null;
  readonly #child: CutterProcess;
  #waiting: { type: Report['type']; resolve: (told: Report) => void; reject: (error: Error) => void } | null = null;
  #failure: Error | null = null;

  constructor(child: CutterProcess) {
    this.#child = child;
    child.onMessage((message) => {
      try {
        this.#hear(report.parse(message));
      } catch (error) {
        // Also what a listener throws (the vault was locked): the run ends with it, not the program.
        this.#fail(error instanceof Error ? error : new Error('a report of the cutting process was not understood'));
      }
    });
    child.onEnd(() => this.#fail(new Error('the cutting process has ended')));
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
    this.#child.kill();
  }
}

function isOf<Type extends Report['type']>(told: Report, type: Type): told is ReportOf<Type> {
  return told.type === type;
}
