import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory where the system has a folder for it: what a sync costs is not what is tried here. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export function scratchFolder(): string {
  return mkdtempSync(join(PLACE, 'osteocoffre-faults-'));
}
