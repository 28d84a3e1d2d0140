/** Country codes of overseas France whose numbers are written 0 and nine digits, as in the mainland. */
const FRENCH_CODES = /^(?:\+|00)(?:33|262|590|594|596)/;

/**
 * One form for every way to write a number: 0639981247 for a French one (also overseas: +262 692 ... is 0692 ...),
 * +441632960961 for a foreign one; null where it is no phone number. Letters and other signs are refused.
 */
export function normalisePhone(typed: string): string | null {
  const text = typed.trim().replace(/[\s.\-/()\u00a0\u202f]+/g, '');
  if (!/^\+?\d+$/.test(text)) return null;
  const national = text.replace(/^(?:\+|00)33\(?0?(?=[1-9]\d{8}$)/, '0').replace(overseasPrefix, '0$1');
  if (/^0[1-9]\d{8}$/.test(national)) return national;
  const foreign = text.replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(foreign) && !FRENCH_CODES.test(foreign) ? foreign : null;
}

/** After +262, +590, +594 or +596 come the nine digits of the national number, with or without its zero. */
const overseasPrefix = /^(?:\+|00)(?:262|590|594|596)0?([1-9]\d{8})$/;

/** 06 39 98 12 47; a foreign or doubtful number stays as it was typed. */
export function formatPhone(typed: string): string {
  const number = normalisePhone(typed);
  if (number === null || !number.startsWith('0')) return typed.trim();
  return number.replace(/(\d\d)(?=\d)/g, '$1 ');
}

/** True for the French ranges of mobiles: 06 and 07. */
export function isMobilePhone(typed: string): boolean {
  return /^0[67]/.test(normalisePhone(typed) ?? '');
}

/** What search compares: the one form's digits, or the digits that there are. */
export function phoneDigits(typed: string): string {
  return (normalisePhone(typed) ?? typed).replace(/\D/g, '');
}
