import { existsSync, statSync } from 'node:fs';
import { removeAll } from '../vault/removal.ts';
import { liesInCloudFolder } from '../vault/vaultPlace.ts';
import { withKeptRanges } from './target/keptRanges.ts';
import { RangeCache } from './target/rangeCache.ts';
import type { Target } from './target/target.ts';

/*
 * What came of a host for a restore, beside the vault's folder: a line that is cut, a program that is killed and the step from
 * a trial to the restore fetch only what is not there yet. All of it is ciphertext, and proven again chunk by chunk.
 */

/** What nobody came back for goes at the first start after so long. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Room that is left for the vault itself, which is built at the same time. */
const SPARE_BYTES = 4 * 1024 * 1024 * 1024;

function downloadFolder(vaultFolder: string): string {
  return `${vaultFolder}.telechargement`;
}

/** A target to restore from into that folder; a disk is as near as what would be kept of it, and is left as it is. */
export function resumable(target: Target, vaultFolder: string): Target {
  if (!target.capabilities.isSlow || liesInCloudFolder(vaultFolder)) return target;
  return withKeptRanges(target, new RangeCache(downloadFolder(vaultFolder), { spareBytes: SPARE_BYTES }));
}

/** The vault is in place: what came for it is of no more use. */
export function forgetDownload(vaultFolder: string): void {
  removeAll(downloadFolder(vaultFolder));
}

/** At every start: nothing to do most of the time. */
export function forgetOldDownload(vaultFolder: string): void {
  const folder = downloadFolder(vaultFolder);
  // The age of a file, by the clock that dates files.
  if (existsSync(folder) && Date.now() - statSync(folder).mtimeMs > KEPT_MS) removeAll(folder);
}
