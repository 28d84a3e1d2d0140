import { z } from 'zod';
import { TARGET_FAULTS } from '../target/target.ts';
import type { TargetSpec } from '../target/targetSpec.ts';
import type { CutJob } from './cut.ts';

/** To the child. It is never told a key. */
export type Order =
  { readonly type: 'open'; readonly target: TargetSpec } | { readonly type: 'cut'; readonly job: CutJob };

const size = z.number();

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
    fault: z.enum(TARGET_FAULTS).nullable(),
    /** Of a fault that is none of the target's: code and stack, no data. */
    detail: z.string(),
  }),
]);
export type Report = z.infer<typeof report>;
