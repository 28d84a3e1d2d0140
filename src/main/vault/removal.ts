import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes a file, or a folder with all that is in it; nothing where nothing is there. In the place of Node's `rmSync`, whose
 * errors since Node 23 have lost the code by which a failing or full disk is told (storageFault.ts).
 */
export function removeAll(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    unlinkSync(path);
    return;
  }
  for (const name of readdirSync(path)) removeAll(join(path, name));
  rmdirSync(path);
}
