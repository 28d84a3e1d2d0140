import { z } from 'zod';

/** What an import wrote over, kept so that it can be taken back. */
export const formerState = z.strictObject({
  /** Version of the record before it was written over. */
  version: z.int(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  imported: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type FormerState = z.infer<typeof formerState>;
