import { Refusal } from '../vault/refusal.ts';
import { decodeList } from './format/chunkList.ts';
import { CHUNK_SIZE, packName } from './format/layout.ts';
import { chunkCount, chunkLength, type Manifest } from './format/manifest.ts';
import { sha256 } from './format/pack.ts';
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
  readonly pack: string;
  readonly offset: number;
  length: number;
  readonly hashes: string[];
}

/**
 * The bytes of the database file of a snapshot, piece by piece in order, every chunk proven by its hash; a chunk that
 * rotted is taken from another pack where one holds it. A piece is overwritten once the next one is asked for.
 * Refuses `snapshot-damaged`.
 */
export async function* readDatabase(target: Target, index: PackIndex, manifest: Manifest): AsyncGenerator<Buffer> {
  const { hashes, missing } = await findChunks(target, index, manifest);
  if (missing.length > 0) throw damaged(missing.length);
  const runs = [...runsOf(hashes, index)];
  // One is read into while the other is proven and used.
  const longest = runs.reduce((most, { length }) => Math.max(most, length), 0);
  const memory = [Buffer.allocUnsafeSlow(longest), Buffer.allocUnsafeSlow(longest)];
  const read = (turn: number) => {
    const run = runs[turn];
    return run === undefined ? null : readRun(target, run, memory[turn % 2]);
  };
  let next = read(0);
  let done = 0;
  for (const [turn, run] of runs.entries()) {
    const bytes = await next;
    next = read(turn + 1);
    const pieces = run.hashes.map((hash, index) => ({
      hash,
      offset: index * CHUNK_SIZE,
      length: chunkLength(manifest.size, done + index),
    }));
    done += pieces.length;
    if (bytes !== null && pieces.every((piece) => isProven(bytes, piece))) yield bytes;
    else for (const piece of pieces) yield await chunkOf(target, index, bytes, piece);
  }
}

/** A chunk in a run: all but the file's last one have the same length. */
interface Piece {
  readonly hash: string;
  readonly offset: number;
  readonly length: number;
}

function isProven(run: Buffer, { hash, offset, length }: Piece): boolean {
  return sha256(run.subarray(offset, offset + length)) === hash;
}

/** The chunk out of the run that was read, or else from wherever it is sound. */
async function chunkOf(target: Target, index: PackIndex, run: Buffer | null, piece: Piece): Promise<Buffer> {
  const { hash, offset, length } = piece;
  const isNear = run !== null && isProven(run, piece);
  const chunk = isNear ? run.subarray(offset, offset + length) : await readChunk(target, index, hash, sha256);
  if (chunk?.length !== length) throw damaged(1);
  return chunk;
}

function damaged(missingChunks: number): Refusal {
  return new Refusal({ code: 'snapshot-damaged', missingChunks });
}

/** Null where the medium does not give it: each chunk is then tried for itself. */
async function readRun(target: Target, run: Run, memory: Buffer | undefined): Promise<Buffer | null> {
  try {
    return await target.readRange(packName(run.pack), run.offset, run.length, memory);
  } catch {
    return null;
  }
}

/** Joins chunks that lie one after the other in the same pack. */
function* runsOf(hashes: readonly string[], index: PackIndex): Generator<Run> {
  let run: Run | null = null;
  for (const hash of hashes) {
    const place: ChunkPlace | undefined = index.places(hash)[0];
    if (place === undefined) throw damaged(1);
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
