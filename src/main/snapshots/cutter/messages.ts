import { z } from 'zod';
import { targetSpec } from '../target/targetSpec.ts';

const size = z.number();

/** To the child. It is never told a key. */
export const order = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), target: targetSpec }),
  z.strictObject({
    type: z.literal('cut'),
    job: z.strictObject({ file: z.string(), size, stagingFolder: z.string(), directMs: size }),
  }),
]);
export type Order = z.infer<typeof order>;

/** From the child. */
export const report = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('read'), lists: z.array(z.string()) }),
  z.strictObject({ type: z.literal('progress'), step: z.enum(['reading', 'writing']), done: size, total: size }),
  z.strictObject({
    type: z.literal('done'),
    result: z.strictObject({
      reliesOn: z.array(z.strictObject({ pack: z.string(), size })),
      bytesAdded: size,
      chunksAdded: size,
    }),
  }),
  z.strictObject({
    type: z.literal('failed'),
    fault: z.enum(['missing', 'short', 'absent', 'full', 'read-only', 'io']).nullable(),
    /** Of a fault that is none of the target's: code and stack, no data. */
    detail: z.string(),
  }),
]);
export type Report = z.infer<typeof report>;
