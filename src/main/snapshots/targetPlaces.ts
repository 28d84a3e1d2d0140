import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { faultCode } from '../vault/storageFault.ts';
import { decodeConfig } from './format/config.ts';
import { CONFIG_NAME, SNAPSHOTS_PREFIX } from './format/layout.ts';

/** Folder of the repository on a key that holds other things, too. */
const OWN_FOLDER = 'OsteoCoffre';

/** Id of the repository that lies in a folder, by its hint; null where none does, or where the folder is gone. */
export async function repositoryAt(folder: string): Promise<string | null> {
  try {
    const config = decodeConfig(await readFile(join(folder, CONFIG_NAME)));
    return config === null || config === 'newer' ? null : config.repository;
  } catch (error) {
    if (faultCode(error) !== null) return null;
    throw error;
  }
}

/**
 * Where a known target lies now: where it lay last, else at the top of a disk that is plugged in, since a key changes
 * its letter and mount point. Null where it is not there.
 */
export async function findTarget(
  known: { readonly repository: string; readonly place: string },
  mountPoints: readonly string[],
): Promise<string | null> {
  const candidates = [known.place, ...mountPoints.flatMap((point) => [point, join(point, OWN_FOLDER)])];
  for (const folder of candidates) if ((await repositoryAt(folder)) === known.repository) return folder;
  return null;
}

/** Where snapshots lie, or will lie, for the folder that a person chose: in it, or in our own folder inside. */
export async function repositoryPlaceIn(chosen: string): Promise<{ folder: string; holdsSnapshots: boolean }> {
  for (const folder of [chosen, join(chosen, OWN_FOLDER)]) {
    if (await holdsRepository(folder)) return { folder, holdsSnapshots: true };
  }
  const isEmpty = (await namesIn(chosen)).length === 0;
  return { folder: isEmpty ? chosen : join(chosen, OWN_FOLDER), holdsSnapshots: false };
}

/** The config is a hint only: manifests alone make a repository, too. */
async function holdsRepository(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  return names.includes(CONFIG_NAME) || names.includes(SNAPSHOTS_PREFIX.slice(0, -1));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (faultCode(error) !== null) return [];
    throw error;
  }
}
