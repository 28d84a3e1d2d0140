import { z } from 'zod';
import { method } from './method.ts';
import { id, instant, longText, nothing, shortText } from './values.ts';

/** How a patient said it. */
export const channel = z.enum(['spoken', 'letter', 'email', 'telephone', 'form']);
export type Channel = z.infer<typeof channel>;

/** Whom a patient does not want a file to be shared with (L1110-4 CSP), or hosted by (L1111-8 CSP). */
export const oppositionRecipient = z.discriminatedUnion('kind', [
  /** A colleague with an account in this vault: their session does not have the file. */
  z.strictObject({ kind: z.literal('account'), accountId: id }),
  z.strictObject({ kind: z.literal('person'), name: shortText.min(1), profession: shortText }),
  z.strictObject({ kind: z.literal('every-colleague') }),
  /** Needs a legitimate reason, and is examined; while it is not rejected nothing is pushed to a host. */
  z.strictObject({ kind: z.literal('external-hosting') }),
]);
export type OppositionRecipient = z.infer<typeof oppositionRecipient>;

export const opposition = z.strictObject({
  id,
  patientId: id,
  displayName: z.string(),
  recipient: oppositionRecipient,
  /** Name of the account, where it is one. */
  accountName: z.string().nullable(),
  channel,
  note: z.string(),
  since: instant,
  verdict: z.strictObject({ upheld: z.boolean(), reason: z.string(), at: instant }).nullable(),
  revokedAt: instant.nullable(),
  /** How the end was said; null while it holds. */
  revokedChannel: channel.nullable(),
});
export type Opposition = z.infer<typeof opposition>;

/** An objection that holds, where no account enforces it: a named person, or every colleague. */
export const sharingReminder = opposition.pick({ id: true, recipient: true, accountName: true, since: true });
export type SharingReminder = z.infer<typeof sharingReminder>;

export const oppositionLift = z.strictObject({
  patientId: id,
  displayName: z.string(),
  accountId: id,
  accountName: z.string(),
  reason: z.string(),
  since: instant,
  until: instant,
});
export type OppositionLift = z.infer<typeof oppositionLift>;

export const oppositions = {
  /** Of one patient or of all; those that hold first, then the revoked ones, newest first. */
  'oppositions.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id.nullable() }),
    output: z.strictObject({ oppositions: z.array(opposition), lifts: z.array(oppositionLift) }),
  }),
  /**
   * With whom a file must not be shared outside of the vault, for whoever may see it: what is printed or handed over goes by hand,
   * and nothing else would remind of it. None for a file that may not be seen.
   */
  'oppositions.reminders': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({ reminders: z.array(sharingReminder) }),
  }),
  'oppositions.record': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, recipient: oppositionRecipient, channel, note: longText }),
    output: opposition,
  }),
  /** As easy as giving it. */
  'oppositions.revoke': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ oppositionId: id, channel }),
    output: nothing,
  }),
  /** The answer to an objection to external hosting: upheld, nothing is pushed; rejected with its reason, it is. */
  'oppositions.decide': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ oppositionId: id, upheld: z.boolean(), reason: shortText.min(1) }),
    output: nothing,
  }),
  /** An emergency: one file, one account, for some hours, with a reason that stands in the access log. */
  'oppositions.lift': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, accountId: id, hours: z.int().min(1).max(72), reason: shortText.min(1) }),
    output: nothing,
  }),
  'oppositions.endLift': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, accountId: id }),
    output: nothing,
  }),
};
