import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { refuse } from '../../vault/refusal.ts';
import { inParallel } from '../inParallel.ts';
import { isUnfinished, lockName, LOCKS_PREFIX } from '../format/layout.ts';
import { readWholeOrNull, TargetFailure, type Target } from '../target/target.ts';
import { faultCode } from '../../vault/storageFault.ts';

/** `shared` for create, verify, restore; `exclusive` for prune, repair, clearing. */
export type LockKind = 'shared' | 'exclusive';

const RENEWAL_MS = 60_000;
const STALE_MS = 30 * 60_000;

const lockSchema = z.strictObject({
  format: z.literal('osteocoffre-lock'),
  version: z.literal(1),
  kind: z.enum(['shared', 'exclusive']),
  /** A hash of the machine's name: enough to know one's own, tells nobody else anything. */
  machine: z.string().regex(/^[0-9a-f]{16}$/),
  process: z.int(),
  time: z.int(),
});
type Lock = z.infer<typeof lockSchema>;

/** Who locks, and what it can tell of the locks of others. */
export interface Actor {
  readonly machine: string;
  readonly process: number;
  /** True where that process of this machine has surely ended: its lock is swept at once. */
  hasEnded(process: number): boolean;
}

/** This process on this machine. */
export const thisProcess: Actor = {
  machine: createHash('sha256').update(`osteocoffre/${hostname()}`).digest('hex').slice(0, 16),
  process: process.pid,
  hasEnded(other) {
    if (other === process.pid) return false;
    try {
      process.kill(other, 0);
      return false;
    } catch (error) {
      // EPERM: it lives, under another account.
      return faultCode(error) === 'ESRCH';
    }
  },
};

export interface HeldLock {
  /** True where nobody else holds a lock here: what lies unfinished is then nobody's. */
  readonly isAlone: boolean;
  /** Refuses `repository-in-use` where the lock was lost or somebody took one that excludes it. */
  confirm(): Promise<void>;
  /** Gives it back. A lock that cannot be removed (key pulled out) harms nobody: whoever comes next sweeps it. */
  release(): Promise<void>;
}

/** Locks that this process holds, by name: with them, a leftover under its own number is told from a living one. */
const held = new Set<string>();

/**
 * Takes a lock, or refuses `repository-in-use`. A lock detects, it does not prevent: two that come at the same moment
 * both see the other and both give up, where the target lists what was written (`settleMs`).
 */
export async function takeLock(
  target: Target,
  kind: LockKind,
  now: () => number,
  actor = thisProcess,
): Promise<HeldLock> {
  const name = lockName(randomBytes(16).toString('hex'));
  const write = () => target.writeWhole(name, encode({ kind, actor, time: now() }));
  held.add(name);
  try {
    await write();
    await new Promise((resolve) => setTimeout(resolve, settlingMs(target, kind)));
    const others = await livingOthers(target, name, now(), actor);
    refuseConflict(kind, others);
    return holdLock(target, name, kind, others.length === 0, write, now, actor);
  } catch (error) {
    held.delete(name);
    await endLock(target, name);
    throw error;
  }
}

/**
 * How long to wait between writing a lock and looking for others. Of two that exclude each other one must see the other: both
 * wait until they are surely listed, or one waits twice as long and the other not at all. At a store it is the exclusive one
 * that waits, since prunes are rare and pushes are not. (On a share both do: who is alone there also sweeps.)
 */
function settlingMs({ capabilities }: Target, kind: LockKind): number {
  const { isSlow, settleMs } = capabilities;
  if (!isSlow) return settleMs;
  return kind === 'shared' ? 0 : 2 * settleMs;
}

/**
 * A shared lock for reading alone, or none where nothing can be written there (a key that is write-protected, an
 * account without the right): reading harms nobody.
 */
export async function takeReadingLock(
  target: Target,
  now: () => number,
  actor = thisProcess,
): Promise<HeldLock | null> {
  try {
    return await takeLock(target, 'shared', now, actor);
  } catch (error) {
    if (error instanceof TargetFailure && ['read-only', 'full', 'write-refused', 'quota'].includes(error.fault))
      return null;
    throw error;
  }
}

function holdLock(
  target: Target,
  name: string,
  kind: LockKind,
  isAlone: boolean,
  write: () => Promise<void>,
  now: () => number,
  actor: Actor,
): HeldLock {
  let failure: unknown = null;
  let renewal = Promise.resolve();
  const timer = setInterval(() => {
    renewal = write().catch((error: unknown) => {
      failure = error;
    });
  }, RENEWAL_MS);
  timer.unref();
  return {
    isAlone,
    async confirm() {
      if (failure !== null) throw failure instanceof Error ? failure : new TargetFailure('io', failure);
      const entries = await target.list(LOCKS_PREFIX);
      if (!entries.some((entry) => entry.name === name)) refuse({ code: 'repository-in-use' });
      refuseConflict(kind, await livingOthers(target, name, now(), actor));
    },
    async release() {
      clearInterval(timer);
      await renewal;
      held.delete(name);
      await endLock(target, name);
    },
  };
}

/** The locks of others that still live; those of ended processes and stale ones are ended. */
async function livingOthers(target: Target, own: string, now: number, actor: Actor): Promise<Lock[]> {
  const listed = await target.list(LOCKS_PREFIX);
  const others = listed.filter(({ name, size }) => name !== own && !isUnfinished(name) && size !== ENDED_SIZE);
  const locks = await inParallel(others, target.capabilities.parallel, async (entry) => {
    const bytes = await readWholeOrNull(target, entry);
    if (bytes === null) return [];
    const lock = decode(bytes);
    if (lock !== null && lives(lock, entry.name, now, actor)) return [lock];
    await endLock(target, entry.name);
    return [];
  });
  return locks.flat();
}

function lives(lock: Lock, name: string, now: number, actor: Actor): boolean {
  // A clock that was wrong for a day must not lock the key for ten years: far in the future is stale too.
  if (Math.abs(now - lock.time) > STALE_MS) return false;
  if (lock.machine !== actor.machine) return true;
  if (lock.process === actor.process) return held.has(name);
  return !actor.hasEnded(lock.process);
}

function refuseConflict(kind: LockKind, others: readonly Lock[]): void {
  const excluded = kind === 'exclusive' ? others.length > 0 : others.some((other) => other.kind === 'exclusive');
  if (excluded) refuse({ code: 'repository-in-use' });
}

/** Bytes of a lock that was given back where nothing may be deleted: nobody needs to read it any more. */
const ENDED_SIZE = 0;

/**
 * Removes a lock; with keys that may not delete, empties it. One that stays behind is swept by whoever comes next: the
 * caller's own failure is what matters.
 */
async function endLock(target: Target, name: string): Promise<void> {
  try {
    await target.delete(name);
  } catch (error) {
    if (error instanceof TargetFailure && error.fault === 'delete-refused') await emptyLock(target, name);
  }
}

async function emptyLock(target: Target, name: string): Promise<void> {
  try {
    await target.writeWhole(name, new Uint8Array(ENDED_SIZE));
  } catch {
    // As for one that cannot be removed.
  }
}

function encode({ kind, actor, time }: { kind: LockKind; actor: Actor; time: number }): Buffer {
  const lock: Lock = {
    format: 'osteocoffre-lock',
    version: 1,
    kind,
    machine: actor.machine,
    process: actor.process,
    time,
  };
  return Buffer.from(`${JSON.stringify(lock)}\n`);
}

function decode(bytes: Buffer): Lock | null {
  try {
    return lockSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
