import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** Ids of the patients whose file is under limitation (art. 18 RGPD): a trigger would refuse each of their lines. */
export function frozenFiles(vault: Vault): ReadonlySet<string> {
  return filesIn(vault, 'frozen_file');
}

/** Ids of the patients whose file may not be destroyed: under limitation, or held for a litigation. */
export function keptFiles(vault: Vault): ReadonlySet<string> {
  return filesIn(vault, 'kept_file');
}

function filesIn(vault: Vault, view: 'frozen_file' | 'kept_file'): ReadonlySet<string> {
  const rows = statement<[], { id: string }>(
    vault.db,
    `SELECT id FROM patient JOIN ${view} ON patient_number = number`,
  ).all();
  return new Set(rows.map(({ id }) => id));
}
