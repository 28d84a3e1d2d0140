import { z } from 'zod';
import { method } from './method.ts';
import { channel } from './oppositions.ts';
import { sex, type PatientFields } from './patients.ts';
import { civilDate, id, instant, longText, nothing, partialDate, shortText } from './values.ts';

export const requestKind = z.enum(['access', 'rectification', 'erasure', 'limitation', 'portability', 'opposition']);
export const requesterQuality = z.enum(['person', 'parent', 'guardian', 'heir', 'spouse', 'partner', 'mandated']);
/** What the file of a deceased person may be asked for (L1110-4 V CSP). */
export const deceasedPurpose = z.enum(['cause-of-death', 'memory', 'rights']);

/** Art. 18(1) RGPD, (a) to (d). */
export const freezeGround = z.enum(['contested', 'unlawful', 'needed-by-person', 'objected']);
export type FreezeGround = z.infer<typeof freezeGround>;

/**
 * Why a request is refused: the retention duty (art. 17(3)(b) and (c)), a right that the person does not have, an
 * identity that could not be established (12(2)), a manifestly unfounded or excessive request (12(5)).
 */
export const refusalGround = z.enum(['retention', 'no-right', 'identity', 'excessive', 'other']);
export type RefusalGround = z.infer<typeof refusalGround>;

export const sendingManner = z.enum(['by-hand', 'post', 'registered-post', 'email', 'secure-message']);
export type SendingManner = z.infer<typeof sendingManner>;

/** In whose right it is asked; what only concerns a minor or a deceased person is empty elsewhere. */
const requester = z.strictObject({
  quality: requesterQuality,
  /** Empty where it is the patient. */
  requesterName: shortText,
  purpose: deceasedPurpose.nullable(),
  minorObjects: z.boolean(),
  deceasedObjected: z.boolean(),
});

export const personRequest = requester.extend({
  id,
  kind: requestKind,
  receivedAt: instant,
  channel,
  patientId: id.nullable(),
  /** Of the patient, or else of who asks; null where the file was destroyed since. */
  displayName: z.string().nullable(),
  /** The file lies in the bin: it is taken back before the request is answered. */
  fileInBin: z.boolean(),
  wish: z.string(),
  identity: z.strictObject({ proof: z.string(), at: instant }).nullable(),
  extension: z.strictObject({ reason: z.string(), at: instant }).nullable(),
  answer: z
    .strictObject({ outcome: z.enum(['granted', 'refused', 'withdrawn']), text: z.string(), at: instant })
    .nullable(),
  sending: z.strictObject({ manner: sendingManner, proof: z.string(), at: instant }).nullable(),
  /** Nothing is handed over before; L1111-7 CSP. */
  notBefore: instant.nullable(),
  dueOn: civilDate,
  oldPartDueOn: civilDate.nullable(),
  extensionBefore: civilDate.nullable(),
  /** Closed: sent, or withdrawn. */
  standing: z.enum(['late', 'pressing', 'in-time', 'closed']),
});
export type PersonRequest = z.infer<typeof personRequest>;

export const requestEventKind = z.enum([
  'recorded',
  'identity-checked',
  'extended',
  'copy-made',
  'rectified',
  'frozen',
  'freeze-ended',
  'granted',
  'refused',
  'withdrawn',
  'sent',
  'proof-kept',
]);
export type RequestEventKind = z.infer<typeof requestEventKind>;

export const requestEvent = z.strictObject({
  at: instant,
  by: z.string(),
  what: requestEventKind,
  detail: z.string(),
});
export type RequestEvent = z.infer<typeof requestEvent>;

export const fileFreeze = z.strictObject({ ground: freezeGround, since: instant, requestId: id });
export type FileFreeze = z.infer<typeof fileFreeze>;

const finding = z.enum([
  'no-longer-minor',
  'minority-unknown',
  'minor-objects',
  'death-unknown',
  'person-is-deceased',
  'only-access-after-death',
  'purpose-missing',
  'deceased-objected',
]);

const requesterRight = z.strictObject({
  proofs: z.array(
    z.enum(['identity', 'parenthood', 'guardianship', 'heirship', 'marriage', 'partnership', 'mandate', 'death']),
  ),
  against: z.array(finding),
  toAsk: z.array(finding),
});
export type RequesterRightView = z.infer<typeof requesterRight>;

/** What a request corrects one by one; the notes of a consultation are corrected in the file itself. */
export const rectifiableField = z.enum([
  'familyName',
  'givenName',
  'birthName',
  'birthDate',
  'sex',
  'street',
  'addressComplement',
  'postcode',
  'city',
  'email',
  'phone',
  'mobile',
  'occupation',
  'doctor',
  'alerts',
  'currentTreatment',
  'medicalHistory',
  'surgicalHistory',
  'familyHistory',
  'traumaHistory',
  'medicalReports',
] as const satisfies readonly (keyof PatientFields)[]);
export type RectifiableField = z.infer<typeof rectifiableField>;

/** One field and what is to stand in it. */
const correction = z.discriminatedUnion('field', [
  z.strictObject({ field: rectifiableField.exclude(['birthDate', 'sex']), value: longText }),
  z.strictObject({ field: z.literal('birthDate'), value: partialDate.nullable() }),
  z.strictObject({ field: z.literal('sex'), value: sex.nullable() }),
]);
export type Correction = z.infer<typeof correction>;

const ofRequest = z.strictObject({ requestId: id });

export const requests = {
  /** Of one patient or of all; the open ones by their last day, then the closed ones, newest first. */
  'requests.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id.nullable() }),
    output: z.strictObject({ requests: z.array(personRequest) }),
  }),
  /** One request with its steps, what its requester has to show, and what the file says to it. */
  'requests.get': method({
    access: 'unlocked',
    titularOnly: true,
    input: ofRequest,
    output: z.strictObject({
      request: personRequest,
      events: z.array(requestEvent),
      right: requesterRight,
      freeze: fileFreeze.nullable(),
      /** Until when the law wants the file kept; null without a file, or while a litigation holds it. */
      keptUntil: civilDate.nullable(),
    }),
  }),
  'requests.record': method({
    access: 'unlocked',
    titularOnly: true,
    input: requester.extend({
      kind: requestKind,
      receivedAt: instant,
      channel,
      /** Null for somebody who has no file here. */
      patientId: id.nullable(),
      wish: longText,
    }),
    output: personRequest,
  }),
  'requests.changeRequester': method({
    access: 'unlocked',
    titularOnly: true,
    input: requester.extend({ requestId: id }),
    output: nothing,
  }),
  /** What was shown; no copy of an identity card is asked for or kept. */
  'requests.checkIdentity': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, proof: shortText.min(1) }),
    output: nothing,
  }),
  /** Two months more (art. 12(3) RGPD); the person is told of the reason within the first month. */
  'requests.extend': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, reason: shortText.min(1) }),
    output: nothing,
  }),
  /**
   * The complete copy, encrypted, in a folder that the person chooses: a PDF and a ZIP of one password, which is shown
   * this once and kept nowhere. Refuses `export-in-cloud` unless it is said that the folder may be one.
   */
  'requests.makeCopy': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, evenInCloud: z.boolean() }),
    output: z.strictObject({ fileNames: z.array(z.string()), password: z.string(), bits: z.int() }),
  }),
  /** Corrects one field, with its trace in the request; what it was stays there and in the file's own history. */
  'requests.rectify': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, correction }),
    output: nothing,
  }),
  /** Limitation (art. 18 RGPD): nothing of the file is changed or destroyed until it ends. */
  'requests.freeze': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, ground: freezeGround }),
    output: nothing,
  }),
  /** The person is told before (art. 18(3)). */
  'requests.endFreeze': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, reason: shortText.min(1), channel }),
    output: nothing,
  }),
  /** Whether a file is frozen; for whoever may see it. */
  'requests.freezeOf': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({ freeze: z.strictObject({ ground: freezeGround, since: instant }).nullable() }),
  }),
  /** The answer with its letter, kept in the vault (art. 12(3) RGPD). */
  'requests.grant': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, text: longText.min(1) }),
    output: z.strictObject({ documentId: id }),
  }),
  /** The reasoned letter of refusal, kept in the vault (art. 12(4) RGPD). */
  'requests.refuse': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, ground: refusalGround, reason: longText }),
    output: z.strictObject({ documentId: id }),
  }),
  /** Sent, with its proof: closes the request. Refuses `too-early` before the 48 hours of L1111-7 CSP. */
  'requests.send': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, manner: sendingManner, sentAt: instant, proof: shortText }),
    output: nothing,
  }),
  /**
   * Keeps a scan (PDF, JPEG, PNG) of what proves the sending, also once the request is closed; the host asks for the
   * file. Refuses `answer-missing`.
   */
  'requests.keepProof': method({
    access: 'unlocked',
    titularOnly: true,
    input: ofRequest,
    output: z.strictObject({ documentId: id }),
  }),
  /** The person gives it up. */
  'requests.withdraw': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ requestId: id, reason: shortText }),
    output: nothing,
  }),
};
