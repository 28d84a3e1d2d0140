/** The mark of a pack that may be deleted a day later if nothing relies on it still: one line of JSON, LF. */
export function encodeCondemned(pack: string, time: number): Buffer {
  return Buffer.from(`${JSON.stringify({ format: 'osteocoffre-condemned', version: 1, pack, time })}\n`);
}

/** When the pack was condemned; null where the bytes are no mark of this pack. */
export function decodeCondemned(bytes: Buffer, pack: string): number | null {
  // No schema: the child process of a snapshot reads marks, too, and a mark is exactly what would be written.
  const [, digits = ''] = /"time":(\d{1,16})\}\n$/.exec(bytes.toString('utf8')) ?? [];
  const time = Number(digits);
  return digits !== '' && encodeCondemned(pack, time).equals(bytes) ? time : null;
}
