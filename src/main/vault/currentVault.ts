import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durableFile.ts';
import { readKeyFile } from './keyFileStore.ts';
import { Refusal } from './refusal.ts';
import { vaultFiles } from './vaultFiles.ts';

/** Which vault this user's program opens, kept in the application data folder. */
const settings = z.looseObject({ version: z.literal(1), vaultFolder: z.string().nullable() });

/** Where a vault is created when no other place was chosen. */
export function usualVaultFolder(dataFolder: string): string {
  return join(dataFolder, 'coffre');
}

/** The folder last chosen, whether or not it is still there; null where none ever was. */
export function rememberedVaultFolder(dataFolder: string): string | null {
  try {
    return settings.parse(JSON.parse(readFileSync(settingsPath(dataFolder), 'utf8'))).vaultFolder;
  } catch {
    // Missing or damaged: the usual place.
    return null;
  }
}

/** `null` for none: the next vault goes to the usual place. */
export function rememberVaultFolder(dataFolder: string, vaultFolder: string | null): void {
  mkdirSync(dataFolder, { recursive: true });
  writeDurably(settingsPath(dataFolder), `${JSON.stringify({ version: 1, vaultFolder }, null, 2)}\n`);
}

function settingsPath(dataFolder: string): string {
  return join(dataFolder, 'application.json');
}

/** True where anything of a vault lies there, sound or not. */
export function isVaultThere(folder: string): boolean {
  const files = vaultFiles(folder);
  return [files.database, files.keys, files.keysCopy, files.keysFormer].some((path) => existsSync(path));
}

/** Id of the vault in that folder, from its key file; null where that cannot be read. */
export function vaultIdAt(folder: string): string | null {
  try {
    return readKeyFile(vaultFiles(folder)).keyFile.vaultId;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
