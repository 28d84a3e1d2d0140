import { z } from 'zod';
import { method } from './method.ts';
import { civilDate, id, instant, nothing, shortText } from './values.ts';

const answers = {
  lastSeenOn: civilDate,
  lastSeenWhere: shortText.min(1).max(200),
  withIt: z.enum(['nothing', 'passphrase', 'recovery-sheet', 'unknown']),
  hasOtherCopy: z.boolean(),
};

/** A key that was reported lost, with the answers that its reasoning stands on (src/shared/domain/lostKey.ts). */
export const lostKey = z.strictObject({
  id,
  repository: id,
  label: z.string(),
  reportedAt: instant,
  reportedBy: z.string(),
  ...answers,
  /** The newest copy on it that the vault knows of, and how many files the vault had when the key was lost. */
  lastCopyAt: instant.nullable(),
  patients: z.int(),
  /** When the vault was encrypted anew since: what is written after that is closed to whoever holds the key. */
  madeWorthlessAt: instant.nullable(),
  foundAt: instant.nullable(),
});
export type LostKey = z.infer<typeof lostKey>;

export const lostKeys = {
  /** Newest first. */
  'lostKeys.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ keys: z.array(lostKey) }),
  }),
  /** Three answers; the target is not awaited any more. */
  'lostKeys.report': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ repository: id, ...answers }),
    output: lostKey,
  }),
  /** It came back: a target again. */
  'lostKeys.found': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ lostKeyId: id }),
    output: nothing,
  }),
  /** The reasoning and its conclusion, for the file of the practice. */
  'lostKeys.print': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ lostKeyId: id }),
    output: nothing,
  }),
};
