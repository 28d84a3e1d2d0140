import { z } from 'zod';
import { method } from './method.ts';
import { requestKind } from './requests.ts';
import { civilDate, id, instant, nothing, partialDate, shortText } from './values.ts';

/** Durations in years; the sources stand beside each in the window (CNIL 2020-081, R1112-7 CSP). */
export const retentionRule = z.strictObject({
  activeYears: z.int().min(1).max(50),
  archivedYears: z.int().min(0).max(50),
  minorUntilAge: z.int().min(18).max(50),
  afterDeathYears: z.int().min(1).max(50),
});

/** Where a file is in its life. */
export const retentionState = z.enum(['active', 'to-archive', 'archived', 'to-purge', 'held']);
export type RetentionState = z.infer<typeof retentionState>;

/** The dates of one file, and what they were reckoned from. */
export const fileRetention = z.strictObject({
  patientId: id,
  displayName: z.string(),
  lastVisit: civilDate,
  birthDate: partialDate.nullable(),
  deathDate: partialDate.nullable(),
  archiveOn: civilDate,
  /** Null while a litigation holds it. */
  purgeOn: civilDate.nullable(),
  ground: z.enum(['last-visit', 'minor', 'unknown-birth', 'death', 'held']),
  state: retentionState,
  archivedAt: instant.nullable(),
  /** Why nothing of it is destroyed, where a litigation goes on. */
  holdReason: z.string().nullable(),
});
export type FileRetention = z.infer<typeof fileRetention>;

/** A file that may be destroyed, with what its person asked and is not closed: a copy that waits for its answer keeps it. */
export const fileToPurge = fileRetention.extend({
  openRequests: z.array(z.strictObject({ id, kind: requestKind, isAnswered: z.boolean() })),
});
export type FileToPurge = z.infer<typeof fileToPurge>;

/** A place that may still hold copies of what a purge took out of the vault, encrypted. */
export const remainingCopy = z.strictObject({
  place: z.enum(['target', 'host', 'removed', 'lost', 'former-host', 'set-aside', 'reading-copy']),
  /** The destination's name; empty where it has none. */
  label: z.string(),
  /** When a restore set the former vault aside. */
  since: civilDate.nullable(),
  /** The first copy made there after this day ends the last of them; null where nothing of ours ends them. */
  goneAfter: civilDate.nullable(),
});
export type RemainingCopy = z.infer<typeof remainingCopy>;

export const retention = {
  'retention.rule': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: retentionRule }),
  'retention.changeRule': method({
    access: 'unlocked',
    titularOnly: true,
    input: retentionRule.partial(),
    output: retentionRule,
  }),
  /** Shown in the file, archived or not. */
  'retention.ofPatient': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id }),
    output: fileRetention,
  }),
  /** What is to be archived or destroyed now, and how many files come due in each of the years ahead. */
  'retention.calendar': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      toArchive: z.array(fileRetention),
      toPurge: z.array(fileToPurge),
      held: z.array(fileRetention),
      archived: z.int(),
      ahead: z.array(z.strictObject({ year: z.int(), archive: z.int(), purge: z.int() })),
      destructions: z.array(z.strictObject({ documentId: id, at: instant, files: z.int(), consultations: z.int() })),
    }),
  }),
  /** Files in the archive whose name begins so, by name; all for an empty text. */
  'retention.archived': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ text: shortText, limit: z.int().min(1).max(200) }),
    output: z.strictObject({ files: z.array(fileRetention) }),
  }),
  'retention.archive': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientIds: z.array(id).min(1).max(5_000) }),
    output: nothing,
  }),
  /** The patient comes back, or the file is needed: out of the archive, with its reason in the access log. */
  'retention.takeBack': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, reason: shortText.min(1) }),
    output: nothing,
  }),
  'retention.setDeath': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, deathDate: partialDate.nullable() }),
    output: fileRetention,
  }),
  'retention.hold': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, reason: shortText.min(1) }),
    output: fileRetention,
  }),
  'retention.endHold': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id }),
    output: fileRetention,
  }),
  /**
   * Destroys files whose time has come, each of which was shown and confirmed; long work. Keeps the certificate. Answers the
   * erasures that were asked for. Refuses `request-unanswered` where a copy is asked for.
   */
  'retention.purge': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientIds: z.array(id).min(1).max(5_000) }),
    output: z.strictObject({ documentId: id, remaining: z.array(remainingCopy) }),
  }),
};
