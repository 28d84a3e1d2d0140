import { z } from 'zod';
import { method } from './method.ts';
import { civilDate, id, instant, longText, nothing, shortText } from './values.ts';

/** What the register says of the practice as a whole, then of each activity (art. 30(1) RGPD). */
export const registerField = z.enum([
  'organisation',
  'controller',
  'contact',
  'dpo',
  'jointControllers',
  'software',
  'purposes',
  'legalBasis',
  'persons',
  'data',
  'sensitiveData',
  'source',
  'retention',
  'internalRecipients',
  'externalRecipients',
  'processors',
  'transfers',
  'accessControl',
  'encryption',
  'traceability',
  'backup',
  'processorControl',
  'security',
]);
export type RegisterField = z.infer<typeof registerField>;

/** The common page, an activity that the program computes, or the id of one of the practice's own. */
export const registerSheetName = z.union([
  z.enum(['common', 'care', 'suppliers', 'logs', 'backup', 'rights', 'consents', 'breaches']),
  id,
]);
export type RegisterSheetName = z.infer<typeof registerSheetName>;

export const registerEntry = z.strictObject({
  field: registerField,
  /** What the program found in the vault, one a line; it changes with the vault. */
  computed: z.array(z.string()),
  /** Counts and dates of that day, which prove it; a change of these alone makes no new version due. */
  proofs: z.array(z.string()),
  /** What the practitioner added. */
  own: z.string(),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

export const registerSheet = z.strictObject({
  name: registerSheetName,
  title: z.string(),
  /** Null for a sheet that no version has yet. */
  createdOn: civilDate.nullable(),
  /** Of the last version that changed it; null while it differs from the last version. */
  updatedOn: civilDate.nullable(),
  entries: z.array(registerEntry),
});
export type RegisterSheet = z.infer<typeof registerSheet>;

/** One line of a difference; `before` is empty for what came, `after` for what went. */
export const registerChange = z.strictObject({
  sheet: z.string(),
  field: registerField.nullable(),
  before: z.string(),
  after: z.string(),
});
export type RegisterChange = z.infer<typeof registerChange>;

export const registerVersion = z.strictObject({ number: z.int().min(1), at: instant, by: z.string(), documentId: id });
export type RegisterVersion = z.infer<typeof registerVersion>;

/** What a practice often does outside of this program, with its usual answers to start from. */
export const activityModel = z.enum(['agenda', 'fees', 'suppliers', 'newsletter']);
export type ActivityModel = z.infer<typeof activityModel>;

export const register = {
  /** The register as the vault is now, and what of it differs from the last version. */
  'register.read': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      sheets: z.array(registerSheet),
      lastVersion: registerVersion.nullable(),
      changes: z.array(registerChange),
    }),
  }),
  /** Replaces what the practitioner added to one field; empty for nothing. */
  'register.edit': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ sheet: registerSheetName, field: registerField, text: longText.max(20_000) }),
    output: nothing,
  }),
  'register.addActivity': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ title: shortText.min(1).max(120), model: activityModel.nullable() }),
    output: z.strictObject({ activityId: id }),
  }),
  'register.renameActivity': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ activityId: id, title: shortText.min(1).max(120) }),
    output: nothing,
  }),
  /** One of the practice's own; the versions that have it keep it. */
  'register.removeActivity': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ activityId: id }),
    output: nothing,
  }),
  'register.restoreActivity': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ activityId: id }),
    output: nothing,
  }),
  /** Keeps the register of this day under the next number, as data and as a PDF. */
  'register.saveVersion': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: registerVersion,
  }),
  /** Newest first. */
  'register.versions': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ versions: z.array(registerVersion) }),
  }),
  /** From a version to another, or to the register as it is now where `to` is null. */
  'register.difference': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ from: z.int().min(1), to: z.int().min(1).nullable() }),
    output: z.strictObject({ changes: z.array(registerChange) }),
  }),
  /** The register as it is now; a paper that says whether it is a version. */
  'register.print': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: nothing,
  }),
  /** The register as it is now, where the person chooses: a list (CSV), or a workbook with a sheet an activity (XLSX). */
  'register.export': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ fileName: z.string() }),
  }),
};
