import { z } from 'zod';
import { method } from './method.ts';
import { channel } from './oppositions.ts';
import { civilDate, id, instant, longText, nothing, partialDate, shortText } from './values.ts';

/** What goes beyond care, and so needs an explicit consent (art. 6(1)(a), 7 and 9(2)(a) RGPD). */
export const consentKind = z.enum(['research', 'newsletter', 'teaching-photographs', 'reminders', 'own']);
export type ConsentKind = z.infer<typeof consentKind>;

/** How it was given: as anything else is said, or signed on this screen. */
export const consentChannel = z.enum([...channel.options, 'signed-here']);
export type ConsentChannel = z.infer<typeof consentChannel>;

/** Who consented: the patient, a holder of parental authority, a guardian. */
export const consentGiver = z.enum(['patient', 'parent', 'guardian']);
export type ConsentGiver = z.infer<typeof consentGiver>;

const body = longText.min(1).max(20_000);

export const consentText = z.strictObject({
  id,
  version: z.int(),
  body: z.string(),
  writtenAt: instant,
  /** From then on it is never changed: a correction is a new version. */
  isUsed: z.boolean(),
});
export type ConsentText = z.infer<typeof consentText>;

export const consentPurpose = z.strictObject({
  id,
  kind: consentKind,
  name: z.string(),
  isOpen: z.boolean(),
  /** Newest first; never empty. */
  texts: z.array(consentText),
  /** How many patients consent now. */
  consenting: z.int(),
});
export type ConsentPurpose = z.infer<typeof consentPurpose>;

export const consent = z.strictObject({
  id,
  purposeId: id,
  textVersion: z.int(),
  text: z.string(),
  givenOn: civilDate,
  channel: consentChannel,
  givenAs: consentGiver,
  givenBy: z.string(),
  withdrawnAt: instant.nullable(),
  withdrawnChannel: channel.nullable(),
  /** Given by a parent for somebody who may be of age since that day: no consent any more, and to be asked again. */
  lapsedOn: civilDate.nullable(),
  /** The signature or the scans, oldest first. */
  documentIds: z.array(id),
});
export type Consent = z.infer<typeof consent>;

/** Somebody who consents now, and how to reach them. */
export const consentingPerson = z.strictObject({
  patientId: id,
  displayName: z.string(),
  email: z.string(),
  phone: z.string(),
  givenOn: civilDate,
  textVersion: z.int(),
});
export type ConsentingPerson = z.infer<typeof consentingPerson>;

export const consents = {
  'consents.purposes': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ purposes: z.array(consentPurpose) }),
  }),
  'consents.addPurpose': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ kind: consentKind, name: shortText.min(1), body }),
    output: z.strictObject({ purposeId: id }),
  }),
  /** Corrects the last text while nobody consented to it; writes a new version afterwards. */
  'consents.writeText': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ purposeId: id, body }),
    output: nothing,
  }),
  /** Closed, nobody is asked any more; the consents that were given stay until they are withdrawn. */
  'consents.setOpen': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ purposeId: id, isOpen: z.boolean() }),
    output: nothing,
  }),
  /** Newest first. */
  'consents.ofPatient': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({
      displayName: z.string(),
      /** Who was a minor on the day of a consent does not give it. */
      birthDate: partialDate.nullable(),
      consents: z.array(consent),
    }),
  }),
  /** `textId` is the text that was shown; `signature` a PNG of what was drawn on the screen. */
  'consents.give': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({
      patientId: id,
      textId: id,
      givenOn: civilDate,
      channel: consentChannel,
      givenAs: consentGiver,
      givenBy: shortText,
      signature: z.base64().max(2_000_000).nullable(),
    }),
    output: z.strictObject({ consentId: id }),
  }),
  /** The paper that was signed: the person chooses a PDF, a JPEG or a PNG. */
  'consents.attachScan': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ consentId: id }),
    output: z.strictObject({ documentId: id }),
  }),
  /** Ends every consent of the patient for that purpose. As easy as giving it (art. 7(3)). */
  'consents.withdraw': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ patientId: id, purposeId: id, channel }),
    output: nothing,
  }),
  /** Those who consent now and may be written to: nobody who withdrew, objected, died, or whose file is frozen or archived. */
  'consents.listConsenting': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ purposeId: id }),
    output: z.strictObject({ people: z.array(consentingPerson) }),
  }),
  /** The same as a table, where the person chooses; logged. */
  'consents.exportList': method({
    access: 'unlocked',
    titularOnly: true,
    right: 'export',
    input: z.strictObject({ purposeId: id }),
    output: z.strictObject({ fileName: z.string() }),
  }),
};
