import { z } from 'zod';
import { method } from './method.ts';
import { id, instant } from './values.ts';

/** What a kept document is; its French name is the window's. */
export const documentKind = z.enum([
  'register',
  'notice',
  'leaflet',
  'consent',
  'opposition',
  'request',
  'answer',
  'refusal',
  'proof-of-sending',
  'certificate-of-destruction',
  'breach-notice',
  'breach-letter',
  'hosting-contract',
  'inspection-binder',
]);
export type DocumentKind = z.infer<typeof documentKind>;

export const mediaType = z.enum(['application/pdf', 'image/jpeg', 'image/png']);
export type MediaType = z.infer<typeof mediaType>;

export const keptDocument = z.strictObject({
  id,
  kind: documentKind,
  title: z.string(),
  mediaType,
  size: z.int(),
  patientId: id.nullable(),
  /** The request, consent or breach that it belongs to. */
  subject: id.nullable(),
  /** False for a scan, which is saved and looked at, not printed again. */
  isPrintable: z.boolean(),
  createdAt: instant,
});
export type KeptDocument = z.infer<typeof keptDocument>;

export const documents = {
  /** Newest first; each filter null for all. */
  'documents.list': method({
    access: 'unlocked',
    input: z.strictObject({ kind: documentKind.nullable(), patientId: id.nullable(), subject: id.nullable() }),
    output: z.strictObject({ documents: z.array(keptDocument) }),
  }),
  /** The whole document for the window, which shows it without a temporary file. */
  'documents.read': method({
    access: 'unlocked',
    input: z.strictObject({ documentId: id }),
    output: z.strictObject({ document: keptDocument, base64: z.string() }),
  }),
  /** Hands a paper of ours to the system's print dialog (Electron) or print queue; logged. */
  'documents.print': method({
    access: 'unlocked',
    right: 'export',
    input: z.strictObject({ documentId: id }),
    output: z.strictObject({}),
  }),
  /** Saves it where the person chooses; an export, logged as such. */
  'documents.save': method({
    access: 'unlocked',
    right: 'export',
    input: z.strictObject({ documentId: id }),
    output: z.strictObject({ fileName: z.string() }),
  }),
};
