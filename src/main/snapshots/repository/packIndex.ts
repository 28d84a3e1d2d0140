import { CONDEMNED_PREFIX, condemnedIdOf, isUnfinished, PACKS_PREFIX, packIdOf, packName } from '../format/layout.ts';
import { packTailBytes, parsePackTail, type PackEntry } from '../format/pack.ts';
import { readWholeOrNull, TargetFailure, type Target } from '../target/target.ts';
import { inParallel } from '../inParallel.ts';
import { decodeCondemned } from './condemned.ts';

/** A pack whose index could be read. */
export interface IndexedPack {
  readonly id: string;
  readonly size: number;
  readonly entries: readonly PackEntry[];
}

export interface ChunkPlace {
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
}

/** What lies in `packs/`, by the packs' own indexes. */
export interface PackIndex {
  readonly packs: ReadonlyMap<string, IndexedPack>;
  /** Names under `packs/` that are no pack's, or whose index cannot be read. */
  readonly damaged: readonly string[];
  /** Packs that a prune marked for deletion, and when: nothing new may rely on them. */
  readonly condemned: ReadonlyMap<string, number>;
  /** Marks that cannot be read: their packs count as condemned since this run, so that they are never deleted by them. */
  readonly damagedMarks: readonly string[];
  /** Every place of a chunk, those outside condemned packs first. */
  places(chunkHash: string): readonly ChunkPlace[];
}

/** Also of a medium that does one thing at a time: what such short reads wait for is this program itself. */
const SHORT_READS = 4;

/** Reads all packs' indexes: a listing, and one short read a pack. */
export async function readPackIndex(target: Target): Promise<PackIndex> {
  const { condemned, damagedMarks } = await readCondemned(target);
  const packs = new Map<string, IndexedPack>();
  const damaged: string[] = [];
  const listed = (await target.list(PACKS_PREFIX)).filter(({ name }) => !isUnfinished(name));
  const read = await inParallel(
    listed,
    Math.max(SHORT_READS, target.capabilities.parallel),
    async ({ name, size }) => ({
      name,
      size,
      entries: packIdOf(name) === null ? null : await readEntries(target, name, size),
    }),
  );
  for (const { name, size, entries } of read) {
    const id = packIdOf(name);
    if (id === null || entries === null) damaged.push(name);
    else packs.set(id, { id, size, entries });
  }
  const places = placesIn(packs, condemned);
  return { packs, damaged, condemned, damagedMarks, places: (chunkHash) => places.get(chunkHash) ?? [] };
}

/** Null where the index cannot be made sense of, or where the medium refuses to give it. */
async function readEntries(target: Target, name: string, size: number): Promise<PackEntry[] | null> {
  try {
    const length = packTailBytes(size);
    const tail = await (target.readTail?.(name, size, length) ?? target.readRange(name, size - length, length));
    return parsePackTail(tail, size);
  } catch (error) {
    if (error instanceof TargetFailure && ['missing', 'short', 'io'].includes(error.fault)) return null;
    throw error;
  }
}

async function readCondemned(target: Target) {
  const condemned = new Map<string, number>();
  const damagedMarks: string[] = [];
  for (const entry of await target.list(CONDEMNED_PREFIX)) {
    if (isUnfinished(entry.name)) continue;
    const id = condemnedIdOf(entry.name);
    const bytes = id === null ? null : await readWholeOrNull(target, entry);
    const time = id === null || bytes === null ? null : decodeCondemned(bytes, id);
    if (id === null || time === null) damagedMarks.push(entry.name);
    if (id !== null) condemned.set(id, time ?? Number.POSITIVE_INFINITY);
  }
  return { condemned, damagedMarks };
}

function placesIn(packs: ReadonlyMap<string, IndexedPack>, condemned: ReadonlyMap<string, number>) {
  const places = new Map<string, ChunkPlace[]>();
  const last = [...packs.values()].filter(({ id }) => condemned.has(id));
  const first = [...packs.values()].filter(({ id }) => !condemned.has(id));
  for (const pack of [...first, ...last]) {
    for (const { hash, offset, length } of pack.entries) {
      const known = places.get(hash);
      const place = { pack: pack.id, offset, length };
      if (known === undefined) places.set(hash, [place]);
      else known.push(place);
    }
  }
  return places;
}

/** Reads one chunk at the first of its places that holds it whole; null where none does. */
export async function readChunk(
  target: Target,
  index: PackIndex,
  chunkHash: string,
  hashOf: (bytes: Buffer) => string,
): Promise<Buffer | null> {
  for (const place of index.places(chunkHash)) {
    const bytes = await readPlace(target, place);
    if (bytes !== null && hashOf(bytes) === chunkHash) return bytes;
  }
  return null;
}

async function readPlace(target: Target, place: ChunkPlace): Promise<Buffer | null> {
  try {
    return await target.readRange(packName(place.pack), place.offset, place.length);
  } catch (error) {
    if (error instanceof TargetFailure && ['missing', 'short', 'io'].includes(error.fault)) return null;
    throw error;
  }
}
