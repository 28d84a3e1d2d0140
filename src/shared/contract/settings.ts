import { z } from 'zod';
import { method } from './method.ts';
import { shortText } from './values.ts';

/** Kept inside the vault. Identifiers are checked where they are typed and warned of, never refused. */
export const practice = z.strictObject({
  practitionerName: shortText,
  practiceName: shortText,
  street: shortText,
  addressComplement: shortText,
  postcode: shortText,
  city: shortText,
  phone: shortText,
  email: shortText,
  website: shortText,
  siret: shortText,
  rpps: shortText,
  adeli: shortText,
  /** IANA name; legal days are counted there (overseas too). */
  timeZone: z.string().max(60),
});
export type Practice = z.infer<typeof practice>;

export const preferences = z.strictObject({
  idleMinutes: z.int().min(1).max(60),
  /** Hours after the passphrase during which the PIN lifts the veil. */
  pinHours: z.number().min(0.25).max(4),
});
export type Preferences = z.infer<typeof preferences>;

export const settings = {
  'settings.get': method({
    access: 'unlocked',
    input: z.strictObject({}),
    output: z.strictObject({ practice, preferences }),
  }),
  'settings.update': method({
    access: 'unlocked',
    titularOnly: true,
    input: z.strictObject({ practice: practice.partial().optional(), preferences: preferences.partial().optional() }),
    output: z.strictObject({ practice, preferences }),
  }),
};
