import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Target } from './target.ts';

const HASH_BYTES = 32;

/**
 * Ranges of packs and manifests that were fetched from a store, on this disk: these never change under their name, and a host that
 * is far need not send the same bytes twice. Ciphertext and its hashes alone; what is lost is fetched again.
 */
export class RangeCache {
  readonly #folder: string;
  readonly #spareBytes: number;

  /** With `spareBytes`, nothing is kept that would leave the disk less room than that. */
  constructor(folder: string, { spareBytes = 0 } = {}) {
    this.#folder = folder;
    this.#spareBytes = spareBytes;
  }

  /** The `length` bytes of an object from `offset`, fetched from the target where they are not known. */
  async read(target: Target, name: string, offset: number, length: number): Promise<Buffer> {
    const known = await this.#find(name, offset, length);
    if (known !== null) return known;
    const bytes = await target.readRange(name, offset, length);
    await this.keep(name, offset, bytes);
    return bytes;
  }

  /** Null where they are not known whole. */
  async #find(name: string, offset: number, length: number): Promise<Buffer | null> {
    const stored = await readOrNull(this.#path(name, offset, length));
    if (stored?.length !== HASH_BYTES + length) return null;
    const bytes = stored.subarray(HASH_BYTES);
    return seal(name, offset, bytes).equals(stored.subarray(0, HASH_BYTES)) ? bytes : null;
  }

  /** Keeps them as well as it can: a disk that refuses costs a second fetch, and stops nobody. */
  async keep(name: string, offset: number, bytes: Buffer): Promise<void> {
    const path = this.#path(name, offset, bytes.length);
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(this.#folder);
      if (bavail * bsize < this.#spareBytes + bytes.length) return;
      // Not synced: a file that a power cut leaves half is one that is not known.
      await writeFile(`${path}.tmp`, Buffer.concat([seal(name, offset, bytes), bytes]));
      await rename(`${path}.tmp`, path);
    } catch {
      // See above.
    }
  }

  #path(name: string, offset: number, length: number): string {
    return join(this.#folder, `${basename(name)}-${offset}-${length}`);
  }
}

/** Ties the bytes to their place. */
function seal(name: string, offset: number, bytes: Buffer): Buffer {
  return createHash('sha256').update(`${name}/${offset}/`).update(bytes).digest();
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    // Not there, or not to be read: it is fetched from where it came.
    return null;
  }
}
