import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { PROGRAM_FOLDER } from '../../programFolder.ts';
import { hashEach, type Hasher } from './hasher.ts';

export interface HashOrder {
  readonly bytes: Uint8Array;
  readonly pieceBytes: number;
}
export type HashAnswer = string[];

interface Slice extends HashOrder {
  readonly resolve: (hashes: string[]) => void;
  readonly reject: (error: Error) => void;
}

/** Long enough that handing it over costs nothing. */
const SLICE_BYTES = 1024 * 1024;

/** How much this thread hashes between two looks at its files: a tenth of a millisecond. */
const TURN_BYTES = 128 * 1024;

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

  async hashPieces(bytes: Buffer, pieceBytes: number): Promise<string[]> {
    if (this.#failure !== null) throw this.#failure;
    const slices: Promise<string[]>[] = [];
    const sliceBytes = wholePieces(SLICE_BYTES, pieceBytes);
    for (let at = 0; at < bytes.length; at += sliceBytes)
      slices.push(this.#hash({ bytes: bytes.subarray(at, at + sliceBytes), pieceBytes }));
    this.#feed();
    return (await Promise.all(slices)).flat();
  }

  close(): void {
    void this.#thread.terminate();
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
      this.#thread.postMessage({ bytes: slice.bytes, pieceBytes: slice.pieceBytes } satisfies HashOrder);
    }
    if (!this.#isHelping) void this.#help();
  }

  async #help(): Promise<void> {
    this.#isHelping = true;
    for (let slice = this.#waiting.shift(); slice !== undefined; slice = this.#waiting.shift()) {
      const { bytes, pieceBytes, resolve } = slice;
      const turnBytes = wholePieces(TURN_BYTES, pieceBytes);
      const hashes: string[] = [];
      for (let at = 0; at < bytes.length; at += turnBytes) {
        await setImmediate();
        hashes.push(...hashEach(bytes.subarray(at, at + turnBytes), pieceBytes));
      }
      resolve(hashes);
    }
    this.#isHelping = false;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of [...this.#atThread.splice(0), ...this.#waiting.splice(0)]) reject(this.#failure);
  }
}

/** About that much, in whole pieces. */
function wholePieces(bytes: number, pieceBytes: number): number {
  return Math.max(1, Math.floor(bytes / pieceBytes)) * pieceBytes;
}
