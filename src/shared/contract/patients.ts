import { z } from 'zod';
import { consultation, textVersion } from './consultations.ts';
import { method } from './method.ts';
import { id, instant, longText, nothing, partialDate, shortText } from './values.ts';

export const sex = z.enum(['female', 'male']);
export const laterality = z.enum(['right', 'left', 'both']);

/** What a person can type of a patient; empty text or null is "unknown", never a guess. */
export const patientFields = z.strictObject({
  familyName: shortText,
  givenName: shortText,
  birthName: shortText,
  birthDate: partialDate.nullable(),
  sex: sex.nullable(),
  street: shortText,
  addressComplement: shortText,
  postcode: shortText,
  city: shortText,
  /** INSEE COG code of the commune where it was picked from the list. */
  communeCode: z.string().max(5).nullable(),
  email: shortText,
  phone: shortText,
  mobile: shortText,
  occupation: shortText,
  hobbies: longText,
  smoker: z.boolean().nullable(),
  laterality: laterality.nullable(),
  doctor: shortText,
  /** Vigilance flags, one a line; shown as amber tags. */
  alerts: longText,
  currentTreatment: longText,
  medicalHistory: longText,
  surgicalHistory: longText,
  familyHistory: longText,
  traumaHistory: longText,
  medicalReports: longText,
});
export type PatientFields = z.infer<typeof patientFields>;

/** A cell of another program's file for which there is no field yet, kept as it was. */
export const importedCell = z.strictObject({ label: z.string(), value: z.string() });

export const patient = patientFields.extend({
  id,
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  imported: z.array(importedCell),
});
export type Patient = z.infer<typeof patient>;

export const patientRow = z.strictObject({
  id,
  familyName: z.string(),
  givenName: z.string(),
  birthName: z.string(),
  birthDate: z.string().nullable(),
  sex: sex.nullable(),
  /** Mobile if known, else phone, as typed. */
  phone: z.string(),
  city: z.string(),
  alertCount: z.int(),
  lastConsultationAt: instant.nullable(),
  consultationCount: z.int(),
});
export type PatientRow = z.infer<typeof patientRow>;

export const patientFile = z.strictObject({
  patient,
  /** Newest first; whole, since they are read beside the running one. */
  consultations: z.array(consultation),
});
export type PatientFile = z.infer<typeof patientFile>;

/** What a field of the file held before it was corrected; a date or a choice as its text. */
export const formerValue = z.strictObject({
  field: z.string(),
  value: z.string(),
  replacedAt: instant,
  by: z.string(),
});
export type FormerValue = z.infer<typeof formerValue>;

export const duplicate = z.strictObject({
  patient: patientRow,
  /** Why it looks alike; the strongest first. */
  reasons: z.array(
    z.enum(['same-name-and-birth-date', 'close-name-and-birth-date', 'same-name', 'same-phone', 'same-email']),
  ),
});
export type Duplicate = z.infer<typeof duplicate>;

export const removedPatient = z.strictObject({
  id,
  displayName: z.string(),
  birthDate: z.string().nullable(),
  consultationCount: z.int(),
  reason: z.string(),
  removedAt: instant,
  /** When the bin lets go of it; null as long as it must be kept: with consultations, a request, a litigation. */
  endsAt: instant.nullable(),
});
export type RemovedPatient = z.infer<typeof removedPatient>;

export const patients = {
  'patients.create': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ fields: patientFields.partial().required({ familyName: true, givenName: true }) }),
    output: patient,
  }),
  'patients.update': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id, version: z.int(), changes: patientFields.partial() }),
    output: patient,
  }),
  /** The whole file; writes "opened" in the access log (once for one person's run of work on it). */
  'patients.open': method({ access: 'unlocked', input: z.strictObject({ patientId: id }), output: patientFile }),
  /** The pane beside a list: no clinical text, no log entry of its own. */
  'patients.preview': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({
      row: patientRow,
      occupation: z.string(),
      postcode: z.string(),
      doctor: z.string(),
      alerts: z.array(z.string()),
      firstConsultationAt: instant.nullable(),
      lastMotive: z.string().nullable(),
    }),
  }),
  /** By name; a window of the whole list. */
  'patients.list': method({
    access: 'unlocked',
    input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    output: z.strictObject({ total: z.int(), rows: z.array(patientRow) }),
  }),
  'patients.recent': method({
    access: 'unlocked',
    input: z.strictObject({ limit: z.int().min(1).max(50) }),
    output: z.strictObject({ rows: z.array(patientRow) }),
  }),
  'patients.likelyDuplicates': method({
    access: 'unlocked',
    input: z.strictObject({
      familyName: shortText,
      givenName: shortText,
      birthName: shortText,
      birthDate: partialDate.nullable(),
      phones: z.array(shortText).max(4),
      email: shortText,
      exceptPatientId: id.nullable(),
    }),
    output: z.strictObject({
      duplicates: z.array(duplicate),
      /** The same name or birth in the archive, which nothing else of the day's work looks into; none for a colleague. */
      archived: z.array(z.strictObject({ patientId: id, displayName: z.string(), birthDate: partialDate.nullable() })),
    }),
  }),
  /** Former versions of one clinical text of the patient, newest first. */
  'patients.textHistory': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id, field: z.string().max(40) }),
    output: z.strictObject({ versions: z.array(textVersion) }),
  }),
  /** What stood in the other fields before they were corrected (names, birth date, sex), newest first. */
  'patients.formerValues': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({ values: z.array(formerValue) }),
  }),
  /** A file created in error: 30 days in the bin, with its reason. */
  'patients.remove': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id, reason: shortText }),
    output: nothing,
  }),
  'patients.restore': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id }),
    output: nothing,
  }),
  'patients.bin': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ patients: z.array(removedPatient) }),
  }),
  /** Communes of a postcode, from the official list; several may share one. */
  'patients.communes': method({
    access: 'unlocked',
    input: z.strictObject({ postcode: shortText }),
    output: z.strictObject({ communes: z.array(z.strictObject({ code: z.string(), name: z.string() })) }),
  }),
};
