import type { Vault } from './vault.ts';

/** What is being typed in a form that is not sent yet, as the form keeps it; null where nothing waits. */
export function readDraft(vault: Vault, key: string): string | null {
  const row = vault.db.prepare<[string], { value: string }>('SELECT value FROM draft WHERE key = ?').get(key);
  return row?.value ?? null;
}

export function putDraft(vault: Vault, key: string, value: string): void {
  vault.db.prepare('INSERT OR REPLACE INTO draft (key, value, saved_at) VALUES (?, ?, ?)').run(key, value, vault.now());
}

export function dropDraft(vault: Vault, key: string): void {
  vault.db.prepare('DELETE FROM draft WHERE key = ?').run(key);
}
