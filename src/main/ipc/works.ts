import { performance } from 'node:perf_hooks';
import type { ContractEvent } from '../../shared/contract/events.ts';
import { refuse } from '../vault/refusal.ts';
import { newId } from '../vault/identifier.ts';

/** A progress event at most this often: ten times a second. */
const PROGRESS_EVERY_MS = 100;

/** The core thread is given back after this long, so that a cancel or a lock gets in. */
const SLICE_MS = 30;

export interface WorkDeclaration {
  /** Name of the step, a code whose French text is the renderer's. */
  readonly step: string;
  /** How much there is to do, in the unit of `advance`; 0 where it is not known. */
  readonly total: number;
  readonly cancellable: boolean;
  /** The destination that it is about. */
  readonly about?: string;
}

/** A long work as its own function sees it. */
export interface Work {
  /** So much more is done. */
  advance(count: number): void;
  /** Goes on to another step, with its own total. */
  beginStep(step: string, total: number): void;
  /** Throws the refusal `cancelled` once the person asked for it. */
  throwIfCancelled(): void;
  /** Gives the thread back when its slice is over; then throws if the work was cancelled. */
  breathe(): Promise<void>;
  /** Aborted when the person asks the work to stop, or a lock does. */
  readonly signal: AbortSignal;
  /** True where it was the person. */
  readonly isStoppedByPerson: boolean;
}

/**
 * The long works of the core. One at a time, and alone: while it runs every method but the `always` ones is refused
 * (`busy`), since its transaction is open on the one connection. A copy goes on beside all else, and gives way to them.
 */
export class Works {
  readonly #emit: (event: ContractEvent) => void;
  readonly #now: () => number;
  #running: RunningWork | null = null;
  #beside: RunningWork | null = null;

  constructor(options: { emit: (event: ContractEvent) => void; now: () => number }) {
    this.#emit = options.emit;
    this.#now = options.now;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Runs it with progress events; `workEnded` follows whatever comes out. */
  async run<Result>(declaration: WorkDeclaration, body: (work: Work) => Promise<Result>): Promise<Result> {
    if (this.#running !== null) return refuse({ code: 'busy' });
    const work = new RunningWork(declaration, this.#emit, this.#now);
    this.#running = work;
    try {
      if (this.#beside !== null) await this.stopBeside();
      work.report();
      return await body(work);
    } finally {
      this.#running = null;
      this.#emit({ type: 'workEnded', workId: work.id });
      work.end();
    }
  }

  /** Runs what leaves the vault to everybody else. One at a time; refused (`busy`) while another work runs. */
  async runBeside<Result>(declaration: WorkDeclaration, body: (work: Work) => Promise<Result>): Promise<Result> {
    if (this.#running !== null || this.#beside !== null) return refuse({ code: 'busy' });
    const work = new RunningWork(declaration, this.#emit, this.#now);
    this.#beside = work;
    try {
      work.report();
      return await body(work);
    } finally {
      this.#beside = null;
      this.#emit({ type: 'workEnded', workId: work.id });
      work.end();
    }
  }

  /** Asks the work that runs beside the others to stop, and waits until it has. */
  async stopBeside(): Promise<void> {
    const work = this.#beside;
    if (work === null) return;
    work.cancel();
    await work.ended;
  }

  /** Asks a running work to stop; one that ended meanwhile, or cannot stop, is left alone. */
  cancel(workId: string): void {
    for (const work of [this.#running, this.#beside]) if (work?.id === workId) work.cancel({ byPerson: true });
  }

  /** Before a lock: asks the running work to stop and waits until it has. */
  async stop(): Promise<void> {
    const work = this.#running;
    if (work === null) return;
    work.cancel();
    await work.ended;
  }
}

class RunningWork implements Work {
  readonly id = newId();
  readonly ended: Promise<void>;
  readonly #cancellable: boolean;
  readonly #about: string | undefined;
  readonly #emit: (event: ContractEvent) => void;
  readonly #now: () => number;
  /** Of the step: its pace says how long it takes still. */
  #startedAt: number;
  #step: string;
  #total: number;
  #done = 0;
  #cancelled = false;
  #isStoppedByPerson = false;
  readonly #abort = new AbortController();
  #reportedAt = -Infinity;
  #sliceStart = performance.now();
  #resolveEnded: () => void = () => undefined;

  constructor(declaration: WorkDeclaration, emit: (event: ContractEvent) => void, now: () => number) {
    this.#step = declaration.step;
    this.#total = declaration.total;
    this.#cancellable = declaration.cancellable;
    this.#about = declaration.about;
    this.#emit = emit;
    this.#now = now;
    this.#startedAt = now();
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  advance(count: number): void {
    this.#done += count;
    if (performance.now() - this.#reportedAt >= PROGRESS_EVERY_MS) this.report();
  }

  beginStep(step: string, total: number): void {
    this.#step = step;
    this.#total = total;
    this.#done = 0;
    this.#startedAt = this.#now();
    this.report();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isStoppedByPerson(): boolean {
    return this.#isStoppedByPerson;
  }

  throwIfCancelled(): void {
    if (this.#cancelled) refuse({ code: 'cancelled' });
  }

  async breathe(): Promise<void> {
    if (performance.now() - this.#sliceStart >= SLICE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#sliceStart = performance.now();
    }
    this.throwIfCancelled();
  }

  cancel({ byPerson } = { byPerson: false }): void {
    if (!this.#cancellable) return;
    this.#isStoppedByPerson ||= byPerson;
    this.#cancelled = true;
    this.#abort.abort();
  }

  end(): void {
    this.#resolveEnded();
  }

  report(): void {
    this.#reportedAt = performance.now();
    this.#emit({
      type: 'progress',
      workId: this.id,
      step: this.#step,
      done: this.#done,
      total: this.#total,
      startedAt: this.#startedAt,
      cancellable: this.#cancellable,
      ...(this.#about === undefined ? {} : { about: this.#about }),
    });
  }
}

/** Passes on how far a work of one measured step is, whose total is known once it begins. */
export function tellingProgress(work: Work, step: string): (done: number, total: number) => void {
  let told: number | null = null;
  return (done, total) => {
    if (told === null) work.beginStep(step, total);
    work.advance(done - (told ?? 0));
    told = done;
  };
}
