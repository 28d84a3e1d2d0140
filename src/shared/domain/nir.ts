/**
 * Social-security number (NIR, numéro d'inscription au répertoire): sex, year and month of birth, department, commune,
 * order, then a key of two digits. Décret 2019-341 says who may use it; whether an osteopath may is nowhere clearly said.
 */
export type NirReading =
  { readonly ok: true; readonly nir: string } | { readonly ok: false; readonly reason: NirFault };

export type NirFault = 'empty' | 'characters' | 'length' | 'key-missing' | 'form' | 'key';

const LENGTH = 15;
const KEY_LENGTH = 2;

/**
 * 1 or 2 for the sex, 3 and 4 while a person born abroad is being identified, 7 and 8 for a provisional number; the month
 * may be above 12 where the registry did not know it; the department may be 2A or 2B.
 */
const FORM = /^[123478]\d{2}\d{2}(?:\d{2}|2[AB])\d{3}\d{3}\d{2}$/;

/** Reads a number as it is typed or copied from a card, spaces and dots left out. */
export function readNir(typed: string): NirReading {
  const nir = typed.replace(/[\s.\-\u00a0\u202f]+/g, '').toUpperCase();
  if (nir === '') return { ok: false, reason: 'empty' };
  if (!/^[\dAB]+$/.test(nir)) return { ok: false, reason: 'characters' };
  if (nir.length === LENGTH - KEY_LENGTH) return { ok: false, reason: 'key-missing' };
  if (nir.length !== LENGTH) return { ok: false, reason: 'length' };
  if (!FORM.test(nir)) return { ok: false, reason: 'form' };
  return nir.endsWith(keyOf(nir.slice(0, -KEY_LENGTH))) ? { ok: true, nir } : { ok: false, reason: 'key' };
}

/** 97 less the remainder of the first thirteen digits by 97; the departments of Corsica count as 19 (2A) and 18 (2B). */
function keyOf(body: string): string {
  const digits = body.replace('2A', '19').replace('2B', '18');
  return String(97 - (Number(digits) % 97)).padStart(KEY_LENGTH, '0');
}

/** As on the card: 2 95 10 99 126 111 93. What is not a whole number stays as it was typed. */
export function formatNir(typed: string): string {
  const reading = readNir(typed);
  if (!reading.ok) return typed;
  return [0, 1, 3, 5, 7, 10, 13].map((start, index, all) => reading.nir.slice(start, all[index + 1])).join('\u00a0');
}
