import { z } from 'zod';
import { method } from './method.ts';
import { id } from './values.ts';

const printable = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consultation'), consultationId: id }),
  z.strictObject({ kind: z.literal('patient'), patientId: id }),
]);
export type Printable = z.infer<typeof printable>;

export const printing = {
  /** Hands the document to the system's print dialog (Electron) or print queue; logged. */
  'printing.print': method({
    access: 'unlocked',
    right: 'export',
    input: z.strictObject({ document: printable }),
    output: z.strictObject({}),
  }),
  /** Saves as PDF where the person chooses; an export, logged as such. */
  'printing.savePdf': method({
    access: 'unlocked',
    right: 'export',
    input: z.strictObject({ document: printable }),
    output: z.strictObject({ fileName: z.string() }),
  }),
};
