import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a former, interrupted run has gone through, so that the next one goes on from there. */
export class Progress {
  readonly #file: string;
  readonly #passed: Set<string>;

  constructor(file: string) {
    this.#file = file;
    this.#passed = new Set(readNames(file));
  }

  has(name: string): boolean {
    return this.#passed.has(name);
  }

  /** Only what passed is kept: what failed is tried again. */
  add(name: string): void {
    this.#passed.add(name);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#passed], null, 1));
    renameSync(`${this.#file}.new`, this.#file);
  }

  clear(): void {
    this.#passed.clear();
  }
}

function readNames(file: string): string[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
