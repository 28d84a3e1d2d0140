import { z } from 'zod';
import { instant } from './values.ts';

/** Parts of the window's cache that a change makes stale. */
export const changedArea = z.enum([
  'patients',
  'consultations',
  'settings',
  'accessLog',
  'imports',
  'application',
  'snapshots',
  'privacy',
]);

export const contractEvent = z.discriminatedUnion('type', [
  /** Save what is being typed now, then answer `vault.flushed`: the vault closes within a second. */
  z.strictObject({ type: z.literal('flush') }),
  /** The phase changed (veiled, locked, open): ask `application.status` again, and drop all that was cached unless open. */
  z.strictObject({ type: z.literal('phase'), phase: z.enum(['no-vault', 'locked', 'veiled', 'open']) }),
  z.strictObject({ type: z.literal('changed'), areas: z.array(changedArea) }),
  z.strictObject({
    type: z.literal('progress'),
    workId: z.string(),
    /** Name of the step, a code whose French text is the renderer's. */
    step: z.string(),
    done: z.int(),
    total: z.int(),
    /** When the step began. */
    startedAt: instant,
    cancellable: z.boolean(),
    /** Label of the destination that it is about. */
    about: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('workEnded'), workId: z.string() }),
]);
export type ContractEvent = z.infer<typeof contractEvent>;
export type ChangedArea = z.infer<typeof changedArea>;
