import { join } from 'node:path';

/** Names of all that lies in a vault's folder. */
export interface VaultFiles {
  readonly database: string;
  /** In the middle of a rekey: the database under the new key, until it takes the place of `database`. */
  readonly databaseNext: string;
  readonly keys: string;
  /** Equal to `keys`, byte for byte. */
  readonly keysCopy: string;
  /** The key file before the last change, until the vault was opened with the new one. */
  readonly keysFormer: string;
  /** In the middle of a rekey: the key file without the old key. */
  readonly keysNext: string;
  readonly state: string;
  readonly lock: string;
  /** Copies made before a migration. */
  readonly copies: string;
  /** Ends of the packs that lie at a host: a cache. */
  readonly hostIndex: string;
}

export function vaultFiles(folder: string): VaultFiles {
  return {
    database: join(folder, 'coffre.db'),
    databaseNext: join(folder, 'coffre.db.next'),
    keys: join(folder, 'coffre.keys'),
    keysCopy: join(folder, 'coffre.keys.copy'),
    keysFormer: join(folder, 'coffre.keys.former'),
    keysNext: join(folder, 'coffre.keys.next'),
    state: join(folder, 'coffre.state.json'),
    lock: join(folder, 'coffre.lock'),
    copies: join(folder, 'copies'),
    hostIndex: join(folder, 'host-index'),
  };
}
