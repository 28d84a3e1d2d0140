import type { MediaType } from '../../shared/contract/documents.ts';
import { refuse } from '../vault/refusal.ts';

const BEGINNINGS: readonly (readonly [MediaType, readonly number[]])[] = [
  // %PDF-
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a scan is by its first bytes, whatever its name says. Refuses `file-empty` and `file-kind-unknown`. */
export function scanOf(bytes: Uint8Array): MediaType {
  if (bytes.length === 0) refuse({ code: 'file-empty' });
  const found = BEGINNINGS.find(([, beginning]) => beginning.every((byte, place) => bytes[place] === byte));
  return found?.[0] ?? refuse({ code: 'file-kind-unknown' });
}
