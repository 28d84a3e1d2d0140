import { z } from 'zod';
import { method } from './method.ts';
import { civilDate, id, instant, nothing, secretText, shortText } from './values.ts';

export const accountRole = z.enum(['replacement', 'associate']);
export type AccountRole = z.infer<typeof accountRole>;

/** What the titular gives with an account. */
const terms = {
  role: accountRole,
  mayWrite: z.boolean(),
  mayExport: z.boolean(),
  /** Last day on which it opens the vault; null for no end. */
  lastDay: civilDate.nullable(),
};

export const account = z.strictObject({
  id,
  name: z.string(),
  ...terms,
  createdAt: instant,
  /** True where its passphrase opens the vault now: it has one, and its last day has not passed. */
  isOpen: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const practitioners = {
  /** Colleagues with an account in this vault, also those whose access has ended. */
  'practitioners.list': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ accounts: z.array(account) }),
  }),
  /** The passphrase is typed by the colleague, in the titular's presence; it must be as strong as the titular's. */
  'practitioners.create': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ name: shortText.min(1), ...terms, passphrase: secretText }),
    output: account,
  }),
  'practitioners.change': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ accountId: id, ...terms }),
    output: account,
  }),
  /** A forgotten passphrase, an access that had ended, or one that a new vault key ended: the slot is made anew. */
  'practitioners.renew': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ accountId: id, passphrase: secretText }),
    output: account,
  }),
  /** Its passphrase opens nothing from now on. What was copied before stays readable to it: the screen says so. */
  'practitioners.end': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ accountId: id }),
    output: nothing,
  }),
};
