import { randomInt } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { CHUNK_SIZE, packName } from '../format/layout.ts';
import { encodeLists } from '../format/chunkList.ts';
import { PackBuilder, sha256, type FilledPack, type Pack } from '../format/pack.ts';
import { sharedMemory, type Hasher } from '../hashing/hasher.ts';
import { readPackIndex, type PackIndex } from '../repository/packIndex.ts';
import { isWritten, TargetFailure, type Target } from '../target/target.ts';
import { PackStage } from './packStage.ts';

export interface CutJob {
  readonly file: string;
  /** Bytes to read: the size at the freeze. */
  readonly size: number;
  /** Where packs wait for a slow target; a folder of this run alone. */
  readonly stagingFolder: string;
  /** Milliseconds of writing straight to the target, after which the rest is staged so that the freeze can end. */
  readonly directMs: number;
}

/** What the manifest needs to know of the file; known before all packs lie on the target. */
export interface CutFile {
  /** Names of the lists of chunks, in order. */
  readonly lists: readonly string[];
}

export interface CutResult {
  /** Every pack that the snapshot relies on, with its size. */
  readonly reliesOn: readonly { readonly pack: string; readonly size: number }[];
  readonly bytesAdded: number;
  readonly chunksAdded: number;
}

export interface CutEvents {
  /** The file has been read to its end: the freeze may end. */
  onRead(file: CutFile): void;
  /** Bytes of the file that are read, then bytes written to the target of those that are to be written. */
  onProgress(step: 'reading' | 'writing', done: number, total: number): void;
}

export interface CutTools {
  readonly target: Target;
  readonly hasher: Hasher;
}

/** Little, since three such pieces are in memory, and memory that was never touched costs more than reading into it. */
const READ_BYTES = 256 * CHUNK_SIZE;

/** Packs on their way to the target: while one waits for the medium, others are hashed, written and read back. */
const PACKS_ON_THEIR_WAY = 4;

/** Enough to see another object, or none, under the name. */
const SAMPLE_BYTES = 4096;

/** Reads the index of what lies on the target; apart from `cutFile`, so that it happens before the freeze. */
export const readKnownChunks = readPackIndex;

/**
 * Cuts the frozen file into chunks and writes to the target the packs with those that it lacks, the lists of chunks
 * among them. Knows no key: all that it reads is ciphertext. Every pack is read back. Throws `signal`'s reason when aborted.
 */
export async function cutFile(
  job: CutJob,
  { target, hasher }: CutTools,
  known: PackIndex,
  events: CutEvents,
  signal: AbortSignal,
): Promise<CutResult> {
  const stage = new PackStage(job.stagingFolder, signal);
  const run = new CutRun({ target, hasher }, known, stage, Date.now() + job.directMs, signal);
  try {
    // What a killed run left there.
    await stage.clear();
    const hashes = await run.addFile(job, events);
    const lists = encodeLists(hashes).map((list) => ({ list, name: sha256(list) }));
    for (const { list, name } of lists) await run.addChunk(name, list);
    await run.finishPack();
    await run.settle();
    events.onRead({ lists: lists.map(({ name }) => name) });
    await stage.drain(
      target.capabilities.parallel,
      (pack) => writePack(target, pack),
      (done, total) => events.onProgress('writing', done, total),
    );
    return run.result();
  } finally {
    await run.settle().catch(() => {
      // Told already, or another failure came first.
    });
    await stage.clear();
  }
}

class CutRun {
  readonly #target: Target;
  readonly #hasher: Hasher;
  readonly #known: PackIndex;
  readonly #stage: PackStage;
  readonly #deadline: number;
  readonly #signal: AbortSignal;
  readonly #builder = new PackBuilder(sharedMemory);
  readonly #added = new Set<string>();
  readonly #reliesOn = new Map<string, number>();
  #bytesAdded = 0;
  /** The packs that are on their way while the next one is filled, in their order. */
  readonly #writing: Promise<void>[] = [];

  constructor({ target, hasher }: CutTools, known: PackIndex, stage: PackStage, deadline: number, signal: AbortSignal) {
    this.#target = target;
    this.#hasher = hasher;
    this.#known = known;
    this.#stage = stage;
    this.#deadline = deadline;
    this.#signal = signal;
  }

  /** Adds all chunks of the file that are lacking; the hashes of all, in order. */
  async addFile(job: CutJob, events: CutEvents): Promise<string[]> {
    const hashes: string[] = [];
    const handle = await open(job.file, 'r');
    try {
      let done = 0;
      for await (const { bytes, names } of readAhead(handle, job.size, this.#hasher)) {
        this.#signal.throwIfAborted();
        for (const [index, name] of names.entries()) {
          const at = index * CHUNK_SIZE;
          await this.addChunk(name, bytes.subarray(at, at + CHUNK_SIZE));
        }
        hashes.push(...names);
        done += bytes.length;
        events.onProgress('reading', done, job.size);
      }
    } finally {
      await handle.close();
    }
    return hashes;
  }

  async addChunk(name: string, chunk: Buffer): Promise<void> {
    if (this.#added.has(name)) return;
    const place = this.#usablePlace(name, chunk.length);
    if (place !== undefined) {
      this.#reliesOn.set(place.pack, this.#known.packs.get(place.pack)?.size ?? 0);
      return;
    }
    if (!this.#builder.fits(chunk.length)) await this.finishPack();
    this.#builder.add(name, chunk);
    this.#added.add(name);
  }

  async finishPack(): Promise<void> {
    if (this.#builder.isEmpty) return;
    if (this.#writing.length >= PACKS_ON_THEIR_WAY) await this.#writing.shift();
    this.#signal.throwIfAborted();
    const writing = this.#put(this.#builder.finish());
    // Whoever awaits it next hears of a failure.
    writing.catch(() => undefined);
    this.#writing.push(writing);
  }

  /** Fulfilled when no pack is on its way any more; rejects where one failed. */
  async settle(): Promise<void> {
    const results = await Promise.allSettled(this.#writing);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #put(filled: FilledPack): Promise<void> {
    const [id = ''] = await this.#hasher.hashPieces(filled.bytes, filled.bytes.length);
    const pack = { id, ...filled };
    this.#reliesOn.set(pack.id, pack.bytes.length);
    this.#bytesAdded += pack.bytes.length;
    if (Date.now() >= this.#deadline) await this.#stage.keep(pack);
    else await writePack(this.#target, pack);
    this.#builder.recycle(pack);
  }

  result(): CutResult {
    return {
      reliesOn: [...this.#reliesOn].map(([pack, size]) => ({ pack, size })),
      bytesAdded: this.#bytesAdded,
      chunksAdded: this.#added.size,
    };
  }

  /** A condemned pack may be gone tomorrow: nothing new relies on it. */
  #usablePlace(name: string, length: number) {
    return this.#known.places(name).find((place) => place.length === length && !this.#known.condemned.has(place.pack));
  }
}

/**
 * Writes a pack and reads it back: whole from a medium, a piece drawn at random from a store that has compared the whole
 * with its hash already. The caller settles it. Throws `io` where what lies there is not what was written.
 */
export async function writePack(target: Target, pack: Pick<Pack, 'id' | 'bytes'>): Promise<void> {
  const name = packName(pack.id);
  await (target.writeUnsettled?.(name, pack.bytes) ?? target.writeWhole(name, pack.bytes));
  if (target.capabilities.checksWrites) await compareSample(target, name, pack.bytes);
  else if (!(await isWritten(target, name, pack.bytes))) throw new TargetFailure('io');
}

async function compareSample(target: Target, name: string, bytes: Buffer): Promise<void> {
  const length = Math.min(SAMPLE_BYTES, bytes.length);
  const offset = randomInt(bytes.length - length + 1);
  const sample = await target.readRange(name, offset, length);
  if (!sample.equals(bytes.subarray(offset, offset + length))) throw new TargetFailure('io');
}

interface NamedPiece {
  readonly bytes: Buffer;
  /** Hashes of its chunks. */
  readonly names: readonly string[];
}

/** The file's bytes in order; while one piece is worked on, two are read and hashed, which overwrites those before. */
async function* readAhead(handle: FileHandle, size: number, hasher: Hasher): AsyncGenerator<NamedPiece> {
  const buffers = Array.from({ length: 3 }, () => sharedMemory(Math.min(READ_BYTES, size)));
  const read = async (turn: number): Promise<NamedPiece> => {
    const offset = turn * READ_BYTES;
    const length = Math.max(0, Math.min(READ_BYTES, size - offset));
    const bytes = (buffers[turn % buffers.length] ?? Buffer.alloc(0)).subarray(0, length);
    return { bytes, names: await hasher.readPieces({ fd: handle.fd, offset }, bytes, CHUNK_SIZE) };
  };
  const begin = (turn: number): Promise<NamedPiece> => {
    const piece = read(turn);
    // Where the caller stops early, nobody awaits it.
    piece.catch(() => undefined);
    return piece;
  };
  let next = begin(0);
  let afterNext = begin(1);
  try {
    for (let turn = 0; turn * READ_BYTES < size; turn += 1) {
      const piece = await next;
      next = afterNext;
      afterNext = begin(turn + 2);
      yield piece;
    }
  } finally {
    // Nothing reads any more once the caller closes the file.
    await Promise.allSettled([next, afterNext]);
  }
}
