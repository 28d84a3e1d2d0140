import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durableFile.ts';
import { isDiskFull, storageRefusal } from './storageFault.ts';
import { refuse } from './refusal.ts';

const LONGEST_MS = 60_000;

const tries = z.strictObject({
  version: z.literal(1),
  /** Wrong ones since the last right one, the one being tried included. */
  count: z.int().min(0),
  /** Wall clock of the last try. */
  lastAt: z.number(),
});
type Tries = z.infer<typeof tries>;

export interface Clocks {
  /** Milliseconds UTC, which the person can set. */
  now(): number;
  /** Milliseconds that only go forward, from an unknown start. */
  monotonic(): number;
}

/**
 * The growing delay on wrong passphrases: 1 s, 2 s, 4 s ... 60 s. It slows a person at this window, nothing else, so it
 * lies in the user's application data and not in the vault. Counted before each try, so that ending the program in the
 * middle of one gains nothing; waiting is measured on the clock that only goes forward, so that the other one, set
 * back, cannot make it longer than it was.
 */
export class PassphraseDelay {
  readonly #path: string;
  readonly #clocks: Clocks;
  #tries: Tries;
  /** On the monotonic clock. */
  #freeAt: number;

  constructor(path: string, clocks: Clocks) {
    this.#path = path;
    this.#clocks = clocks;
    this.#tries = readTries(path);
    const waited = Math.max(0, clocks.now() - this.#tries.lastAt);
    this.#freeAt = clocks.monotonic() + Math.max(0, delayAfter(this.#tries.count) - waited);
  }

  /** Seconds before another passphrase may be tried, rounded up. */
  get remainingSeconds(): number {
    return Math.ceil(Math.max(0, this.#freeAt - this.#clocks.monotonic()) / 1000);
  }

  /** Refuses `wait-before-retry` while the delay runs. */
  requireFree(): void {
    const retryInSeconds = this.remainingSeconds;
    if (retryInSeconds > 0) refuse({ code: 'wait-before-retry', retryInSeconds });
  }

  /** Counts a try before it is made; the delay runs from here. */
  countTry(): void {
    this.#set(this.#tries.count + 1);
  }

  /** It was right. */
  forget(): void {
    if (this.#tries.count > 0) this.#set(0);
  }

  /** It could not be tried at all (damaged file, vault in use): it does not count. */
  takeBack(): void {
    this.#set(Math.max(0, this.#tries.count - 1));
    this.#freeAt = this.#clocks.monotonic();
  }

  #set(count: number): void {
    this.#tries = { version: 1, count, lastAt: this.#clocks.now() };
    this.#freeAt = this.#clocks.monotonic() + delayAfter(count);
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeDurably(this.#path, `${JSON.stringify(this.#tries)}\n`);
    } catch (error) {
      // A full or read-only disk must not keep the person out of their vault: counted in memory.
      if (!isDiskFull(error) && storageRefusal(error) === null) throw error;
    }
  }
}

function delayAfter(count: number): number {
  return count === 0 ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (count - 1));
}

function readTries(path: string): Tries {
  try {
    return tries.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Missing, or damaged by whoever could as well have removed it.
    return { version: 1, count: 0, lastAt: 0 };
  }
}
