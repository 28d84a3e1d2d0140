import { z } from 'zod';
import { method } from './method.ts';
import { id, instant, longText, nothing, pain, shortText } from './values.ts';

/** The texts of a consultation, in the order in which they are written and printed. */
export const consultationTexts = z.strictObject({
  motive: longText,
  /** What the patient says: context, onset, course. */
  history: longText,
  examination: longText,
  orl: longText,
  visceral: longText,
  cardioPulmonary: longText,
  uroGynaecological: longText,
  peripheral: longText,
  generalState: longText,
  diagnosis: longText,
  treatment: longText,
  advice: longText,
});
export type ConsultationTexts = z.infer<typeof consultationTexts>;
export type ConsultationTextField = keyof ConsultationTexts;

export const consultationFields = consultationTexts.extend({
  startedAt: instant,
  painBefore: pain.nullable(),
  painAfter: pain.nullable(),
});
export type ConsultationFields = z.infer<typeof consultationFields>;

export const consultation = consultationFields.extend({
  id,
  patientId: id,
  version: z.int(),
  practitionerName: z.string(),
  /** Null while it is open. */
  endedAt: instant.nullable(),
  updatedAt: instant,
  /** Texts of which a former version is kept. */
  rewrittenFields: z.array(z.string()),
  /** Those of them that were changed after the consultation had been finished: corrections. */
  amendedFields: z.array(z.string()),
  imported: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type Consultation = z.infer<typeof consultation>;

/** A clinical text as it was before a run of edits. */
export const textVersion = z.strictObject({
  text: z.string(),
  /** When the run of edits that replaced it began. */
  replacedAt: instant,
  /** Who replaced it. */
  by: z.string(),
  /** It was the text of a finished consultation; never of a patient's own texts. */
  isCorrected: z.boolean(),
});
export type TextVersion = z.infer<typeof textVersion>;

export const openConsultation = z.strictObject({
  id,
  patientId: id,
  displayName: z.string(),
  birthDate: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  motive: z.string(),
});
export type OpenConsultation = z.infer<typeof openConsultation>;

export const removedConsultation = openConsultation.extend({
  reason: z.string(),
  removedAt: instant,
  /** When the bin lets go of it. */
  endsAt: instant,
});
export type RemovedConsultation = z.infer<typeof removedConsultation>;

export const consultations = {
  'consultations.start': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id }),
    output: consultation,
  }),
  'consultations.get': method({
    access: 'unlocked',
    input: z.strictObject({ consultationId: id }),
    output: consultation,
  }),
  /** Saves what was typed; called 1 s after the last key and at the latest every 2 s. */
  'consultations.save': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id, version: z.int(), changes: consultationFields.partial() }),
    output: z.strictObject({ version: z.int(), savedAt: instant }),
  }),
  'consultations.finish': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id, version: z.int(), endedAt: instant, painAfter: pain.nullable() }),
    output: consultation,
  }),
  'consultations.reopen': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id }),
    output: consultation,
  }),
  /** Former versions of one text, newest first. */
  'consultations.textHistory': method({
    access: 'unlocked',
    input: z.strictObject({ consultationId: id, field: z.string().max(40) }),
    output: z.strictObject({ versions: z.array(textVersion) }),
  }),
  /** Written in the wrong file: goes to another patient, with its trace. */
  'consultations.move': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id, toPatientId: id, reason: shortText }),
    output: nothing,
  }),
  'consultations.remove': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id, reason: shortText }),
    output: nothing,
  }),
  'consultations.restore': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ consultationId: id }),
    output: nothing,
  }),
  /** Consultations removed less than 30 days ago. */
  'consultations.bin': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ consultations: z.array(removedConsultation) }),
  }),
  /** For the home screen: all that are still open, of whatever day, newest first; and all that were begun today, by time. */
  'consultations.today': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ leftOpen: z.array(openConsultation), today: z.array(openConsultation) }),
  }),
};
