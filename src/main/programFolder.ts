import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where the program's own files lie (migrations, assets): the folder of its package.json. Looked for upwards, since the
 * sources lie deeper below it than what is built of them.
 */
export const PROGRAM_FOLDER = folderOfManifest(import.meta.dirname);

function folderOfManifest(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('the program lies outside of its folder');
  return folderOfManifest(parent);
}
