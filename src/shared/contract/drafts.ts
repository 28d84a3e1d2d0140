import { z } from 'zod';
import { method } from './method.ts';
import { longText, nothing } from './values.ts';

const draftKey = z.string().regex(/^[a-z-]{1,40}(:[0-9a-f]{32}){0,2}$/);

/** What is being typed in a form that is not sent yet (new patient, identity): inside the vault, so that it survives all. */
export const drafts = {
  'drafts.get': method({
    access: 'unlocked',
    input: z.strictObject({ key: draftKey }),
    output: z.strictObject({ value: z.string().nullable() }),
  }),
  'drafts.put': method({
    access: 'unlocked',
    input: z.strictObject({ key: draftKey, value: longText }),
    output: nothing,
  }),
  'drafts.drop': method({ access: 'unlocked', input: z.strictObject({ key: draftKey }), output: nothing }),
};
