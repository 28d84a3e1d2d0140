/** One object of a target: its name, with `/` between folders, and its size in bytes. */
export interface TargetEntry {
  readonly name: string;
  readonly size: number;
}

export interface ReadBack {
  readonly bytes: Buffer;
  /** True where the bytes surely come from the medium; false where the system's cache may have answered. */
  readonly isFromMedium: boolean;
}

export interface TargetCapabilities {
  /** False where deleting is refused by design (object store with a key that may only add): pruning is left out and said. */
  readonly canDelete: boolean;
  /**
   * Milliseconds until another writer's object is surely listed. 0 for a folder of this machine, where a list made after
   * a write sees every former write; 2,000 for shares and object stores.
   */
  readonly settleMs: number;
  /** True where a write may take so long that the ciphertext is staged locally at once. */
  readonly isSlow: boolean;
  /** How many calls may be under way at once: 1 where a medium does one thing at a time. */
  readonly parallel: number;
  /**
   * True where the target itself compares what it stored with the SHA-256 that came along, so that a pack is read back by
   * sample; a disk or a key is read back whole.
   */
  readonly checksWrites: boolean;
}

/**
 * Where a repository lies: folder or object store. The whole of the repository's code goes through these calls.
 * Names are ASCII. What fails throws a `TargetFailure`, or the system's own error where none fits.
 */
export interface Target {
  readonly capabilities: TargetCapabilities;
  /** All objects whose name begins with `prefix` (a folder with its `/`, or nothing for all), in no order. */
  list(prefix: string): Promise<TargetEntry[]>;
  /**
   * Exactly `length` bytes from `offset`, in `memory` where it is given and may be used (fresh memory costs more than
   * reading into it); throws `missing` where the object is not there, `short` where it ends before.
   */
  readRange(name: string, offset: number, length: number, memory?: Buffer): Promise<Buffer>;
  /** The last `length` bytes of an object of that size, where the target remembers them better than by `readRange`. */
  readTail?(name: string, size: number, length: number): Promise<Buffer>;
  /**
   * The whole object as it lies on the medium, past the system's cache where that can be had, in `memory` where it is
   * given and may be used; throws `missing`.
   */
  readBack(name: string, memory?: Buffer): Promise<ReadBack>;
  /** True where the object, read as `readBack` does, is these bytes; piece by piece, without memory for the whole. */
  isWritten?(name: string, bytes: Buffer): Promise<boolean>;
  /**
   * Writes an object where none of that name lies; false where one does. Only at a store that decides it itself, however many
   * write at once; not to be called anywhere else.
   */
  writeNew?(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Writes or replaces an object; fulfilled when it is durable. Nobody ever sees a part of it under this name. */
  writeWhole(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * The same, where a target saves time by naming it durably only when `settle` is called for it: its bytes are durable, and
   * nobody ever sees a part of it.
   */
  writeUnsettled?(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Makes objects durable that were written unsettled, or that an interrupted run may have named without saying so: what
   * is listed after a kill can still be lost at a power cut. Nothing to do for object stores.
   */
  settle(names: readonly string[]): Promise<void>;
  /** Removes an object durably; no error where it is not there. */
  delete(name: string): Promise<void>;
}

/** What can be wrong with a target; each has its sentence (targetRefusal.ts). */
export const TARGET_FAULTS = [
  'missing',
  'short',
  /** It was to be written where nothing lies, and something does. */
  'exists',
  /** The folder itself, or the way to it, is gone: key pulled out, share away. */
  'absent',
  'full',
  'read-only',
  'io',
  // An object store
  /** No network, no such name, nobody answers, or too late. */
  'unreachable',
  /** The proxy on the way does not let the call through. */
  'proxy-refused',
  /** The certificate is not this host's, has ended, or nobody known vouches for it. */
  'untrusted',
  /** It sends us elsewhere, where the keys and the contract do not reach. */
  'redirected',
  'key-refused',
  'region-wrong',
  'clock-off',
  'bucket-missing',
  'read-refused',
  'write-refused',
  'delete-refused',
  'quota',
  'overloaded',
  /** An answer that no object store gives. */
  'strange',
] as const;
export type TargetFault = (typeof TARGET_FAULTS)[number];

/** What a target could not do, said so that a sentence can be found for it. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';
  readonly fault: TargetFault;

  constructor(fault: TargetFault, cause?: unknown) {
    super(fault, cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}

/** True where the error says that the object is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof TargetFailure && error.fault === 'missing';
}

/** True where the object lies there as these bytes, read from the medium as far as that can be had; throws `missing`. */
export async function isWritten(target: Target, name: string, bytes: Buffer): Promise<boolean> {
  return target.isWritten?.(name, bytes) ?? (await target.readBack(name)).bytes.equals(bytes);
}

/** The whole object, or null where it is not there. */
export async function readWholeOrNull(target: Target, entry: TargetEntry): Promise<Buffer | null> {
  try {
    return await target.readRange(entry.name, 0, entry.size);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
