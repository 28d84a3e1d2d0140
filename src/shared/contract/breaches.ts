import { z } from 'zod';
import { method } from './method.ts';
import { channel } from './oppositions.ts';
import { civilDate, id, instant, longText, nothing, shortText } from './values.ts';

export const breachDataKind = z.enum([
  'identity',
  'contact',
  'social-security-number',
  'health',
  'appointments',
  'fees',
  'documents',
  'accounts',
]);
export type BreachDataKind = z.infer<typeof breachDataKind>;

export const breachPersonKind = z.enum(['patients', 'minors', 'relatives', 'correspondents']);
export type BreachPersonKind = z.infer<typeof breachPersonKind>;

export const breachRisk = z.enum(['none', 'risk', 'high']);

/** What the practitioner notes of a breach; the answers are those of src/shared/domain/breach.ts. */
export const breachContent = z.strictObject({
  title: shortText,
  facts: longText,
  learntHow: longText,
  /** When the practitioner was reasonably certain of it: the 72 hours run from here. */
  awareAt: instant,
  startedOn: civilDate.nullable(),
  endedOn: civilDate.nullable(),
  confidentiality: z.boolean(),
  integrity: z.boolean(),
  availability: z.boolean(),
  isUnreadable: z.boolean().nullable(),
  data: z.enum(['health', 'identity']).nullable(),
  reader: z.enum(['nobody', 'bound', 'anybody']).nullable(),
  recovery: z.enum(['in-time', 'late', 'never']).nullable(),
  isGrave: z.boolean().nullable(),
  /** The practitioner's own view, where it is another than what the answers give; with its reason. */
  ownRisk: breachRisk.nullable(),
  ownRiskReason: longText,
  exemption: z.enum(['none', 'measures', 'effort']),
  exemptionReason: longText,
  dataKinds: z.array(breachDataKind),
  personKinds: z.array(breachPersonKind),
  persons: z.int().min(0).nullable(),
  records: z.int().min(0).nullable(),
  consequences: longText,
  measuresBefore: longText,
  measuresTaken: longText,
  /** What the persons can do themselves, for the letter. */
  advice: longText,
  delayReason: longText,
  /** What the conclusion says once it is closed. */
  lessons: longText,
});
export type BreachContent = z.infer<typeof breachContent>;

export const breachClock = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.enum(['running', 'late']), before: instant, leftMs: z.int() }),
  z.strictObject({ state: z.literal('sent'), at: instant, isLate: z.boolean() }),
]);

export const breachSummary = z.strictObject({
  id,
  /** Its place in the internal register. */
  number: z.int(),
  title: z.string(),
  awareAt: instant,
  risk: breachRisk,
  clock: breachClock,
  informsPersons: z.boolean(),
  /** Persons on its list, and those of them who were told. */
  listed: z.int(),
  informed: z.int(),
  closedAt: instant.nullable(),
  isLostKey: z.boolean(),
});
export type BreachSummary = z.infer<typeof breachSummary>;

/** A section of the CNIL's form, its fields in its order. */
export const formSection = z.strictObject({
  title: z.string(),
  fields: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type FormSection = z.infer<typeof formSection>;

export const breachNotice = z.strictObject({
  id,
  kind: z.enum(['initial', 'complementary']),
  sentAt: instant,
  receipt: z.string(),
  form: z.array(formSection),
  documentId: id,
});
export type BreachNotice = z.infer<typeof breachNotice>;

export const breach = z.strictObject({
  summary: breachSummary,
  content: breachContent,
  conclusion: z.string(),
  notices: z.array(breachNotice),
  /** The form as it would be sent now. */
  form: z.array(formSection),
});
export type Breach = z.infer<typeof breach>;

export const breachPerson = z.strictObject({
  /** Null once the file was destroyed. */
  patient: z.strictObject({ id, displayName: z.string() }).nullable(),
  informedAt: instant.nullable(),
  channel: channel.nullable(),
});
export type BreachPerson = z.infer<typeof breachPerson>;

export const breaches = {
  /** The internal register (article 33(5)); open ones first, then newest first. */
  'breaches.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ breaches: z.array(breachSummary) }),
  }),
  'breaches.open': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: breach,
  }),
  'breaches.record': method({
    access: 'unlocked',
    titularOnly: true,
    input: breachContent.pick({
      title: true,
      learntHow: true,
      awareAt: true,
      confidentiality: true,
      integrity: true,
      availability: true,
    }),
    output: z.strictObject({ breachId: id }),
  }),
  /** Saved as it is typed; refused once it is closed. */
  'breaches.save': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, changes: breachContent.partial() }),
    output: nothing,
  }),
  /** Numbers and kinds of data taken from the vault: of the listed persons, or of every file where none is listed. */
  'breaches.proposal': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: z.strictObject({
      persons: z.int(),
      minors: z.int(),
      records: z.int(),
      dataKinds: z.array(breachDataKind),
      personKinds: z.array(breachPersonKind),
    }),
  }),
  /** The CNIL has it: from now on it stays as it is. The first is the initial one, each other completes it. */
  'breaches.declareSent': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, receipt: shortText.min(1), sentAt: instant }),
    output: z.strictObject({ documentId: id }),
  }),
  /** The form as it stands, as one PDF where the person chooses. */
  'breaches.exportForm': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: z.strictObject({ fileName: z.string() }),
  }),
  'breaches.persons': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: z.strictObject({ persons: z.array(breachPerson) }),
  }),
  /** Null puts every file of the vault on the list. */
  'breaches.addPersons': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, patientIds: z.array(id).max(5_000).nullable() }),
    output: nothing,
  }),
  'breaches.removePerson': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, patientId: id }),
    output: nothing,
  }),
  /** The letter of article 34(2), to one person or as a model without a name; kept in the vault. */
  'breaches.letter': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, patientId: id.nullable() }),
    output: z.strictObject({ documentId: id }),
  }),
  /**
   * The letters to all who were not told yet as one PDF where the person chooses; the model is kept in the vault. Refuses
   * `not-found` where everybody was told.
   */
  'breaches.letters': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: z.strictObject({ fileName: z.string(), letters: z.int() }),
  }),
  /** Null marks everybody on the list who was not told yet. */
  'breaches.markInformed': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, patientId: id.nullable(), channel }),
    output: nothing,
  }),
  'breaches.close': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id, conclusion: longText.min(1) }),
    output: nothing,
  }),
  'breaches.reopen': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ breachId: id }),
    output: nothing,
  }),
};
