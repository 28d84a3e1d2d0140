import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { PROGRAM_FOLDER } from '../../programFolder.ts';
import { hashTurn, partsOf, turnsOf, type FilePlace, type Hasher, type HashOrder } from './hasher.ts';

export type HashAnswer = string[];

interface Slice extends HashOrder {
  readonly resolve: (hashes: string[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Long enough that handing it over costs nothing. */
const SLICE_BYTES = 1024 * 1024;

/** One is worked on, the next is there already when it is done. */
const AT_THE_THREAD = 2;

/** Of the build that this runs in: a package has Electron's alone. */
const THREAD = join(PROGRAM_FOLDER, isOfElectron() ? 'dist/electron' : 'dist/node', 'hashThread.js');

function isOfElectron(): boolean {
  return relative(PROGRAM_FOLDER, import.meta.dirname).startsWith(join('dist', 'electron'));
}

/**
 * Hashes in a second thread, and in this one as long as there is more than that one has at hand; in between, this one
 * turns to its files. Worth its start (some 30 ms of a processor) from some 50 MB on.
 */
export class ThreadHasher implements Hasher {
  readonly #thread = new Worker(THREAD, { env: {} });
  readonly #waiting: Slice[] = [];
  /** In the order in which the thread will answer. */
  readonly #atThread: Slice[] = [];
  #isHelping = false;
  #failure: Error | null = null;

  constructor() {
    this.#thread.on('message', (hashes: HashAnswer) => {
      this.#atThread.shift()?.resolve(hashes);
      this.#feed();
    });
    this.#thread.on('error', (error: Error) => this.#fail(error));
    this.#thread.on('exit', () => this.#fail(new Error('the hashing thread has ended')));
  }

  hashPieces(bytes: Buffer, pieceBytes: number): Promise<string[]> {
    return this.#share({ place: null, bytes, pieceBytes });
  }

  readPieces(place: FilePlace, bytes: Buffer, pieceBytes: number): Promise<string[]> {
    return this.#share({ place, bytes, pieceBytes });
  }

  close(): void {
    void this.#thread.terminate();
  }

  async #share(order: HashOrder): Promise<string[]> {
    if (this.#failure !== null) throw this.#failure;
    const slices = partsOf(order, SLICE_BYTES).map((slice) => this.#hash(slice));
    this.#feed();
    return (await Promise.all(slices)).flat();
  }

  #hash(order: HashOrder): Promise<string[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...order, resolve, reject });
    });
  }

  #feed(): void {
    while (this.#atThread.length < AT_THE_THREAD) {
      const slice = this.#waiting.shift();
      if (slice === undefined) return;
      this.#atThread.push(slice);
      const { place, bytes, pieceBytes } = slice;
      this.#thread.postMessage({ place, bytes, pieceBytes } satisfies HashOrder);
    }
    if (!this.#isHelping) void this.#help();
  }

  async #help(): Promise<void> {
    this.#isHelping = true;
    for (let slice = this.#waiting.shift(); slice !== undefined; slice = this.#waiting.shift()) {
      try {
        slice.resolve(await hashInTurns(slice));
      } catch (error) {
        slice.reject(error);
      }
    }
    this.#isHelping = false;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of [...this.#atThread.splice(0), ...this.#waiting.splice(0)]) reject(this.#failure);
  }
}

/** The thread's work, in this one: between two turns it looks at its files. */
async function hashInTurns(slice: HashOrder): Promise<string[]> {
  const hashes: string[] = [];
  for (const turn of turnsOf(slice)) {
    await setImmediate();
    hashes.push(...hashTurn(turn));
  }
  return hashes;
}
