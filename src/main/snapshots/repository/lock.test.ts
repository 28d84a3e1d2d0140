import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Refusal } from '../../vault/refusal.ts';
import { TargetFailure, type Target } from '../target/target.ts';
import { takeLock, type Actor, type LockKind } from './lock.ts';

// A store that lists a new object to others after a while only, in a time of its own.

const SETTLE_MS = 2_000;
const HELD_MS = 300;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** The same store as two machines see it: what the other wrote is listed `lag` milliseconds later. */
function lateStore(lag: number): (machine: string) => Target {
  const objects = new Map<string, { bytes: Buffer; at: number; by: string }>();
  const get = (name: string): Buffer => {
    const object = objects.get(name);
    if (object === undefined) throw new TargetFailure('missing');
    return object.bytes;
  };
  return (machine) => ({
    capabilities: { canDelete: true, settleMs: SETTLE_MS, isSlow: true, parallel: 4, checksWrites: true },
    list: async (prefix) =>
      [...objects]
        .filter(([name, { at, by }]) => name.startsWith(prefix) && (by === machine || Date.now() - at >= lag))
        .map(([name, { bytes }]) => ({ name, size: bytes.length })),
    readRange: async (name, offset, length) => get(name).subarray(offset, offset + length),
    readBack: async (name) => ({ bytes: get(name), isFromMedium: true }),
    writeWhole: async (name, bytes) =>
      void objects.set(name, { bytes: Buffer.from(bytes), at: Date.now(), by: machine }),
    settle: async () => undefined,
    delete: async (name) => void objects.delete(name),
  });
}

interface Holding {
  readonly from: number;
  readonly to: number;
}

/** Takes a lock at that moment and holds it for a while; null where it was refused. */
async function hold(target: Target, kind: LockKind, at: number, machine: string): Promise<Holding | null> {
  const actor: Actor = { machine: machine.repeat(16), process: 1, hasEnded: () => false };
  await sleep(at);
  try {
    const lock = await takeLock(target, kind, () => Date.now(), actor);
    const from = Date.now();
    await sleep(HELD_MS);
    const to = Date.now();
    await lock.release();
    return { from, to };
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'repository-in-use') return null;
    throw error;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A push that comes so long after (or, below 0, before) a prune. */
async function meet(lag: number, pushAfter: number): Promise<{ push: Holding | null; prune: Holding | null }> {
  const store = lateStore(lag);
  const both = Promise.all([
    hold(store('a'), 'shared', Math.max(0, pushAfter), 'a'),
    hold(store('b'), 'exclusive', Math.max(0, -pushAfter), 'b'),
  ]);
  await jest.advanceTimersByTimeAsync(60_000);
  const [push, prune] = await both;
  return { push, prune };
}

test.each([0, 500, 1_000, 1_900])(
  'a prune and a push never hold a store together that lists after %d ms, whichever comes first',
  async (lag) => {
    for (let pushAfter = -6_000; pushAfter <= 6_000; pushAfter += 100) {
      const { push, prune } = await meet(lag, pushAfter);
      if (push === null || prune === null) continue;
      expect(push.to <= prune.from || prune.to <= push.from).toBe(true);
    }
  },
);

test('one that comes after the other has gone is let in, and a push waits for nothing', async () => {
  const pushAfter = 10_000;
  const start = Date.now();
  const { push, prune } = await meet(0, pushAfter);
  expect(prune).toEqual({ from: start + 2 * SETTLE_MS, to: start + 2 * SETTLE_MS + HELD_MS });
  // The shortest wait of a timer is a millisecond.
  expect((push?.from ?? Infinity) - start - pushAfter).toBeLessThanOrEqual(1);
});
