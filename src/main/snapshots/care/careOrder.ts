import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Damage } from '../verify.ts';
import type { KnownHead } from '../book.ts';
import type { SampledFile } from '../fileSample.ts';
import type { Pruned } from '../prune.ts';
import type { Repair } from '../repair.ts';
import type { RetentionRule } from '../retention.ts';
import type { TargetSpec } from '../target/targetSpec.ts';
import type { Trial } from '../trial.ts';

/*
 * What the core's thread and the care's say to each other. Both are of this program and of one build, so that the
 * messages are plain data without a schema; keys go as copies, which the care's thread wipes at its end.
 */

/** Keys of manifests, the present ones first. */
export interface CareKeys {
  readonly vaultId: string;
  readonly manifestKeys: readonly { readonly keyId: string; readonly mac: Uint8Array; readonly seal: Uint8Array }[];
}

/** Restores the newest snapshot for trial. */
export interface ProveOrder {
  readonly kind: 'prove';
  readonly spec: TargetSpec;
  readonly keys: CareKeys;
  readonly vaultKeys: readonly (readonly [string, Uint8Array])[];
  /** As the vault has it: the newest snapshot must carry the same. */
  readonly keyFileText: string;
  readonly scratch: string;
  /** Files of the vault that are held against the copy's. */
  readonly sample: readonly SampledFile[];
}

export interface VerifyOrder {
  readonly kind: 'verify';
  readonly spec: TargetSpec;
  readonly keys: CareKeys;
  readonly full: boolean;
  /** Packs that an interrupted run read whole. */
  readonly alreadyRead: readonly string[];
  readonly rule: RetentionRule;
  /** Added to this machine's clock. */
  readonly clockOffset: number;
}

export interface PruneOrder {
  readonly kind: 'prune';
  readonly spec: TargetSpec;
  readonly keys: CareKeys;
  readonly rule: RetentionRule;
  readonly clockOffset: number;
  /** What the vault knows of the target's head, and which writers are its own. */
  readonly head: KnownHead | null;
  readonly expected: KnownHead | null;
  readonly writers: readonly string[];
  readonly provenSnapshot: string | null;
  readonly answeredDoubts: readonly string[];
  readonly acceptsDoubts: boolean;
  readonly dryRun: boolean;
}

export interface RepairOrder {
  readonly kind: 'repair';
  readonly spec: TargetSpec;
  readonly others: readonly TargetSpec[];
  readonly clockOffset: number;
}

/** Reads the newest snapshot's packs after the key had been unplugged. */
export interface ReadBackOrder {
  readonly kind: 'read-back';
  readonly spec: TargetSpec;
  readonly snapshotId: string;
}

export type CareOrder = ProveOrder | VerifyOrder | PruneOrder | RepairOrder | ReadBackOrder;

export interface Verified {
  readonly damaged: readonly Damage[];
  readonly lostChunks: number;
  readonly snapshots: number;
  readonly packs: number;
  readonly bytesRead: number;
}

/** What each order is answered with. */
export interface CareResults {
  readonly prove: Trial;
  readonly verify: Verified;
  readonly prune: Pruned;
  readonly repair: Repair;
  readonly 'read-back': null;
}

/** Names of steps, as the window has sentences for them. */
export type CareStep =
  'prove-reading' | 'prove-checking' | 'verify-quick' | 'verify-full' | 'prune' | 'repair' | 'read-back';

export type CareNews =
  | { readonly type: 'step'; readonly step: CareStep; readonly done: number; readonly total: number }
  | { readonly type: 'sound-pack'; readonly name: string }
  | { readonly type: 'done'; readonly result: CareResults[CareOrder['kind']] }
  | { readonly type: 'refused'; readonly error: ContractError }
  /** A fault of ours: places in the code, no data. */
  | { readonly type: 'failed'; readonly detail: string };
