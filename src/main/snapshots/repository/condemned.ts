import { z } from 'zod';

const markSchema = z.strictObject({
  format: z.literal('osteocoffre-condemned'),
  version: z.literal(1),
  pack: z.string(),
  time: z.int().min(0),
});

/** The mark of a pack that may be deleted a day later if nothing relies on it still: one line of JSON, LF. */
export function encodeCondemned(pack: string, time: number): Buffer {
  return Buffer.from(`${JSON.stringify({ format: 'osteocoffre-condemned', version: 1, pack, time })}\n`);
}

/** When the pack was condemned; null where the bytes are no mark of this pack. */
export function decodeCondemned(bytes: Buffer, pack: string): number | null {
  try {
    const parsed = markSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!parsed.success || parsed.data.pack !== pack) return null;
    return encodeCondemned(pack, parsed.data.time).equals(bytes) ? parsed.data.time : null;
  } catch {
    return null;
  }
}
