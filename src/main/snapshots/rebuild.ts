import { Refusal } from '../vault/refusal.ts';
import { decodeList } from './format/chunkList.ts';
import { packName } from './format/layout.ts';
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
 * rotted is taken from another pack where one holds it. Refuses `snapshot-damaged`.
 */
export async function* readDatabase(target: Target, index: PackIndex, manifest: Manifest): AsyncGenerator<Buffer> {
  const { hashes, missing } = await findChunks(target, index, manifest);
  if (missing.length > 0) throw damaged(missing.length);
  let at = 0;
  for (const run of runsOf(hashes, index)) {
    const bytes = await readRun(target, run);
    let offset = 0;
    for (const hash of run.hashes) {
      const length = chunkLength(manifest.size, at);
      const near = bytes?.subarray(offset, offset + length) ?? Buffer.alloc(0);
      const chunk = sha256(near) === hash ? near : await readChunk(target, index, hash, sha256);
      if (chunk?.length !== length) throw damaged(1);
      yield chunk;
      offset += length;
      at += 1;
    }
  }
}

function damaged(missingChunks: number): Refusal {
  return new Refusal({ code: 'snapshot-damaged', missingChunks });
}

/** Null where the medium does not give it: each chunk is then tried for itself. */
async function readRun(target: Target, run: Run): Promise<Buffer | null> {
  try {
    return await target.readRange(packName(run.pack), run.offset, run.length);
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
