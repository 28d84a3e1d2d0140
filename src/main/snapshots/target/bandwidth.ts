/** Lets bytes through at a pace, whoever sends them: one for all uploads to a target, so that calls go on meanwhile. */
export class Bandwidth {
  readonly #bytesPerSecond: number | null;
  /** When what was let through so far would be sent at that pace; milliseconds of `performance.now()`. */
  #busyUntil = 0;

  /** Null for no limit. */
  constructor(bytesPerSecond: number | null) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Fulfilled when so many bytes may be sent. */
  async take(bytes: number): Promise<void> {
    if (this.#bytesPerSecond === null) return;
    const now = performance.now();
    const begin = Math.max(now, this.#busyUntil);
    this.#busyUntil = begin + (bytes / this.#bytesPerSecond) * 1000;
    if (begin > now) await new Promise((resolve) => setTimeout(resolve, begin - now));
  }

  /** The bytes in slices, each when its turn has come. */
  async *slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      await this.take(slice.length);
      yield slice;
    }
  }
}

/** Also the step by which an upload shows that it still moves. */
const SLICE_BYTES = 64 * 1024;
