import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { requireFreeSpace } from '../vault/localCopy.ts';
import { removeAll } from '../vault/removal.ts';
import { buildingFolder } from './restoreJournal.ts';
import { writeSnapshotFiles, type SnapshotFiles } from './snapshotFiles.ts';

/**
 * Writes the files of a snapshot beside the folder that they are for, and returns where they are. What a failure or a power
 * cut leaves is not looked at, and is swept at the next start. Refuses `not-enough-space`, `snapshot-damaged`, `cancelled`.
 */
export async function buildBeside(folder: string, files: SnapshotFiles): Promise<string> {
  mkdirSync(dirname(folder), { recursive: true });
  requireFreeSpace(dirname(folder), files.chosen.manifest.size);
  const building = buildingFolder(folder, randomBytes(4).toString('hex'));
  try {
    mkdirSync(building, { mode: 0o700 });
    await writeSnapshotFiles(building, files);
    return building;
  } catch (error) {
    removeAll(building);
    throw error;
  }
}
