import { z } from 'zod';
import { method } from './method.ts';
import { id, instant, shortText } from './values.ts';

export const accessAction = z.enum([
  'vault-created',
  'vault-opened',
  'vault-opened-with-recovery',
  'vault-locked',
  'passphrase-changed',
  'pin-changed',
  'recovery-sheet-renewed',
  'vault-rekeyed',
  'vault-moved',
  'vault-migrated',
  'vault-restored',
  'copy-made',
  'copy-updated',
  'target-added',
  'target-removed',
  'target-lost',
  'target-found',
  'snapshot-searched',
  'patient-brought-back',
  'bringing-undone',
  'restore-proven',
  'snapshot-created',
  'snapshots-pruned',
  'target-verified',
  'target-repaired',
  'settings-changed',
  'patient-created',
  'patient-opened',
  'patient-read',
  'notes-searched',
  'patient-changed',
  'patient-removed',
  'patient-restored',
  'patient-purged',
  'patient-archived',
  'patient-taken-back',
  'patient-held',
  'patient-hold-ended',
  'consultation-read',
  'consultation-created',
  'consultation-changed',
  'consultation-finished',
  'consultation-moved',
  'consultation-removed',
  'consultation-restored',
  'consultation-purged',
  'consultation-printed',
  'patient-printed',
  'consultation-exported',
  'patient-exported',
  'access-log-exported',
  'access-log-expired',
  'document-read',
  'document-printed',
  'document-exported',
  'account-created',
  'account-changed',
  'account-ended',
  'opposition-recorded',
  'opposition-revoked',
  'opposition-decided',
  'opposition-lifted',
  'opposition-lift-ended',
  'nir-use-started',
  'nir-use-ended',
  'consent-purpose-changed',
  'consent-given',
  'consent-scanned',
  'consent-withdrawn',
  'consent-list-exported',
  'request-recorded',
  'request-changed',
  'request-answered',
  'request-sent',
  'patient-copied',
  'patient-frozen',
  'patient-freeze-ended',
  'register-changed',
  'register-saved',
  'register-printed',
  'register-exported',
  'notice-made',
  'information-noted',
  'information-removed',
  'breach-recorded',
  'breach-changed',
  'breach-notified',
  'breach-letter',
  'breach-persons-informed',
  'breach-closed',
  'breach-reopened',
  'pc-checked',
  'binder-made',
  'import-done',
  'import-undone',
  'vault-checked',
  'vault-key-shown',
]);
export type AccessAction = z.infer<typeof accessAction>;

export const accessEntry = z.strictObject({
  number: z.int(),
  at: instant,
  by: z.string(),
  action: accessAction,
  /** Null where the entry is about nobody, or about a patient who was purged since. */
  patient: z.strictObject({ id, displayName: z.string() }).nullable(),
  aboutSomebody: z.boolean(),
  /** Why a consultation was moved; null for all else, and once the consultation is purged. */
  reason: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AccessEntry = z.infer<typeof accessEntry>;

export const accessLog = {
  /** Newest first. */
  'accessLog.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({
      patientId: id.nullable(),
      /** Name of the person who did it; null for everybody. */
      by: shortText.nullable(),
      /** The number under which to go on; null from the newest. */
      before: z.int().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({
      /** How many the filters let through in all. */
      total: z.int(),
      entries: z.array(accessEntry),
      /** Everybody whom the log knows, for the choice of a person. */
      people: z.array(z.string()),
    }),
  }),
  /** State of the chain as last checked in the background; `brokenAt` is the first entry that does not fit. */
  'accessLog.chain': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      checkedAt: instant.nullable(),
      entries: z.int(),
      brokenAt: z.int().nullable(),
      /** Months that entries are kept; older ones have left an anchor, with the day of the last of them. */
      months: z.int(),
      expiredThrough: instant.nullable(),
      /** A destination whose last copy tried seals another entry under this number. */
      contradiction: z.strictObject({ label: z.string(), number: z.int(), at: instant }).nullable(),
    }),
  }),
  /** How long entries are kept (6 to 12 months after the CNIL, up to 36 for internal control). */
  'accessLog.setMonths': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ months: z.int().min(6).max(36) }),
    output: z.strictObject({}),
  }),
  /** The newest entries that the filters let through as a PDF to be read, patients by name, where the person chooses. Logged. */
  'accessLog.savePaper': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id.nullable(), by: shortText.nullable() }),
    output: z.strictObject({ fileName: z.string(), entries: z.int() }),
  }),
  /** The whole log with its chain and head where the person chooses; patients by their alias alone. Logged. */
  'accessLog.export': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ fileName: z.string(), entries: z.int() }),
  }),
};
