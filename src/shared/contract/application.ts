import { z } from 'zod';
import { method } from './method.ts';
import { readingCopyStanding } from './readingCopy.ts';
import { backupStatus } from './snapshots.ts';
import { instant, nothing, shortText } from './values.ts';

export const theme = z.enum(['light', 'dark', 'system']);
export const textSize = z.union([z.literal(100), z.literal(112), z.literal(125)]);

export const applicationStatus = z.strictObject({
  phase: z.enum(['no-vault', 'locked', 'veiled', 'open']),
  host: z.enum(['electron', 'chromium']),
  version: z.string(),
  /** First four characters of the vault id, as printed on the recovery sheet; null without a vault. */
  shortVaultId: z.string().nullable(),
  vaultFolder: z.string().nullable(),
  /** Where the vault should lie, when nothing of it is there any more. */
  missingVaultFolder: z.string().nullable(),
  isDemo: z.boolean(),
  /** Not null where this PC only consults a copy of the vault. */
  readingCopy: readingCopyStanding.extend({ isExpired: z.boolean() }).nullable(),
  hasPin: z.boolean(),
  theme,
  textSize,
  singleLetterKeys: z.boolean(),
  greeting: z.string().nullable(),
  practiceLabel: z.string().nullable(),
  lockedSince: instant.nullable(),
  /** How the copies stood last, for the lock screen; null before that was ever known. */
  backup: backupStatus.nullable(),
  /** When the consultation that waits behind the lock was begun; never whose it is. */
  draftWaitingSince: instant.nullable(),
  /** After an opening with the recovery sheet: a new passphrase must be chosen before anything else. */
  mustChoosePassphrase: z.boolean(),
  /** Seconds before another passphrase may be tried; 0 when it may be tried now. */
  retryInSeconds: z.number(),
  /** The disk is full: entries of the access log wait in memory for a place; the window says so until they are written. */
  isLogWaiting: z.boolean(),
  /** Who opened the vault, and what they may do; null while it is locked. */
  person: z
    .strictObject({
      name: z.string(),
      role: z.enum(['titular', 'replacement', 'associate']),
      mayWrite: z.boolean(),
      mayExport: z.boolean(),
    })
    .nullable(),
});
export type ApplicationStatus = z.infer<typeof applicationStatus>;

export const application = {
  'application.status': method({ access: 'always', input: z.strictObject({}), output: applicationStatus }),
  /** Kept outside the vault (coffre.state.json), so that the lock screen already looks right. */
  'application.setAppearance': method({
    access: 'always',
    input: z.strictObject({
      theme: theme.optional(),
      textSize: textSize.optional(),
      singleLetterKeys: z.boolean().optional(),
      greeting: shortText.nullable().optional(),
      practiceLabel: shortText.nullable().optional(),
    }),
    output: nothing,
  }),
  /** A page of the window broke: kept in the local log (`core.reportFault`) under the number that the person reads. */
  'application.reportFault': method({
    access: 'always',
    input: z.strictObject({
      incident: z.string().regex(/^[0-9A-F]{6}$/),
      /** Kind of error and places in the code; never its message, which may quote a patient's data. */
      name: z.string().max(60),
      places: z.array(z.string().max(120)).max(8),
    }),
    output: nothing,
  }),
  'application.quit': method({ access: 'always', input: z.strictObject({}), output: nothing }),
  /** Stops a long work; what it had not finished is undone. */
  'application.cancelWork': method({
    access: 'always',
    input: z.strictObject({ workId: z.string().max(64) }),
    output: nothing,
  }),
};
