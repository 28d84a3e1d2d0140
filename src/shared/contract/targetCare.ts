import { z } from 'zod';
import { contractError } from './errors.ts';
import { method } from './method.ts';
import { id, instant, nothing, shortText } from './values.ts';

/** 20261124T180000Z-000042-1a2b3c4d: time, sequence and writer. */
export const snapshotId = z.string().regex(/^\d{8}T\d{6}Z-\d{6,}-[0-9a-f]{8}$/);

/** What a check can find; the core says what each of them is (snapshots/verify.ts). */
export const damageKind = z.enum([
  'pack-damaged',
  'chunks-missing',
  'manifest-unreadable',
  'manifest-altered',
  'manifest-unproven',
  'snapshot-missing',
  'snapshot-returned',
  'snapshots-forked',
  'file-altered',
  'mark-unreadable',
  'restore-failed',
  'newer',
]);
export type DamageKind = z.infer<typeof damageKind>;

/** One damage, with the copies that suffer from it. */
export const targetDamage = z.strictObject({
  kind: damageKind,
  /** Name of the file on the target. */
  name: z.string(),
  /** How many pieces are bad or lost, where it is one of pieces. */
  chunks: z.int().nullable(),
  /** When the copies that suffer were taken, newest first; at most 20 of them. */
  times: z.array(instant),
  /** How many suffer in all. */
  copies: z.int(),
});
export type TargetDamage = z.infer<typeof targetDamage>;

export const targetVerification = z.strictObject({
  at: instant,
  /** True where every byte was read, false where names, sizes and indexes were. */
  isFull: z.boolean(),
  snapshots: z.int(),
  packs: z.int(),
  bytesRead: z.int(),
  damaged: z.array(targetDamage),
});
export type TargetVerification = z.infer<typeof targetVerification>;

export const targetPruning = z.strictObject({
  at: instant,
  kept: z.int(),
  dropped: z.int(),
  bytesFreed: z.int(),
});
export type TargetPruning = z.infer<typeof targetPruning>;

export const targetRepair = z.strictObject({
  at: instant,
  packsRemoved: z.int(),
  /** Copies whose own file had rotted: nobody could restore them. */
  copiesRemoved: z.int().default(0),
  /** Saved from the damaged packs or fetched from another destination. */
  chunksSaved: z.int(),
  /** Written anew out of the vault. */
  chunksFromVault: z.int(),
  /** Nobody has them any more. */
  chunksLost: z.int(),
  /** What the full check that followed still found. */
  damagesLeft: z.int(),
});
export type TargetRepair = z.infer<typeof targetRepair>;

/** What was done for a target, and what the person decided about it. */
export const targetCare = z.strictObject({
  verification: targetVerification.nullable(),
  pruning: targetPruning.nullable(),
  /** Why old copies could not be ended, where the last try was refused. */
  pruneRefusal: contractError.nullable(),
  repair: targetRepair.nullable(),
  /** "Me le rappeler demain": not asked for before. */
  remindAt: instant.nullable(),
});
export type TargetCare = z.infer<typeof targetCare>;

/** How long a copy is kept for, and as what; null where it goes at the next prune. */
export const keptAs = z.enum(['newest', 'daily', 'weekly', 'monthly']);
export type KeptAs = z.infer<typeof keptAs>;

/** What a prune would do now. */
export const prunePlan = z.strictObject({
  kept: z.array(z.strictObject({ snapshotId, time: instant })),
  dropped: z.array(z.strictObject({ snapshotId, time: instant })),
  /** Files that stay since they are no proven copy that could be restored. */
  leftAlone: z.int(),
  bytesFreed: z.int(),
  /** What the person is asked first (the clock, two PCs); null where nothing is. */
  doubt: contractError.nullable(),
});
export type PrunePlan = z.infer<typeof prunePlan>;

/** A key that is plugged in and that the vault knows nothing of. */
export const keyOffer = z.strictObject({
  label: shortText,
  freeBytes: z.int().nullable(),
});

const target = z.strictObject({ repository: id });

/** The care of a target: check, repair, ending of old copies, removal of the key. */
export const targetCareMethods = {
  /** Long work, beside everything else; a full check that was stopped goes on where it stood. */
  'snapshots.verify': method({
    access: 'unlocked',
    titularOnly: true,
    input: target.extend({ full: z.boolean() }),
    output: targetVerification,
  }),
  /** From the other targets that are there, then from the vault by a new copy; a full check follows. Long work, beside. */
  'snapshots.repair': method({ access: 'unlocked', titularOnly: true, input: target, output: targetRepair }),
  /** Changes nothing. */
  'snapshots.planPrune': method({ access: 'unlocked', titularOnly: true, input: target, output: prunePlan }),
  /**
   * Ends the copies that the rule keeps no longer. `acceptsDoubts`, after the person was asked: this PC's date is right,
   * and this PC goes on; remembered for what was asked, so that a clock that was wrong once is asked about once.
   */
  'snapshots.prune': method({
    access: 'unlocked',
    titularOnly: true,
    input: target.extend({ acceptsDoubts: z.boolean() }),
    output: targetPruning,
  }),
  /** Flushes and takes the key out of the system; false where the system lets nobody do so but the person by hand. */
  'snapshots.eject': method({
    access: 'unlocked',
    input: target,
    output: z.strictObject({ isOut: z.boolean() }),
  }),
  /** Not asked for before tomorrow morning. */
  'snapshots.remindTomorrow': method({ access: 'unlocked', input: target, output: nothing }),
  'snapshots.keyOffer': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ offer: keyOffer.nullable() }),
  }),
  /** "Pas cette clé": never offered again. */
  'snapshots.declineKey': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: nothing }),
};
