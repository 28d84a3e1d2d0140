import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const HASH_BYTES = 32;

/**
 * The ends of packs that are known to lie at a store, on this disk: packs never change under their name, and a host that
 * is far need not send the same indexes each evening. Hashes of ciphertext alone; what is lost is fetched again.
 */
export class TailCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The last `length` bytes of a pack of that size; null where they are not known whole. */
  async find(name: string, size: number, length: number): Promise<Buffer | null> {
    const stored = await readOrNull(this.#path(name));
    if (stored?.length !== HASH_BYTES + length) return null;
    const tail = stored.subarray(HASH_BYTES);
    return seal(name, size, tail).equals(stored.subarray(0, HASH_BYTES)) ? tail : null;
  }

  async keep(name: string, size: number, tail: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const path = this.#path(name);
    // Not synced: a file that a power cut leaves half is one that is not known.
    await writeFile(`${path}.tmp`, Buffer.concat([seal(name, size, tail), tail]));
    await rename(`${path}.tmp`, path);
  }

  #path(name: string): string {
    return join(this.#folder, basename(name));
  }
}

/** Ties the bytes to the pack and its size. */
function seal(name: string, size: number, tail: Buffer): Buffer {
  return createHash('sha256').update(`${name}/${size}/`).update(tail).digest();
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    // Not there, or not to be read: it is fetched from where it came.
    return null;
  }
}
