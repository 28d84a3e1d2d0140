import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { removeDurably, syncFolder, writeDurably } from '../vault/durableFile.ts';
import { removeAll } from '../vault/removal.ts';

/*
 * A restored vault takes the place of another by two renames, which a power cut may part. The journal beside them says
 * what is to be done; replayed at the next start, it ends with the restored vault in place and the former one aside.
 */
const journalSchema = z.strictObject({
  format: z.literal('osteocoffre-restore'),
  version: z.literal(1),
  /** Names in the folder that the vault's folder lies in. */
  built: z.string().regex(/^[^/\\]+$/),
  former: z.string().regex(/^[^/\\]+$/),
});

const BUILDING = '.restauration-';
const FORMER = '.avant-restauration-';

function journalPath(vaultFolder: string): string {
  return `${vaultFolder}.restauration.json`;
}

/** Where a vault is built before it takes its place. */
export function buildingFolder(vaultFolder: string, random: string): string {
  return `${vaultFolder}${BUILDING}${random}`;
}

/** Puts the built vault in place; the vault that lies there, if any, is kept aside under the name returned. */
export function swapIn(vaultFolder: string, built: string, now: number): string | null {
  const parent = dirname(vaultFolder);
  if (!existsSync(vaultFolder)) {
    renameSync(built, vaultFolder);
    syncFolder(parent);
    return null;
  }
  const former = `${vaultFolder}${FORMER}${now}`;
  const journal = { format: 'osteocoffre-restore', version: 1, built: basename(built), former: basename(former) };
  writeDurably(journalPath(vaultFolder), `${JSON.stringify(journal)}\n`);
  try {
    replayRestore(vaultFolder);
  } catch (error) {
    // Between the two renames there would be no vault at all.
    if (!existsSync(vaultFolder) && existsSync(former)) renameSync(former, vaultFolder);
    throw error;
  }
  return former;
}

/**
 * Finishes a swap that was cut off; nothing to do most of the time. Every start of the window calls it before it looks for
 * a vault. Also removes what a restore that never came to its swap had built.
 */
export function replayRestore(vaultFolder: string): void {
  finishSwap(vaultFolder);
  removeUnfinishedBuilds(vaultFolder);
}

/**
 * The swap alone, for the command line before it looks for a vault: what is being built beside it may be the window's,
 * which is restoring at this moment.
 */
export function finishSwap(vaultFolder: string): void {
  const journal = readJournal(vaultFolder);
  if (journal === null) return;
  const parent = dirname(vaultFolder);
  const [built, former] = [join(parent, journal.built), join(parent, journal.former)];
  if (existsSync(vaultFolder) && existsSync(built) && !existsSync(former)) renameSync(vaultFolder, former);
  if (!existsSync(vaultFolder) && existsSync(built)) renameSync(built, vaultFolder);
  // A restore that the disk refused has removed what it built: the former vault is the vault.
  if (!existsSync(vaultFolder) && existsSync(former)) renameSync(former, vaultFolder);
  syncFolder(parent);
  removeDurably(journalPath(vaultFolder));
}

function readJournal(vaultFolder: string) {
  if (!existsSync(journalPath(vaultFolder))) return null;
  return journalSchema.parse(JSON.parse(readFileSync(journalPath(vaultFolder), 'utf8')));
}

function removeUnfinishedBuilds(vaultFolder: string): void {
  const parent = dirname(vaultFolder);
  if (!existsSync(parent)) return;
  const unfinished = [`${basename(vaultFolder)}${BUILDING}`, `${basename(journalPath(vaultFolder))}.tmp-`];
  for (const name of readdirSync(parent))
    if (unfinished.some((start) => name.startsWith(start))) removeAll(join(parent, name));
}

/** Vaults kept aside by restores, oldest first. */
export function listFormerVaults(vaultFolder: string): { folder: string; since: number }[] {
  const prefix = `${basename(vaultFolder)}${FORMER}`;
  return readdirSync(dirname(vaultFolder))
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ folder: join(dirname(vaultFolder), name), since: Number(name.slice(prefix.length)) }))
    .sort((left, right) => left.since - right.since);
}

/** After the person confirmed: the vault kept aside is removed. Its files are ciphertext; no overwriting is needed. */
export function dropFormerVault(vaultFolder: string, since: number): void {
  removeAll(`${vaultFolder}${FORMER}${since}`);
  syncFolder(dirname(vaultFolder));
}
