import { hashHere, type Hasher } from '../hashing/hasher.ts';
import type { Target } from '../target/target.ts';
import { cutFile, readKnownChunks, type CutEvents, type CutJob, type CutResult } from './cut.ts';

/** What cuts a frozen database into a target; a process of its own in the product. */
export interface Cutter {
  /** Fulfilled when the index of what lies on the target is read: the freeze may begin. */
  readonly ready: Promise<void>;
  /** Once, after `ready`. Rejects with a `TargetFailure` where the target failed, with the signal's reason when stopped. */
  cut(job: CutJob, events: CutEvents): Promise<CutResult>;
  /** Ends it, whatever it is doing. What lies on the target already serves the next run. */
  stop(): void;
}

export type CutterLauncher = () => Cutter;

/**
 * Cuts inside this process. Only where no SQLite connection of this process is open on the file: closing a descriptor
 * of it would drop SQLite's own locks (POSIX). For the child process, and for tests.
 */
export function cutHere(target: Target, hasher: Hasher = hashHere): Cutter {
  const abort = new AbortController();
  const known = readKnownChunks(target);
  // Nobody may come to wait for it, where the run fails before: `cut` tells the same failure again.
  const ready = known.then(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    cut: async (job, events) => cutFile(job, { target, hasher }, await known, events, abort.signal),
    stop: () => abort.abort(),
  };
}
