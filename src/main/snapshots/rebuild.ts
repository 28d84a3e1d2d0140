import type { FileHandle } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../vault/refusal.ts';
import { decodeList } from './format/chunkList.ts';
import { CHUNK_SIZE, packName } from './format/layout.ts';
import { chunkCount, chunkLength, type Manifest } from './format/manifest.ts';
import { sha256 } from './format/pack.ts';
import { hashHere, sharedMemory, type Hasher } from './hashing/hasher.ts';
import { readChunk, type ChunkPlace, type PackIndex } from './repository/packIndex.ts';
import type { Target } from './target/target.ts';

/** What a snapshot relies on, as far as the lists of its chunks can be read. */
export interface SnapshotChunks {
  /** The file's chunks in order; empty where a list is lost. */
  readonly hashes: readonly string[];
  /** Chunks, lists among them, that no pack holds by its index. */
  readonly missing: readonly string[];
  /** Lists and chunks. */
  readonly all: ReadonlySet<string>;
}

/** Lists that were read already, by name: snapshots share most of theirs. */
export type KnownLists = Map<string, readonly string[] | null>;

/** Reads a snapshot's lists and looks every chunk up in the packs' indexes; reads no chunk of the file itself. */
export async function findChunks(
  target: Target,
  index: PackIndex,
  manifest: Manifest,
  known: KnownLists = new Map(),
): Promise<SnapshotChunks> {
  const hashes: string[] = [];
  const missing: string[] = [];
  for (const name of manifest.lists) {
    const list = known.get(name) ?? (await readList(target, index, name));
    known.set(name, list);
    if (list === null) missing.push(name);
    else hashes.push(...list);
  }
  const all = new Set([...manifest.lists, ...hashes]);
  missing.push(...new Set(hashes.filter((hash) => index.places(hash).length === 0)));
  const isWhole = missing.length > 0 || hashes.length === chunkCount(manifest.size);
  return { hashes, missing: isWhole ? missing : manifest.lists, all };
}

async function readList(target: Target, index: PackIndex, name: string): Promise<string[] | null> {
  const list = await readChunk(target, index, name, sha256);
  return list === null ? null : decodeList(list);
}

/** Bytes fetched at once where chunks lie one after the other, as they do after a first snapshot. */
const RUN_BYTES = 4 * 1024 * 1024;

interface Run {
  /** Null for bytes that lie in the near copy. */
  readonly pack: string | null;
  readonly offset: number;
  length: number;
  readonly hashes: string[];
}

export interface ReadingOptions {
  /** A copy of the same database: what did not change since is read there, and not fetched. */
  readonly near?: FileHandle | null;
  readonly hasher?: Hasher;
}

/**
 * The bytes of the database file of a snapshot, piece by piece in order, every chunk proven by its hash; a chunk that
 * rotted is taken from another pack where one holds it. The next piece is read and proven while one is used, which is
 * overwritten once the one after is asked for. Refuses `snapshot-damaged`.
 */
export async function* readDatabase(
  target: Target,
  index: PackIndex,
  manifest: Manifest,
  { near = null, hasher = hashHere }: ReadingOptions = {},
): AsyncGenerator<Buffer> {
  const { hashes, missing } = await findChunks(target, index, manifest);
  if (missing.length > 0) throw damaged(missing.length);
  const held = near === null ? new Set<number>() : await findUnchanged(near, hashes, manifest.size);
  const runs = [...runsOf(hashes, index, held, manifest.size)];
  const longest = runs.reduce((most, { length }) => Math.max(most, length), 0);
  const memory = [sharedMemory(longest), sharedMemory(longest)];
  const read = async (turn: number): Promise<ProvenRun> => {
    const run = runs[turn];
    const bytes = run === undefined ? null : await readRun(target, near, run, memory[turn % 2]);
    return { bytes, hashes: bytes === null ? [] : await hasher.hashPieces(bytes, CHUNK_SIZE) };
  };
  let next = read(0);
  let done = 0;
  for (const [turn, run] of runs.entries()) {
    const proven = await next;
    next = read(turn + 1);
    // Where the caller stops early, nobody awaits it.
    next.catch(() => undefined);
    if (proven.bytes !== null && isDeepStrictEqual(proven.hashes, run.hashes)) yield proven.bytes;
    else
      for (const [place, hash] of run.hashes.entries())
        yield await chunkOf(target, index, proven, { hash, place, length: chunkLength(manifest.size, done + place) });
    done += run.hashes.length;
  }
}

/** What was read of a run, null where the medium did not give it, and the hashes of its chunks as they were read. */
interface ProvenRun {
  readonly bytes: Buffer | null;
  readonly hashes: readonly string[];
}

/** Places at which the near copy has the very chunk that is wanted there. */
async function findUnchanged(near: FileHandle, hashes: readonly string[], size: number): Promise<ReadonlySet<number>> {
  const memory = Buffer.allocUnsafe(CHUNK_SIZE);
  const held = new Set<number>();
  for (const [place, hash] of hashes.entries()) {
    const length = chunkLength(size, place);
    const { bytesRead } = await near.read(memory, 0, length, place * CHUNK_SIZE);
    if (bytesRead === length && sha256(memory.subarray(0, length)) === hash) held.add(place);
  }
  return held;
}

/** A chunk of a run: all but the file's last one have the same length. */
interface Piece {
  readonly hash: string;
  readonly place: number;
  readonly length: number;
}

/** The chunk out of the run that was read, or else from wherever it is sound. */
async function chunkOf(target: Target, index: PackIndex, run: ProvenRun, piece: Piece): Promise<Buffer> {
  const { hash, place, length } = piece;
  const offset = place * CHUNK_SIZE;
  const isNear = run.bytes !== null && run.hashes[place] === hash;
  const chunk = isNear ? run.bytes.subarray(offset, offset + length) : await readChunk(target, index, hash, sha256);
  if (chunk?.length !== length) throw damaged(1);
  return chunk;
}

function refuseDamaged(): never {
  throw damaged(1);
}

function damaged(missingChunks: number): Refusal {
  return new Refusal({ code: 'snapshot-damaged', missingChunks });
}

/** Null where the medium does not give it: each chunk is then tried for itself. */
async function readRun(
  target: Target,
  near: FileHandle | null,
  { pack, offset, length }: Run,
  memory: Buffer | undefined,
): Promise<Buffer | null> {
  try {
    if (pack !== null) return await target.readRange(packName(pack), offset, length, memory);
    // It may have changed since: its chunks are proven like all others, and fetched where they do not fit any more.
    const bytes = memory?.subarray(0, length) ?? Buffer.allocUnsafe(length);
    const read = await near?.read(bytes, 0, length, offset);
    return read?.bytesRead === length ? bytes : null;
  } catch {
    return null;
  }
}

/** Joins chunks that lie one after the other in the same pack, or in the near copy. */
function* runsOf(hashes: readonly string[], index: PackIndex, held: ReadonlySet<number>, size: number): Generator<Run> {
  let run: Run | null = null;
  for (const [turn, hash] of hashes.entries()) {
    const place: Pick<ChunkPlace, 'offset' | 'length'> & { readonly pack: string | null } = held.has(turn)
      ? { pack: null, offset: turn * CHUNK_SIZE, length: chunkLength(size, turn) }
      : (index.places(hash)[0] ?? refuseDamaged());
    const follows: boolean =
      run !== null &&
      run.pack === place.pack &&
      run.offset + run.length === place.offset &&
      run.length + place.length <= RUN_BYTES;
    if (run !== null && follows) {
      run.length += place.length;
      run.hashes.push(hash);
      continue;
    }
    if (run !== null) yield run;
    run = { pack: place.pack, offset: place.offset, length: place.length, hashes: [hash] };
  }
  if (run !== null) yield run;
}
