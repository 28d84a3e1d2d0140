import type { ReadManifest } from './format/manifest.ts';
import type { KnownHead } from './book.ts';

/**
 * Whether a vault may go on from what lies on a target.
 * - `rolled-back`: the target holds less than the vault knows that it held;
 * - `foreign-writer`: a vault that is not an ancestor of this one wrote there (two PCs that both go on);
 * - `ahead`: one of this vault's ancestors wrote there what this vault does not know of.
 */
export type HeadVerdict = 'goes-on' | 'rolled-back' | 'foreign-writer' | 'ahead';

/** Judges by verified manifests alone, oldest first. */
export function judgeHead(
  verified: readonly ReadManifest[],
  known: KnownHead | null,
  expected: KnownHead | null,
  writers: ReadonlySet<string>,
): HeadVerdict {
  if (verified.some(({ manifest }) => !writers.has(manifest.writer))) return 'foreign-writer';
  const newest = verified.at(-1);
  if (newest === undefined) return known === null ? 'goes-on' : 'rolled-back';
  if (newest.sha256 === known?.sha256 || newest.sha256 === expected?.sha256) return 'goes-on';
  return known !== null && newest.manifest.sequence <= known.sequence ? 'rolled-back' : 'ahead';
}
