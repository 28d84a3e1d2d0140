import { z } from 'zod';
import { accessAction } from '../../../shared/contract/accessLog.ts';
import { consultationTexts } from '../../../shared/contract/consultations.ts';
import { documentKind, mediaType } from '../../../shared/contract/documents.ts';
import { channel } from '../../../shared/contract/oppositions.ts';
import { importedCell, patientFields } from '../../../shared/contract/patients.ts';

/** An instant in ISO 8601, UTC. */
const at = z.iso.datetime();

const formerText = z.strictObject({
  field: z.string(),
  text: z.string(),
  replacedAt: at,
  by: z.string(),
});

/** Everything that the vault holds of one patient, as it is handed over: the one source of its JSON and JSON Schema. */
export const patientCopy = z.strictObject({
  format: z.literal('osteocoffre-patient-copy'),
  version: z.literal(1),
  madeAt: at,
  practice: z.strictObject({ practitioner: z.string(), name: z.string(), address: z.string(), phone: z.string() }),
  patient: patientFields.extend({
    createdAt: at,
    updatedAt: at,
    deathDate: z.string().nullable(),
    /** Only where the practice uses it. */
    socialSecurityNumber: z.string().nullable(),
    imported: z.array(importedCell),
    formerTexts: z.array(formerText),
  }),
  consultations: z.array(
    z.strictObject({
      id: z.string(),
      by: z.string(),
      startedAt: at,
      endedAt: at.nullable(),
      painBefore: z.int().nullable(),
      painAfter: z.int().nullable(),
      texts: consultationTexts,
      imported: z.array(importedCell),
      formerTexts: z.array(formerText),
      /** Taken out of the file, and still there for some days. */
      removed: z.strictObject({ at, reason: z.string() }).nullable(),
    }),
  ),
  documents: z.array(
    z.strictObject({ file: z.string(), kind: documentKind, title: z.string(), mediaType, keptAt: at }),
  ),
  oppositions: z.array(
    z.strictObject({
      to: z.string(),
      since: at,
      channel,
      note: z.string(),
      endedAt: at.nullable(),
      /** How its end was said; null while it holds. */
      endChannel: channel.nullable(),
      verdict: z.string(),
    }),
  ),
  /** Emergencies in which the file was shown to somebody all the same. */
  oppositionLifts: z.array(
    z.strictObject({ to: z.string(), reason: z.string(), since: at, until: at, endedAt: at.nullable() }),
  ),
  /** Litigations that keep the file from being destroyed. */
  holds: z.array(z.strictObject({ reason: z.string(), since: at, endedAt: at.nullable() })),
  /** Breaches of which the person was told; the letters are among the documents. Without a title, which may name others. */
  breaches: z.array(
    z.strictObject({
      knownAt: at,
      of: z.array(z.enum(['confidentiality', 'integrity', 'availability'])),
      toldAt: at,
      channel,
    }),
  ),
  informed: z.array(z.strictObject({ on: z.iso.date(), manner: z.string() })),
  consents: z.array(
    z.strictObject({
      purpose: z.string(),
      text: z.string(),
      version: z.int(),
      givenOn: z.iso.date(),
      givenBy: z.string(),
      withdrawnAt: at.nullable(),
    }),
  ),
  requests: z.array(z.strictObject({ kind: z.string(), receivedAt: at, answer: z.string() })),
  /** Who did what on the file. */
  accesses: z.array(z.strictObject({ at, by: z.string(), action: accessAction })),
});
export type PatientCopy = z.infer<typeof patientCopy>;

/** JSON Schema of {@link patientCopy}, for whoever reads the copy with another program. */
export function copyJsonSchema(): object {
  return z.toJSONSchema(patientCopy, { io: 'output', unrepresentable: 'any' });
}
