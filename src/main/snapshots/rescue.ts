import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { README_NAME, SCRIPT_NAME } from './format/layout.ts';
import { sha256 } from './format/pack.ts';

/** A file that lies in every repository, so that the data come back without this program. */
export interface RescueFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Reads the rescue files from the program's assets. */
export function readRescueFiles(assetsFolder: string): RescueFile[] {
  return [README_NAME, SCRIPT_NAME].map((name) => {
    const bytes = readFileSync(join(assetsFolder, 'rescue', name));
    return { name, bytes, sha256: sha256(bytes) };
  });
}
