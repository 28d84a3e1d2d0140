import type { Vault } from '../vault/vault.ts';

/** True where the person said that this disk is no destination. */
export function isDeclined(vault: Pick<Vault, 'db'>, mark: string): boolean {
  return vault.db.prepare('SELECT 1 FROM declined_disk WHERE mark = ?').get(mark) !== undefined;
}

/** "Pas cette clé": it is not offered again. */
export function declineDisk(vault: Pick<Vault, 'db' | 'now'>, { mark, label }: { mark: string; label: string }): void {
  vault.db
    .prepare('INSERT INTO declined_disk (mark, label, declined_at) VALUES (?, ?, ?) ON CONFLICT (mark) DO NOTHING')
    .run(mark, label, vault.now());
}
