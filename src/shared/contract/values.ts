import { z } from 'zod';

/** A line that a person types: a name, a city. NFC; no NUL, no lone surrogate, no line break. */
export const shortText = z
  .string()
  .max(500)
  .refine((text) => isStorable(text) && !/[\r\n]/.test(text), { message: 'not-storable' })
  .normalize('NFC');

/** Free text of any shape, up to 200,000 characters. NFC; no NUL, no lone surrogate. */
export const longText = z.string().max(200_000).refine(isStorable, { message: 'not-storable' }).normalize('NFC');

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A secret as typed; never stored, never normalised here (RFC 8265 preparation is the vault's). */
export const secretText = z.string().max(1_000);

/** 128 random bits in lowercase hexadecimal: the one form of every id. */
export const id = z.string().regex(/^[0-9a-f]{32}$/);

/** Milliseconds since the epoch, UTC. */
export const instant = z.int().min(0).max(8_640_000_000_000_000);

/** Civil date, YYYY-MM-DD. */
export const civilDate = z.iso.date();

/** A date known to the year, the month or the day: YYYY, YYYY-MM or YYYY-MM-DD. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  .refine((text) => text.length < 10 || z.iso.date().safeParse(text).success, { message: 'no-such-day' });

/** Visual analogue scale of pain, 0 to 10. */
export const pain = z.int().min(0).max(10);

/** Output of a method that has nothing to say. */
export const nothing = z.strictObject({});

/** A piece of text with the parts to underline, as [start, end) offsets in UTF-16 units. */
export const highlighted = z.strictObject({
  text: z.string(),
  marks: z.array(z.tuple([z.int(), z.int()])),
});
export type Highlighted = z.infer<typeof highlighted>;
