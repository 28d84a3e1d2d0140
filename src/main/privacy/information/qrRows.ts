import { encode } from 'uqr';

/** The QR code of a web address, as rows of '0' and '1'; M stands a fold or a stain. Null without an address. */
export function qrRows(website: string): string[] | null {
  const address = website.trim();
  if (address === '') return null;
  const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  return encode(whole, { ecc: 'M', border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
}
