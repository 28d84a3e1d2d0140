import { z } from 'zod';

// The parts of FHIR R4 (https://hl7.org/fhir/R4/) that a copy uses, with R4's own cardinalities and value sets.

const reference = z.strictObject({ reference: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/) });
const coding = z.strictObject({ system: z.url(), code: z.string().min(1), display: z.string().optional() });
const concept = z
  .strictObject({ coding: z.array(coding).min(1).optional(), text: z.string().min(1).optional() })
  .refine(({ coding, text }) => coding !== undefined || text !== undefined);
/** date and dateTime of R4: a date may be partial, a time has its zone. */
const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const instant = z.iso.datetime();
const uuid = z.uuid();
const narrative = z.strictObject({
  status: z.enum(['generated', 'additional']),
  div: z.string().startsWith('<div xmlns="http://www.w3.org/1999/xhtml">'),
});
const note = z.strictObject({ text: z.string().min(1) });
const extension = z.strictObject({
  url: z.url(),
  valueAddress: z.strictObject({ city: z.string().optional(), extension: z.array(z.unknown()).optional() }).optional(),
  valueCoding: coding.optional(),
  valueString: z.string().optional(),
});

const patient = z.strictObject({
  resourceType: z.literal('Patient'),
  id: uuid,
  identifier: z
    .array(z.strictObject({ system: z.url().or(z.string().startsWith('urn:')), value: z.string() }))
    .optional(),
  extension: z.array(extension).optional(),
  name: z
    .array(
      z.strictObject({
        use: z.enum(['official', 'usual']),
        family: z.string().optional(),
        given: z.array(z.string().min(1)).optional(),
      }),
    )
    .min(1),
  telecom: z
    .array(
      z.strictObject({
        system: z.enum(['phone', 'email']),
        use: z.enum(['home', 'mobile']).optional(),
        value: z.string().min(1),
      }),
    )
    .optional(),
  gender: z.enum(['male', 'female', 'unknown']),
  birthDate: partialDate.optional(),
  deceasedDateTime: partialDate.optional(),
  address: z
    .array(
      z.strictObject({
        line: z.array(z.string().min(1)).optional(),
        postalCode: z.string().optional(),
        city: z.string().optional(),
      }),
    )
    .optional(),
});

const practitioner = z.strictObject({
  resourceType: z.literal('Practitioner'),
  id: uuid,
  name: z.array(z.strictObject({ text: z.string().min(1) })).min(1),
});

const allergy = z.strictObject({
  resourceType: z.literal('AllergyIntolerance'),
  id: uuid,
  clinicalStatus: concept.optional(),
  code: concept,
  patient: reference,
});

/** R4 wants a medication or, as here, a statement that none is known or what was written of them. */
const medication = z.strictObject({
  resourceType: z.literal('MedicationStatement'),
  id: uuid,
  status: z.enum(['active', 'unknown']),
  medicationCodeableConcept: concept,
  subject: reference,
});

const condition = z.strictObject({
  resourceType: z.literal('Condition'),
  id: uuid,
  clinicalStatus: concept.optional(),
  code: concept,
  subject: reference,
  encounter: reference.optional(),
});

const encounter = z.strictObject({
  resourceType: z.literal('Encounter'),
  id: uuid,
  status: z.enum(['in-progress', 'finished', 'entered-in-error']),
  class: coding,
  subject: reference,
  participant: z.array(z.strictObject({ individual: reference })),
  period: z.strictObject({ start: instant, end: instant.optional() }),
  reasonCode: z.array(concept).optional(),
  text: narrative.optional(),
});

const observation = z.strictObject({
  resourceType: z.literal('Observation'),
  id: uuid,
  status: z.literal('final'),
  code: concept,
  subject: reference,
  encounter: reference.optional(),
  effectiveDateTime: instant.optional(),
  valueString: z.string().min(1).optional(),
  valueInteger: z.int().min(0).max(10).optional(),
  note: z.array(note).optional(),
});

const section = z.strictObject({
  title: z.string().min(1),
  code: concept,
  text: narrative,
  entry: z.array(reference).min(1).optional(),
});

const composition = z.strictObject({
  resourceType: z.literal('Composition'),
  id: uuid,
  status: z.literal('final'),
  type: concept,
  subject: reference,
  date: instant,
  author: z.array(reference).min(1),
  title: z.string().min(1),
  section: z.array(section).min(3),
});

export const fhirResource = z.discriminatedUnion('resourceType', [
  composition,
  patient,
  practitioner,
  allergy,
  medication,
  condition,
  encounter,
  observation,
]);
export type FhirResource = z.infer<typeof fhirResource>;
export type FhirSection = z.infer<typeof section>;

/** A document Bundle: the Composition first (https://hl7.org/fhir/R4/documents.html). */
export const fhirDocument = z
  .strictObject({
    resourceType: z.literal('Bundle'),
    type: z.literal('document'),
    identifier: z.strictObject({ system: z.literal('urn:ietf:rfc:3986'), value: z.string().startsWith('urn:uuid:') }),
    timestamp: instant,
    entry: z.array(z.strictObject({ fullUrl: z.string().startsWith('urn:uuid:'), resource: fhirResource })).min(5),
  })
  .refine(({ entry }) => entry[0]?.resource.resourceType === 'Composition', { message: 'composition-first' })
  .refine(({ entry }) => entry.every(({ fullUrl, resource }) => fullUrl === `urn:uuid:${resource.id}`), {
    message: 'full-urls',
  });
export type FhirDocument = z.infer<typeof fhirDocument>;
