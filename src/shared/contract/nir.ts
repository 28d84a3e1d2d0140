import { z } from 'zod';
import { method } from './method.ts';
import { id, nothing } from './values.ts';

/** As typed: what is not a valid number is kept as well, and said to be none. */
const typedNir = z
  .string()
  .max(40)
  .regex(/^[^\r\n\0]*$/);

export const nir = {
  /** Whether the practice uses the number, and for how many patients one was typed. */
  'nir.use': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ isUsed: z.boolean(), typed: z.int() }),
  }),
  /** The practitioner read what the law says and decided to use it; logged. */
  'nir.start': method({ access: 'unlocked', titularOnly: true, input: z.strictObject({}), output: nothing }),
  /** Not used any more: those that were typed stay hidden until it is used again, or are erased for good. */
  'nir.stop': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ erase: z.boolean() }),
    output: z.strictObject({ erased: z.int() }),
  }),
  /** For the identity form alone; `nir` is empty while the practice does not use it. */
  'nir.ofPatient': method({
    access: 'unlocked',
    input: z.strictObject({ patientId: id }),
    output: z.strictObject({ isUsed: z.boolean(), nir: z.string() }),
  }),
  'nir.set': method({
    access: 'unlocked',
    right: 'write',
    input: z.strictObject({ patientId: id, nir: typedNir }),
    output: nothing,
  }),
};
