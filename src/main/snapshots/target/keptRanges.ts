import { PACKS_PREFIX } from '../format/layout.ts';
import type { RangeCache } from './rangeCache.ts';
import type { Target } from './target.ts';

/**
 * The same target, with what is read of its packs kept on this disk: whoever reads the same again, after a cut or for the
 * next step, fetches only the rest. For a restore, which proves each chunk; a check asks the store itself.
 */
export function withKeptRanges(target: Target, cache: RangeCache): Target {
  return {
    get capabilities() {
      return target.capabilities;
    },
    list: (prefix) => target.list(prefix),
    readRange: (name, offset, length) =>
      name.startsWith(PACKS_PREFIX) ? cache.read(target, name, offset, length) : target.readRange(name, offset, length),
    readBack: (name, memory) => target.readBack(name, memory),
    ...(target.writeNew === undefined ? {} : { writeNew: target.writeNew.bind(target) }),
    writeWhole: (name, bytes) => target.writeWhole(name, bytes),
    settle: (names) => target.settle(names),
    delete: (name) => target.delete(name),
  };
}
