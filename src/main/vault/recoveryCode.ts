import { createHash, randomBytes } from 'node:crypto';
import { encode } from 'uqr';
import { refuse } from './refusal.ts';

/** Crockford's alphabet: no I, L, O, U. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 128 random bits. */
const CODE_BYTES = 16;

/** First bytes of the SHA-256 of the code: a slip of the pen is told apart from a wrong sheet. */
const CHECK_BYTES = 4;

const CODE_FORM = /^[0-9A-HJKMNP-TV-Z]{32}$/;

const GROUP_LENGTH = 4;

/** 160 bits in characters of 5: eight groups of four. */
const CODE_LENGTH = ((CODE_BYTES + CHECK_BYTES) * 8) / 5;

/** A new recovery code; the caller wipes it. */
export function newRecoveryCode(): Buffer {
  return randomBytes(CODE_BYTES);
}

/** The eight groups of four characters as printed. */
export function recoveryGroups(code: Buffer): string[] {
  const text = toBase32(Buffer.concat([code, checksum(code)]));
  return Array.from({ length: CODE_LENGTH / GROUP_LENGTH }, (_, index) =>
    text.slice(index * GROUP_LENGTH, (index + 1) * GROUP_LENGTH),
  );
}

/** The whole code as one line: groups with a hyphen between them. */
export function recoveryCodeText(code: Buffer): string {
  return recoveryGroups(code).join('-');
}

/**
 * Reads a code as typed: any case, spaces and hyphens anywhere, O for 0, I or L for 1.
 * Refuses `recovery-code-mistyped` where it cannot be a code of ours. The caller wipes it.
 */
export function readRecoveryCode(typed: string): Buffer {
  const text = normaliseGroup(typed);
  if (!CODE_FORM.test(text)) return refuse({ code: 'recovery-code-mistyped' });
  const bytes = fromBase32(text);
  const code = bytes.subarray(0, CODE_BYTES);
  if (!checksum(code).equals(bytes.subarray(CODE_BYTES))) return refuse({ code: 'recovery-code-mistyped' });
  return code;
}

/** One group, or several, as it is compared. */
export function normaliseGroup(typed: string): string {
  return typed
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** QR code of the whole code, as rows of '0' and '1', without a quiet zone. */
export function recoveryQr(code: Buffer): string[] {
  // Upper case, digits and hyphens: the compact alphanumeric mode. M stands a fold or a stain.
  const qr = encode(recoveryCodeText(code), { ecc: 'M', border: 0 });
  return qr.data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
}

function checksum(code: Buffer): Buffer {
  return createHash('sha256').update('osteocoffre/v1/recovery-code').update(code).digest().subarray(0, CHECK_BYTES);
}

function toBase32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let index = 0; index < CODE_LENGTH; index += 1) {
    text = ALPHABET.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}

function fromBase32(text: string): Buffer {
  let value = 0n;
  for (const character of text) value = (value << 5n) | BigInt(ALPHABET.indexOf(character));
  return Buffer.from(value.toString(16).padStart((CODE_BYTES + CHECK_BYTES) * 2, '0'), 'hex');
}
