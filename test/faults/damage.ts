import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packName } from '../../src/main/snapshots/format/layout.ts';
import { repairRepository } from '../../src/main/snapshots/repair.ts';
import { readPackIndex, type ChunkPlace, type PackIndex } from '../../src/main/snapshots/repository/packIndex.ts';
import { openTarget } from '../../src/main/snapshots/target/openTarget.ts';
import { folderTargetSpec } from './copies.ts';

/** The index of a pack ends with entries of 40 bytes, whose last 8 are offset and length, and a footer of 12. */
const LAST_OFFSET_FROM_END = 12 + 8;

/** A byte rots in a chunk that the other target holds too, and another one in the index of another pack. */
export async function damagePacks(target: string, other: string): Promise<void> {
  const index = await readPackIndex(openTarget(folderTargetSpec(target)));
  const elsewhere = await readPackIndex(openTarget(folderTargetSpec(other)));
  const rotting = placeOfShared(index, elsewhere);
  const indexed = [...index.packs.values()].find(({ id }) => id !== rotting.pack && !index.condemned.has(id));
  if (indexed === undefined) throw new Error('the base target has too few packs');
  flipByte(join(target, packName(rotting.pack)), rotting.offset + 100);
  flipByte(join(target, packName(indexed.id)), indexed.size - LAST_OFFSET_FROM_END);
}

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

/** A chunk that lies once in the one and also in the other. */
function placeOfShared(index: PackIndex, elsewhere: PackIndex): ChunkPlace {
  for (const { entries } of elsewhere.packs.values()) {
    for (const { hash } of entries) {
      const [place, ...more] = index.places(hash);
      if (place !== undefined && more.length === 0) return place;
    }
  }
  throw new Error('the base targets share no chunk');
}

export async function repairFrom(target: string, other: string): Promise<void> {
  await repairRepository({
    target: openTarget(folderTargetSpec(target)),
    others: [openTarget(folderTargetSpec(other))],
    rescue: [],
    now: Date.now,
  });
}
