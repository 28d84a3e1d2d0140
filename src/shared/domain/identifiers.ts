/** What looks wrong in an identifier. Always a warning in amber, never a refusal: official registers hold exceptions. */
export type IdentifierWarning = 'length' | 'not-digits' | 'checksum';

/** La Poste's SIREN: its establishments' numbers have a rule of their own (sum of the digits divisible by 5). */
const LA_POSTE = '356000000';

/** SIRET: 14 digits; Luhn over all, and over the SIREN (the first nine). Source: INSEE, SIRENE documentation. */
export function checkSiret(typed: string): IdentifierWarning | null {
  const siret = withoutSpaces(typed);
  if (siret === '') return null;
  if (!/^\d+$/.test(siret)) return 'not-digits';
  if (siret.length !== 14) return 'length';
  if (!passesLuhn(siret.slice(0, 9))) return 'checksum';
  if (siret.startsWith(LA_POSTE) && digitSum(siret) % 5 === 0) return null;
  return passesLuhn(siret) ? null : 'checksum';
}

/** RPPS: 11 digits, the last by Luhn; the register's own sample 10003461033 fails it. */
export function checkRpps(typed: string): IdentifierWarning | null {
  const rpps = withoutSpaces(typed);
  if (rpps === '') return null;
  if (!/^\d+$/.test(rpps)) return 'not-digits';
  if (rpps.length !== 11) return 'length';
  return passesLuhn(rpps) ? null : 'checksum';
}

/** ADELI: nine characters, digits but for the department of Corsica (2A, 2B). */
export function checkAdeli(typed: string): IdentifierWarning | null {
  const adeli = withoutSpaces(typed).toUpperCase();
  if (adeli === '') return null;
  if (!/^(?:2[AB])?\d+$/.test(adeli)) return 'not-digits';
  return adeli.length === 9 ? null : 'length';
}

/** French postcode: text of five digits. A foreign one is kept as written. */
export function checkPostcode(typed: string): IdentifierWarning | null {
  const postcode = withoutSpaces(typed);
  if (postcode === '') return null;
  if (!/^\d+$/.test(postcode)) return 'not-digits';
  return postcode.length === 5 ? null : 'length';
}

function withoutSpaces(typed: string): string {
  return typed.replace(/[\s.\u00a0\u202f]+/g, '');
}

/** Luhn: from the right, every second digit is doubled; the sum of all digits ends in 0. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) : digitSum(String(Number(digit) * 2))))
    .reduce((total, value) => total + value, 0);
  return sum % 10 === 0;
}

function digitSum(digits: string): number {
  return Array.from(digits).reduce((total, digit) => total + Number(digit), 0);
}
