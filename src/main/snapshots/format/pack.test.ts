import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { CHUNK_SIZE, PACK_LIMIT } from './layout.ts';
import { namePack, PackBuilder, packTailBytes, parsePackTail, sha256, type Pack } from './pack.ts';

/** Packs of chunks of these lengths, as a prune or a snapshot builds them. */
function packsOf(lengths: readonly number[]): Pack[] {
  const builder = new PackBuilder();
  const packs: Pack[] = [];
  const finish = () => {
    const pack = namePack(builder.finish());
    packs.push({ ...pack, bytes: Buffer.from(pack.bytes) });
    builder.recycle(pack);
  };
  for (const length of lengths) {
    if (!builder.fits(length)) finish();
    const chunk = randomBytes(length);
    builder.add(sha256(chunk), chunk);
  }
  if (!builder.isEmpty) finish();
  return packs;
}

const cases: [string, number[]][] = [
  ['one short chunk', [1]],
  ['as many chunks as fit', new Array<number>(1100).fill(CHUNK_SIZE)],
  ['many that are short, as the ends of lists and files are', new Array<number>(2500).fill(64)],
  ['short ones among whole ones', Array.from({ length: 1100 }, (_, index) => (index % 40 === 0 ? 96 : CHUNK_SIZE))],
];
for (const [what, lengths] of cases) {
  test(`a pack of ${what} is read by its last bytes alone`, () => {
    const packs = packsOf(lengths);
    expect(packs.flatMap(({ entries }) => entries.map(({ length }) => length))).toEqual(lengths);
    for (const { id, bytes, entries } of packs) {
      expect(bytes.length).toBeLessThanOrEqual(PACK_LIMIT);
      expect(sha256(bytes)).toBe(id);
      expect(parsePackTail(bytes.subarray(-packTailBytes(bytes.length)), bytes.length)).toEqual(entries);
      for (const { hash, offset, length } of entries)
        expect(sha256(bytes.subarray(offset, offset + length)) === hash).toBe(true);
    }
  });
}
