import { refuse } from '../vault/refusal.ts';

/**
 * Text of a file whose encoding nobody wrote down: UTF-8 or UTF-16 by its mark, else UTF-8 where every byte fits, else
 * Windows-1252, which contains Latin-1's letters and adds € and œ. A text in Latin-1 with an accent is never valid UTF-8
 * by chance in practice: an accented letter would have to be followed by a character of the 0x80 to 0xBF range.
 *
 * Refuses `file-kind-unknown` where the file is no text (a NUL in it).
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text.includes('\0')) return refuse({ code: 'file-kind-unknown' });
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeStrictly(bytes, 'utf-16le') ?? refuseText();
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeStrictly(bytes, 'utf-16be') ?? refuseText();
  return decodeStrictly(bytes, 'utf-8') ?? new TextDecoder('windows-1252').decode(bytes);
}

/** Null where a byte does not fit; takes the byte order mark away. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // TextDecoder tells nothing more than that it does not fit.
  }
}

function refuseText(): never {
  return refuse({ code: 'file-unreadable' });
}
