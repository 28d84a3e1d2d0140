import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What former, interrupted runs have gone through, so that the next one goes on from there: a name a line. */
export class Progress {
  readonly #file: string;
  #passed: Set<string>;

  constructor(file: string) {
    this.#file = file;
    this.#passed = new Set(readLines(file));
  }

  has(name: string): boolean {
    return this.#passed.has(name);
  }

  /** Only what passed is kept: what failed is tried again. Several runs beside each other may add to one file. */
  add(name: string): void {
    this.#passed.add(name);
    mkdirSync(dirname(this.#file), { recursive: true });
    appendFileSync(this.#file, `${name}\n`);
  }

  /** What others added to the file meanwhile. */
  refresh(): void {
    this.#passed = new Set(readLines(this.#file));
  }

  clear(): void {
    this.#passed.clear();
    rmSync(this.#file, { force: true });
  }
}

/** A last line that a run could not end is no name, and is tried again. */
function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
