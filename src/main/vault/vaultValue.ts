import type Database from 'better-sqlite3-multiple-ciphers';

/** Names of what the vault keeps one value of. */
export type VaultValueKey =
  | 'vault-id'
  | 'created-at'
  | 'practice'
  | 'preferences'
  | 'is-demo'
  | 'backups'
  | 'last-trial'
  | 'retention-rule'
  | 'nir-used'
  | 'access-log-months'
  | 'access-log-contradiction'
  | 'traces-to-clear'
  | 'names-go-out'
  | 'reading-copy'
  | 'host-decides-new';

/** The text kept under this name, null where there is none. */
export function readVaultValue(db: Database.Database, key: VaultValueKey): string | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM vault_value WHERE key = ?').get(key);
  return row?.value ?? null;
}

export function writeVaultValue(db: Database.Database, key: VaultValueKey, value: string): void {
  db.prepare(
    'INSERT INTO vault_value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);
}

export function dropVaultValue(db: Database.Database, key: VaultValueKey): void {
  db.prepare('DELETE FROM vault_value WHERE key = ?').run(key);
}
