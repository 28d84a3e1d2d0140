import { z } from 'zod';
import { method } from './method.ts';
import { preferences } from './settings.ts';
import { sourceSecret } from './snapshots.ts';
import { instant, nothing } from './values.ts';

/** Days after which a copy that was not brought up to date opens no more, as offered. */
export const READING_COPY_DAYS = [7, 30, 90] as const;

/** How a copy that only consults stands: all of it may be known before it is open. */
export const readingCopyStanding = z.strictObject({
  /** Of the snapshot that it holds. */
  takenAt: instant,
  expiresAt: instant,
});
export type ReadingCopyStanding = z.infer<typeof readingCopyStanding>;

/*
 * A second PC that only consults: a copy of the vault out of the host's newest snapshot, brought up to date from there. What
 * answers on it is listed once, in src/main/ipc/readingCopyRules.ts.
 */
export const readingCopy = {
  /** Puts a copy on a PC that has no vault, out of the host chosen by `hosting.useSource`. It is locked afterwards. Long work. */
  'readingCopy.create': method({
    access: 'always',
    input: z.strictObject({ secret: sourceSecret, days: z.literal(READING_COPY_DAYS) }),
    output: nothing,
  }),
  /** Brings the open copy up to date from its host; `isNewer` is false where it holds the newest snapshot already. Long work. */
  'readingCopy.update': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ isNewer: z.boolean() }),
  }),
  /** The copy's own delays, which the practice's PC does not share. */
  'readingCopy.changePreferences': method({
    access: 'unlocked',
    input: preferences.partial(),
    output: preferences,
  }),
  /** Removes the copy from this PC, open or not. Refuses `not-a-copy` where the vault is no copy. */
  'readingCopy.remove': method({ access: 'always', input: z.strictObject({}), output: nothing }),
};
