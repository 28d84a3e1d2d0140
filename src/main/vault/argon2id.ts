import argon2 from 'argon2';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** What one derivation costs: memory in KiB, passes over it, lanes. */
export interface Argon2Costs {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** RFC 9106's second recommended choice: nothing cheaper is ever written or accepted. */
export const COSTS_FLOOR: Argon2Costs = { memoryKib: 64 * 1024, passes: 3, lanes: 4 };

/** A forged key file must not freeze the PC: refused before any derivation above it. */
const COSTS_CEILING: Argon2Costs = { memoryKib: 1024 * 1024, passes: 20, lanes: 8 };

/** Above this a practice's PC with 4 GB would swap. */
const CALIBRATED_MEMORY_KIB = 256 * 1024;

const WANTED_MS = 700;

export function areCostsAllowed(costs: Argon2Costs): boolean {
  return (['memoryKib', 'passes', 'lanes'] as const).every(
    (name) => costs[name] >= COSTS_FLOOR[name] && costs[name] <= COSTS_CEILING[name],
  );
}

/** 32 bytes by Argon2id version 1.3, off this thread. The secret is the caller's to wipe. */
export async function deriveArgon2id(secret: Buffer, salt: Buffer, costs: Argon2Costs): Promise<Buffer> {
  return counted(
    argon2.hash(secret, {
      type: argon2.argon2id,
      version: 0x13,
      salt,
      memoryCost: costs.memoryKib,
      timeCost: costs.passes,
      parallelism: costs.lanes,
      hashLength: 32,
      raw: true,
    }),
  );
}

/** A hash of a short code that names its salt and costs; it derives no key. */
export async function hashArgon2id(code: string, { memoryKib, passes, lanes }: Argon2Costs): Promise<string> {
  return counted(
    argon2.hash(code, { type: argon2.argon2id, memoryCost: memoryKib, timeCost: passes, parallelism: lanes }),
  );
}

export async function matchesArgon2id(digest: string, code: string): Promise<boolean> {
  return counted(argon2.verify(digest, code));
}

const running = new Set<Promise<unknown>>();

async function counted<Value>(run: Promise<Value>): Promise<Value> {
  running.add(run);
  try {
    return await run;
  } finally {
    running.delete(run);
  }
}

/**
 * Fulfilled once no derivation runs. A thread that is ended before takes the whole process with it: the library hands
 * its result to a JavaScript that is gone (Napi::Error, uncaught).
 */
export async function derivationsEnded(): Promise<void> {
  while (running.size > 0) {
    await Promise.allSettled(running);
    // Whoever awaited it may begin the next one at once.
    await setImmediate();
  }
}

/** Costs with which a derivation takes about 0.7 s on this PC: memory first, then passes; never under the floor. */
export async function calibrateCosts(): Promise<Argon2Costs> {
  const start = performance.now();
  await deriveArgon2id(Buffer.from('calibration'), Buffer.alloc(16), COSTS_FLOOR);
  // Time grows with memory x passes.
  const factor = WANTED_MS / (performance.now() - start);
  const wantedKib = Math.floor((COSTS_FLOOR.memoryKib * factor) / 4096) * 4096;
  const memoryKib = Math.min(Math.max(wantedKib, COSTS_FLOOR.memoryKib), CALIBRATED_MEMORY_KIB);
  const wantedPasses = Math.floor((COSTS_FLOOR.passes * wantedKib) / memoryKib);
  const passes = Math.min(Math.max(wantedPasses, COSTS_FLOOR.passes), COSTS_CEILING.passes);
  return { memoryKib, passes, lanes: COSTS_FLOOR.lanes };
}
