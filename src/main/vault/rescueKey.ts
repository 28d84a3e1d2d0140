import { logAccess } from './accessLog.ts';
import { PAGE_SIZE } from './database.ts';
import { deriveKey, wipe } from './keyring.ts';
import { openedVaultOf } from './openedVault.ts';
import { refuse } from './refusal.ts';
import type { Vault } from './vault.ts';

export interface RescueKey {
  /** The database's raw key, 64 hexadecimal digits. */
  readonly key: string;
  /** What stock SQLCipher 4 is told, in this order, right after opening coffre.db. */
  readonly pragmas: readonly string[];
}

/**
 * What it takes to read coffre.db without this program. Whoever has it reads everything, for ever: only a titular gets
 * it, and it is logged. Refuses `titular-only`.
 */
export function rescueKey(vault: Vault): RescueKey {
  if (vault.practitioner.role !== 'titular') refuse({ code: 'titular-only' });
  const raw = deriveKey(openedVaultOf(vault).currentKey, vault.id, 'db');
  const key = raw.toString('hex');
  wipe(raw);
  logAccess(vault, { action: 'vault-key-shown' });
  return {
    key,
    pragmas: [`PRAGMA key = "x'${key}'"`, 'PRAGMA cipher_compatibility = 4', `PRAGMA cipher_page_size = ${PAGE_SIZE}`],
  };
}
