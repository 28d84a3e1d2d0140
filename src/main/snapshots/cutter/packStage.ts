import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from '../inParallel.ts';
import type { Pack } from '../format/pack.ts';

/** Packs that wait on the local disk for a target that is slower than the freeze may last. Ciphertext only. */
export class PackStage {
  readonly #folder: string;
  readonly #signal: AbortSignal;
  readonly #waiting: { readonly id: string; readonly size: number }[] = [];

  constructor(folder: string, signal: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
  }

  async keep(pack: Pack): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, pack.id), pack.bytes);
    this.#waiting.push({ id: pack.id, size: pack.bytes.length });
  }

  /** Hands out the packs in the order in which they came, as many at once as the target takes. */
  async drain(
    parallel: number,
    write: (pack: Pick<Pack, 'id' | 'bytes'>) => Promise<void>,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    const total = this.#waiting.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    await inParallel(this.#waiting, parallel, async ({ id, size }) => {
      this.#signal.throwIfAborted();
      await write({ id, bytes: await readFile(join(this.#folder, id)) });
      await rm(join(this.#folder, id));
      done += size;
      onProgress(done, total);
    });
  }

  /** Nothing is synced here and nothing of it outlives the run: an interrupted one cuts anew. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
