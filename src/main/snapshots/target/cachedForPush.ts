import { PACKS_PREFIX, SNAPSHOTS_PREFIX } from '../format/layout.ts';
import { packTailBytes } from '../format/pack.ts';
import type { RangeCache } from './rangeCache.ts';
import type { Target } from './target.ts';

/**
 * The same target, with the indexes of its packs and its manifests remembered on this disk: where nothing may be deleted there are
 * more of them each evening. For pushing, which asks what lies there by a list; a check reads the store itself.
 */
export function cachedForPush(target: Target, cache: RangeCache): Target {
  return {
    get capabilities() {
      return target.capabilities;
    },
    list: (prefix) => target.list(prefix),
    readRange: (name, offset, length, memory) =>
      name.startsWith(SNAPSHOTS_PREFIX)
        ? cache.read(target, name, offset, length)
        : target.readRange(name, offset, length, memory),
    readBack: (name, memory) => target.readBack(name, memory),
    ...(target.writeNew === undefined ? {} : { writeNew: target.writeNew.bind(target) }),
    settle: (names) => target.settle(names),
    delete: (name) => target.delete(name),
    async writeWhole(name, bytes) {
      await target.writeWhole(name, bytes);
      if (!name.startsWith(PACKS_PREFIX)) return;
      const length = packTailBytes(bytes.length);
      await cache.keep(name, bytes.length - length, Buffer.from(bytes.subarray(-length)));
    },
    readTail: (name, size, length) => cache.read(target, name, size - length, length),
  };
}
