import { z } from 'zod';
import { method } from './method.ts';
import { requestKind } from './requests.ts';
import { civilDate, id } from './values.ts';

/** How a duty stands; the French sentence of each is the window's. */
export const dutyFinding = z.enum([
  'access-log-kept',
  'access-log-broken',
  'oppositions-kept',
  'opposition-to-examine',
  'consents-kept',
  'register-missing',
  'register-changed',
  'register-current',
  'notice-missing',
  'notice-outdated',
  'notice-current',
  'patients-not-informed',
  'patients-informed',
  'breach-to-notify',
  'breach-to-tell',
  'breach-to-close',
  'breaches-kept',
  'host-certificate-missing',
  'host-certificate-elsewhere',
  'host-certificate-over',
  'host-certificate-ends',
  'host-contract-missing',
  'host-certified',
  'pc-to-check',
  'pc-to-put-right',
  'pc-to-complete',
  'pc-checked',
  'request-late',
  'request-waiting',
  'requests-answered',
  'files-frozen',
  'files-to-purge',
  'files-to-archive',
  'files-in-time',
]);
export type DutyFinding = z.infer<typeof dutyFinding>;

export const duty = z.strictObject({
  state: z.enum(['late', 'due', 'fine']),
  finding: dutyFinding,
  /** How many files, patients or entries it is about. */
  count: z.int().nullable(),
  /** A day that it was done on, or is due by. */
  on: civilDate.nullable(),
  /** Where it is about one person. */
  displayName: z.string().nullable(),
  /** What its door opens: a request, a breach. */
  subject: id.nullable(),
  /** What a request asks for. */
  requestKind: requestKind.optional(),
});
export type Duty = z.infer<typeof duty>;

export const privacy = {
  /** The compliance home: late ones first, then what is due, then what is in order. */
  'privacy.home': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ duties: z.array(duty) }),
  }),
  /** All that an inspection asks for in one PDF, kept in the vault, without any patient's name. */
  'privacy.makeBinder': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({}),
    output: z.strictObject({ documentId: id }),
  }),
};
