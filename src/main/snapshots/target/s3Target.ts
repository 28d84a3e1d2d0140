import { PACK_LIMIT, packIdOf } from '../format/layout.ts';
import type { S3Access } from './s3Access.ts';
import type { S3Client } from './s3Client.ts';
import { PARALLEL_CALLS, USUAL_PATIENCE, type S3Patience } from './s3Patience.ts';
import type { S3Place } from './s3Place.ts';
import {
  TargetFailure,
  type ReadBack,
  type Target,
  type TargetCapabilities,
  type TargetEntry,
  type TargetFault,
} from './target.ts';

/** No object of a repository is larger: packs end at their limit, and manifests stay far below it. */
const MAX_OBJECT = PACK_LIMIT;

/** Objects of others are listed at once by today's stores, a moment later by some of those that keep copies apart. */
const SETTLE_MS = 2_000;

/** How stores answer a condition that they do not know: 501, 400, and 403 for a header that they did not expect signed. */
const UNKNOWN_CONDITION: ReadonlySet<TargetFault> = new Set<TargetFault>(['strange', 'key-refused', 'write-refused']);

export interface S3TargetOptions {
  readonly patience?: S3Patience;
  /** Signatures carry the time. */
  readonly now?: () => number;
  readonly settleMs?: number;
  /** The store was tried, and writes only where nothing lies when it is asked to (`writeNew`). */
  readonly decidesNew?: boolean;
}

/**
 * A repository under a prefix of an S3-compatible object store. Its objects are written whole, with their SHA-256, which
 * the store compares. Nothing but list, get, put and delete is ever sent, and the question whether versions are kept: on
 * some stores the calls for retention and locks replace the object that they name.
 */
export class S3Target implements Target {
  readonly writeNew?: NonNullable<Target['writeNew']>;
  readonly #makeClient: () => Promise<S3Client>;
  #client: Promise<S3Client> | null = null;
  readonly #prefix: string;
  readonly #settleMs: number;
  /** Until a delete is refused. */
  #canDelete = true;

  constructor(place: S3Place, access: S3Access, options: S3TargetOptions = {}) {
    const { patience = USUAL_PATIENCE, now = Date.now } = options;
    // Loaded when it is needed: who copies to a key waits for no HTTP client.
    this.#makeClient = async () => {
      const { S3Client } = await import('./s3Client.ts');
      return new S3Client(place, access, patience, now);
    };
    this.#prefix = place.prefix;
    this.#settleMs = options.settleMs ?? SETTLE_MS;
    if (options.decidesNew === true) this.writeNew = (name, bytes) => this.#writeNew(name, bytes);
  }

  get capabilities(): TargetCapabilities {
    return {
      canDelete: this.#canDelete,
      settleMs: this.#settleMs,
      isSlow: true,
      parallel: PARALLEL_CALLS,
      checksWrites: true,
    };
  }

  async list(prefix: string): Promise<TargetEntry[]> {
    const entries: TargetEntry[] = [];
    const seen = new Set<string | null>();
    for (let token: string | null = null; !seen.has(token);) {
      seen.add(token);
      const page = await (await this.#connect()).listPage(this.#prefix + prefix, token);
      for (const { name, size } of page.entries) entries.push({ name: this.#ownName(name, prefix), size });
      if (page.next === null) return entries;
      token = page.next;
    }
    // It turns in a circle.
    throw new TargetFailure('strange');
  }

  async readRange(name: string, offset: number, length: number): Promise<Buffer> {
    // No range has a length of nothing; what is asked is whether the object is there.
    if (length === 0) return (await this.readBack(name)).bytes.subarray(0, 0);
    const headers = { range: `bytes=${offset}-${offset + length - 1}` };
    const { status, bytes } = await (
      await this.#connect()
    ).call({ method: 'GET', name, headers, maxBytes: MAX_OBJECT });
    // 200: the store took no notice of the range and gave all.
    const range = status === 206 ? bytes : bytes.subarray(offset, offset + length);
    if (range.length > length) throw new TargetFailure('strange');
    if (range.length < length) throw new TargetFailure('short');
    return range;
  }

  async readBack(name: string): Promise<ReadBack> {
    const { bytes } = await (await this.#connect()).call({ method: 'GET', name, maxBytes: MAX_OBJECT });
    return { bytes, isFromMedium: true };
  }

  async writeWhole(name: string, bytes: Uint8Array): Promise<void> {
    // A pack is named by its hash: bytes that are not its own any more are refused by the store.
    const bodyHash = packIdOf(name);
    await (await this.#connect()).call({ method: 'PUT', name, body: bytes, ...(bodyHash !== null && { bodyHash }) });
  }

  async #writeNew(name: string, bytes: Uint8Array): Promise<boolean> {
    try {
      const headers = { 'if-none-match': '*' };
      await (await this.#connect()).call({ method: 'PUT', name, headers, body: bytes });
      return true;
    } catch (error) {
      if (error instanceof TargetFailure && error.fault === 'exists') return false;
      throw error;
    }
  }

  /**
   * Tries on a scratch object, which is the caller's to remove, whether the store decides who writes first. One that takes no
   * notice of the condition, or does not know it, does not.
   */
  async findDecidesNew(name: string, bytes: Uint8Array): Promise<boolean> {
    try {
      return (await this.#writeNew(name, bytes)) && !(await this.#writeNew(name, bytes));
    } catch (error) {
      if (error instanceof TargetFailure && UNKNOWN_CONDITION.has(error.fault)) return false;
      throw error;
    }
  }

  /** A store that said 200 keeps it. */
  async settle(): Promise<void> {
    // Nothing to do: see above.
  }

  async delete(name: string): Promise<void> {
    try {
      await (await this.#connect()).call({ method: 'DELETE', name });
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      if (error.fault === 'missing') return;
      if (error.fault === 'delete-refused') this.#canDelete = false;
      throw error;
    }
  }

  /** Whether the store keeps what is replaced or deleted; null where it does not say, or not to these keys. */
  async keepsVersions(): Promise<boolean | null> {
    try {
      return await (await this.#connect()).keepsVersions();
    } catch (error) {
      if (error instanceof TargetFailure) return null;
      throw error;
    }
  }

  /** Ends what is kept open; calls that are under way fail. */
  async close(): Promise<void> {
    await (await this.#client)?.close();
  }

  #connect(): Promise<S3Client> {
    this.#client ??= this.#makeClient();
    return this.#client;
  }

  #ownName(key: string, prefix: string): string {
    if (!key.startsWith(this.#prefix + prefix)) throw new TargetFailure('strange');
    return key.slice(this.#prefix.length);
  }
}
