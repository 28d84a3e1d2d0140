import { z } from 'zod';
import { method } from './method.ts';
import { snapshotId } from './targetCare.ts';
import { id, instant, nothing, shortText } from './values.ts';

/**
 * How what a snapshot holds stands in the vault of today: as it is there, in the bin, erased for good by a purge, or not
 * there for another reason (written after the last copy of a lost vault, an import that was undone).
 */
export const presence = z.enum(['present', 'in-bin', 'erased', 'absent']);
export type Presence = z.infer<typeof presence>;

/** One line of the search inside a snapshot. */
export const formerPatient = z.strictObject({
  patientId: id,
  displayName: z.string(),
  birthDate: z.string().nullable(),
  consultations: z.int(),
  presence,
});
export type FormerPatient = z.infer<typeof formerPatient>;

const storedValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A field that has another value today; `subject` is the patient or a consultation. */
export const valueDifference = z.strictObject({ subject: id, field: z.string(), now: storedValue, then: storedValue });
export type ValueDifference = z.infer<typeof valueDifference>;

/** A clinical text that is another one today. */
export const textDifference = z.strictObject({
  subject: id,
  field: z.string(),
  now: z.string(),
  then: z.string(),
  /** True where the text of then is among the former versions that are kept. */
  isKept: z.boolean(),
});
export type TextDifference = z.infer<typeof textDifference>;

export const formerConsultation = z.strictObject({
  consultationId: id,
  startedAt: instant,
  motive: z.string(),
  /** `moved`: it is in another patient's file today. */
  state: z.enum(['missing', 'erased', 'in-bin', 'moved', 'different']),
  /** Of one that is missing, all that are written; of one that is different, those that differ. */
  texts: z.array(textDifference),
  values: z.array(valueDifference),
});
export type FormerConsultation = z.infer<typeof formerConsultation>;

/** What lies beside a file, and comes along with one that comes back whole. */
export const fileBelongings = z.strictObject({
  oppositions: z.int(),
  consents: z.int(),
  /** With their bytes. */
  documents: z.int(),
  /** `stays`: the snapshot has one, and the practice does not use it today. */
  nir: z.enum(['none', 'comes', 'stays']),
});
export type FileBelongings = z.infer<typeof fileBelongings>;

/** A file as it was, beside the file of today. */
export const fileComparison = z.strictObject({
  patientId: id,
  displayName: z.string(),
  birthDate: z.string().nullable(),
  presence,
  erasedAt: instant.nullable(),
  values: z.array(valueDifference),
  texts: z.array(textDifference),
  /** Those that are not as they are today, newest first. */
  consultations: z.array(formerConsultation),
  /** Null where the file is there today: what lies beside it is then neither compared nor brought. */
  belongings: fileBelongings.nullable(),
  /** How many are the same, and how many the file of today has beyond them. */
  same: z.int(),
  newer: z.int(),
});
export type FileComparison = z.infer<typeof fileComparison>;

const place = { subject: id, field: z.string().max(40) };

/** What is to come back into one file; whatever takes the place of something leaves it among the former versions. */
export const bringing = z.strictObject({
  patientId: id,
  consultations: z.array(id).max(5_000),
  /** `present` takes the place of the text of today, which stays as a former version; `former` goes beside it. */
  texts: z.array(z.strictObject({ ...place, as: z.enum(['present', 'former']) })).max(20_000),
  values: z.array(z.strictObject(place)).max(20_000),
  /** After the person was told that a purge had erased it. */
  acceptsErased: z.boolean(),
});
export type Bringing = z.infer<typeof bringing>;

export const broughtBack = z.strictObject({
  patientId: id,
  isNewFile: z.boolean(),
  consultations: z.int(),
  texts: z.int(),
  values: z.int(),
});
export type BroughtBack = z.infer<typeof broughtBack>;

/** One file, or one former text, out of a snapshot; the whole vault is not touched. */
export const bringBack = {
  /** Rebuilds the snapshot beside the vault, encrypted, to be read. It ends with `close`, a lock, or the next one. Long work. */
  'bringBack.open': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ repository: id, snapshotId }),
    output: z.strictObject({ time: instant, label: z.string(), patients: z.int(), absent: z.int() }),
  }),
  /** By name, birth date, phone; an empty text lists the files that the vault of today does not have. */
  'bringBack.search': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ text: shortText }),
    output: z.strictObject({ patients: z.array(formerPatient) }),
  }),
  'bringBack.compare': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id }),
    output: fileComparison,
  }),
  'bringBack.bring': method({ access: 'unlocked', titularOnly: true, input: bringing, output: broughtBack }),
  /** Takes the last one back, as long as its snapshot is open. */
  'bringBack.undo': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: nothing }),
  'bringBack.close': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: nothing }),
};
