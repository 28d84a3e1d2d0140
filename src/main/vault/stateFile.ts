import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { textSize, theme } from '../../shared/contract/application.ts';
import { readingCopyStanding } from '../../shared/contract/readingCopy.ts';
import { backupStatus } from '../../shared/contract/snapshots.ts';
import { instant } from '../../shared/contract/values.ts';
import { writeDurably } from './durableFile.ts';

/**
 * coffre.state.json, unencrypted: all that may be known before the vault is open. Never a name, never a secret.
 * Fields of later versions are kept as they are.
 */
const vaultState = z.looseObject({
  format: z.literal('osteocoffre-state').default('osteocoffre-state'),
  version: z.int().default(1),
  theme: theme.default('system'),
  textSize: textSize.default(100),
  singleLetterKeys: z.boolean().default(true),
  /** A sentence that the person chose to be greeted with; nothing else of theirs stands here. */
  greeting: z.string().nullable().default(null),
  practiceLabel: z.string().nullable().default(null),
  /** When the consultation that waits behind the lock was begun; never whose it is. */
  draftWaitingSince: instant.nullable().default(null),
  /** How the copies stood last; labels of targets are people's names for their keys, never a patient's. */
  backup: backupStatus.nullable().default(null),
  /** How a copy that only consults stands; null for a vault. What it may do is said inside the database (readingCopy.ts). */
  readingCopy: readingCopyStanding.nullable().default(null),
  /** First 16 bytes of coffre.db, which are public: tells a damaged database from a foreign one. */
  databaseSalt: z.string().nullable().default(null),
});
export type VaultState = z.infer<typeof vaultState>;

/** The state as written, or as it is at first where the file is missing or damaged: nothing depends on it. */
export function readVaultState(path: string): VaultState {
  return readJson(path) ?? vaultState.parse({});
}

function readJson(path: string): VaultState | null {
  try {
    return vaultState.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    // Missing or damaged: comfort alone is lost.
    return null;
  }
}

export function updateVaultState(path: string, changes: Partial<VaultState>): VaultState {
  const next = { ...readVaultState(path), ...changes };
  writeDurably(path, `${JSON.stringify(next, null, 2)}\n`);
  return next;
}
