import { PACKS_PREFIX } from '../format/layout.ts';
import { packTailBytes } from '../format/pack.ts';
import type { TailCache } from './tailCache.ts';
import type { Target } from './target.ts';

/** The same target, with the indexes of its packs remembered on this disk. For pushing: a check asks the store itself. */
export function withCachedTails(target: Target, cache: TailCache): Target {
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
      await cache.keep(name, bytes.length, Buffer.from(bytes.subarray(-packTailBytes(bytes.length))));
    },
    async readTail(name, size, length) {
      const known = await cache.find(name, size, length);
      if (known !== null) return known;
      const tail = await target.readRange(name, size - length, length);
      await cache.keep(name, size, tail);
      return tail;
    },
  };
}
