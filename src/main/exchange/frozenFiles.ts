import type { Vault } from '../vault/vault.ts';

/** Ids of the patients whose file is under limitation (art. 18 RGPD): a trigger would refuse each of their lines. */
export function frozenFiles(vault: Vault): ReadonlySet<string> {
  const rows = vault.db
    .prepare<[], { id: string }>('SELECT id FROM patient JOIN frozen_file ON patient_number = number')
    .all();
  return new Set(rows.map(({ id }) => id));
}
