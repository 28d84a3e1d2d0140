import { Refusal } from '../../vault/refusal.ts';
import type { Target } from './target.ts';

/**
 * The same target, whose calls are not waited for any more once the signal says stop: they refuse `cancelled`. A host that
 * does not answer would hold up whoever stops for minutes; a disk answers or fails, and stays as it is.
 */
export function stoppable(target: Target, signal: AbortSignal | undefined): Target {
  if (signal === undefined || !target.capabilities.isSlow) return target;
  const readTail = target.readTail?.bind(target);
  const writeNew = target.writeNew?.bind(target);
  return {
    get capabilities() {
      return target.capabilities;
    },
    list: (prefix) => orStopped(target.list(prefix), signal),
    readRange: (name, offset, length, memory) => orStopped(target.readRange(name, offset, length, memory), signal),
    ...(readTail && { readTail: (...asked) => orStopped(readTail(...asked), signal) }),
    readBack: (name, memory) => orStopped(target.readBack(name, memory), signal),
    ...(writeNew && { writeNew: (...written) => orStopped(writeNew(...written), signal) }),
    writeWhole: (name, bytes) => orStopped(target.writeWhole(name, bytes), signal),
    settle: (names) => orStopped(target.settle(names), signal),
    delete: (name) => orStopped(target.delete(name), signal),
  };
}

/** What is under way goes on to its end, which nobody hears of. */
async function orStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(new Refusal({ code: 'cancelled' }));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
