import { z } from 'zod';
import { method } from './method.ts';
import { civilDate, id, instant, nothing } from './values.ts';

/** How a patient was informed (art. 12 and 13 RGPD). */
export const informationManner = z.enum(['poster', 'leaflet', 'spoken', 'message']);
export type InformationManner = z.infer<typeof informationManner>;

export const informationPaperKind = z.enum(['poster-a4', 'poster-a3', 'leaflet']);
export type InformationPaperKind = z.infer<typeof informationPaperKind>;

export const informationLanguage = z.enum(['fr', 'en']);
export type InformationLanguage = z.infer<typeof informationLanguage>;

/** A poster or leaflet that was made, and is kept. */
export const informationPaper = z.strictObject({
  documentId: id,
  kind: informationPaperKind,
  language: informationLanguage,
  version: z.int().min(1),
  at: instant,
  /** False once the register says something else: it is to be made again. */
  isCurrent: z.boolean(),
});
export type InformationPaper = z.infer<typeof informationPaper>;

export const patientInformation = z.strictObject({
  id,
  informedOn: civilDate,
  manner: informationManner,
  by: z.string(),
});
export type PatientInformation = z.infer<typeof patientInformation>;

const patientInformationList = z.strictObject({ entries: z.array(patientInformation) });

export const information = {
  /** Newest first, and how many patients have no note of having been informed. */
  'information.overview': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({
      papers: z.array(informationPaper),
      website: z.string(),
      patients: z.int(),
      notInformed: z.int(),
    }),
  }),
  /** Makes and keeps a paper from the register; gives the one that is there where it says the same. */
  'information.make': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ kind: informationPaperKind, language: informationLanguage }),
    output: informationPaper,
  }),
  /** Newest first. */
  'information.ofPatient': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: patientInformationList,
  }),
  'information.record': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id, informedOn: civilDate, manner: informationManner }),
    output: patientInformationList,
  }),
  /** Noted by mistake. */
  'information.remove': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ informationId: id }),
    output: nothing,
  }),
  /** The poster hangs since that day: notes it for every file seen since then that has no note yet. */
  'information.recordSeenSince': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ since: civilDate }),
    output: z.strictObject({ batchId: id, patients: z.int() }),
  }),
  'information.undoBatch': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ batchId: id }),
    output: nothing,
  }),
};
