import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ModelFiles, ROOT } from '../../../../test/fixtures/modelFiles.ts';
import { namePack, PackBuilder, sha256 } from '../format/pack.ts';
import { packName } from '../format/layout.ts';
import { readPackIndex } from '../repository/packIndex.ts';
import { cachedForPush } from './cachedForPush.ts';
import { FolderTarget } from './folderTarget.ts';
import { RangeCache } from './rangeCache.ts';
import type { Target } from './target.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-tails-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A target with one pack on it, and the count of its reads. */
async function targetWithPack() {
  const plain = new FolderTarget(ROOT, new ModelFiles());
  const counted = { reads: 0 };
  const builder = new PackBuilder();
  const chunk = randomBytes(16_384);
  builder.add(sha256(chunk), chunk);
  const pack = namePack(builder.finish());
  const target: Target = {
    capabilities: plain.capabilities,
    list: (prefix) => plain.list(prefix),
    readRange: (name, offset, length) => {
      counted.reads += 1;
      return plain.readRange(name, offset, length);
    },
    readBack: (name) => plain.readBack(name),
    settle: (names) => plain.settle(names),
    delete: (name) => plain.delete(name),
    writeWhole: (name, bytes) => plain.writeWhole(name, bytes),
  };
  return { target, pack, counted };
}

test('an index is fetched once, and not at all for a pack that was written here', async () => {
  const { target, pack, counted } = await targetWithPack();
  await target.writeWhole(packName(pack.id), pack.bytes);
  const remembering = () => cachedForPush(target, new RangeCache(folder));
  for (let round = 0; round < 3; round += 1)
    expect((await readPackIndex(remembering())).packs.get(pack.id)?.entries).toHaveLength(1);
  expect(counted.reads).toBe(1);
  rmSync(folder, { recursive: true });
  await remembering().writeWhole(packName(pack.id), pack.bytes);
  await readPackIndex(remembering());
  expect(counted.reads).toBe(1);
});

test('an index that was changed, cut or of another size is fetched anew', async () => {
  const { target, pack, counted } = await targetWithPack();
  const remembering = cachedForPush(target, new RangeCache(folder));
  await remembering.writeWhole(packName(pack.id), pack.bytes);
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  const whole = readFileSync(file);
  for (const damage of [whole.subarray(1), Buffer.alloc(whole.length), whole.with(whole.length - 1, 0x21)]) {
    writeFileSync(file, damage);
    counted.reads = 0;
    expect((await readPackIndex(remembering)).packs.get(pack.id)?.entries).toHaveLength(1);
    expect(counted.reads).toBe(1);
  }
  await expect(remembering.readTail?.(packName(pack.id), pack.bytes.length + 1, pack.bytes.length)).rejects.toThrow(
    'short',
  );
});
