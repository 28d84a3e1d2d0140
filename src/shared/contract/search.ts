import { z } from 'zod';
import { method } from './method.ts';
import { patientRow } from './patients.ts';
import { highlighted, id, instant, shortText } from './values.ts';

export const patientHit = z.strictObject({
  row: patientRow,
  /** What matched, as it is to be shown. */
  familyName: highlighted,
  givenName: highlighted,
  birthName: highlighted,
  phone: highlighted,
  city: highlighted,
});
export type PatientHit = z.infer<typeof patientHit>;

export const consultationHit = z.strictObject({
  consultationId: id,
  patientId: id,
  displayName: z.string(),
  startedAt: instant,
  snippet: highlighted,
});
export type ConsultationHit = z.infer<typeof consultationHit>;

export const search = {
  /** Names, birth date, phone in any spacing, birth name, commune, then the words of the notes. */
  'search.everywhere': method({
    access: 'unlocked',
    input: z.strictObject({ text: shortText, limit: z.int().min(1).max(200) }),
    output: z.strictObject({
      patientTotal: z.int(),
      patients: z.array(patientHit),
      consultations: z.array(consultationHit),
    }),
  }),
};
