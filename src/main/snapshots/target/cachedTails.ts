import { PACKS_PREFIX } from '../format/layout.ts';
import { packTailBytes } from '../format/pack.ts';
import type { RangeCache } from './rangeCache.ts';
import type { Target } from './target.ts';

/** The same target, with the indexes of its packs remembered on this disk. For pushing: a check asks the store itself. */
export function withCachedTails(target: Target, cache: RangeCache): Target {
  return {
    get capabilities() {
      return target.capabilities;
    },
    list: (prefix) => target.list(prefix),
    readRange: (name, offset, length, memory) => target.readRange(name, offset, length, memory),
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
    async readTail(name, size, length) {
      const known = await cache.find(name, size - length, length);
      if (known !== null) return known;
      const tail = await target.readRange(name, size - length, length);
      await cache.keep(name, size - length, tail);
      return tail;
    },
  };
}
