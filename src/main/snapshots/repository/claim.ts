import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../vault/refusal.ts';
import { claimName, claimsOf } from '../format/layout.ts';
import type { Manifest } from '../format/manifest.ts';
import { sha256 } from '../format/pack.ts';
import { isMissing, type Target } from '../target/target.ts';

/* docs/formats-snapshots.md, Where the store decides: of two PCs that follow the same snapshot one is told no. */

/** After this long a claim of another writer is one of a run that ended there: two clocks may be half of it apart. */
const STALE_MS = 60 * 60_000;

/** As long as this nobody else takes over a claim of one's own. */
const OWN_MS = 10 * 60_000;

const claimSchema = z.strictObject({
  format: z.literal('osteocoffre-claim'),
  version: z.literal(1),
  writer: z.string().regex(/^[0-9a-f]{32}$/),
  run: z.string().regex(/^[0-9a-f]{32}$/),
  time: z.int(),
});
type Claim = z.infer<typeof claimSchema>;

/** Claims that are read before the store is called strange: one for each run that ended between claim and manifest. */
const MOST_TURNS = 1_000;

/**
 * Claims the place that a manifest is to take, just before it is written. Nothing to do at a target that decides nothing.
 * Refuses `repository-in-use` where another PC has it.
 */
export async function claimPlace(target: Target, manifest: Manifest, now: number): Promise<void> {
  if (target.writeNew === undefined) return;
  const place = placeAfter(manifest.key, manifest.former);
  const { last, turn } = await findLast(target, place);
  const age = last === null ? Infinity : Math.abs(now - last.time);
  if (last?.writer === manifest.writer && age <= OWN_MS) return;
  if (last !== null && last.writer !== manifest.writer && age <= STALE_MS) refuse({ code: 'repository-in-use' });
  const claim = encode(manifest.writer, now);
  if (await target.writeNew(claimName(place, turn), claim)) return;
  // The store may have taken it, and its answer got lost: it then lies there as we wrote it.
  if ((await readClaim(target, place, turn))?.equals(claim) !== true) refuse({ code: 'repository-in-use' });
}

/** Once a manifest lies there: nobody may follow the one before it any more, and the claims of that are of no use. */
export async function clearClaims(target: Target, { key, former }: Manifest): Promise<void> {
  if (target.writeNew === undefined || !target.capabilities.canDelete) return;
  try {
    for (const { name } of await target.list(claimsOf(placeAfter(key, former)))) await target.delete(name);
  } catch {
    // They harm nobody: nothing reads them again.
  }
}

function placeAfter(key: string, former: string | null): string {
  return sha256(Buffer.from(`${key}/${former ?? ''}`));
}

/** The highest claim of a place, and the turn after it; by reading, since a listing may lag behind. */
async function findLast(target: Target, place: string): Promise<{ last: Claim | null; turn: number }> {
  let last: Claim | null = null;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const bytes = await readClaim(target, place, turn);
    if (bytes === null) return { last, turn };
    last = decode(bytes);
  }
  return refuse({ code: 'host-strange' });
}

async function readClaim(target: Target, place: string, turn: number): Promise<Buffer | null> {
  try {
    return (await target.readBack(claimName(place, turn))).bytes;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function encode(writer: string, time: number): Buffer {
  const run = randomBytes(16).toString('hex');
  const claim: Claim = { format: 'osteocoffre-claim', version: 1, writer, run, time };
  return Buffer.from(`${JSON.stringify(claim)}\n`);
}

/** Null where it is damaged: nobody's, and the next one is written. */
function decode(bytes: Buffer): Claim | null {
  try {
    return claimSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
