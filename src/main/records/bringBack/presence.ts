import type { Presence } from '../../../shared/contract/bringBack.ts';
import type { Vault } from '../../vault/vault.ts';
import { statement } from '../../vault/statements.ts';

/** Where a file that a snapshot holds is today. The bin counts as much as what is seen: one file has one id. */
export function presenceOf(
  vault: Vault,
  former: Vault,
  patientId: string,
): { presence: Presence; erasedAt: number | null } {
  const row = statement<[string], { removed: number }>(
    vault.db,
    'SELECT removed_at IS NOT NULL AS removed FROM patient WHERE id = ?',
  ).get(patientId);
  if (row !== undefined) return { presence: row.removed === 1 ? 'in-bin' : 'present', erasedAt: null };
  const erasedAt = erasureOf(vault, former, patientId);
  return { presence: erasedAt === null ? 'absent' : 'erased', erasedAt };
}

/**
 * When a purge erased the file. The vault of today does not know any more whom that entry of the log is about; the
 * snapshot does, since its log named the patient by the same alias.
 */
function erasureOf(vault: Vault, former: Vault, patientId: string): number | null {
  const alias = statement<[string], { alias: string }>(
    former.db,
    'SELECT alias FROM access_alias WHERE patient_id = ?',
  ).get(patientId)?.alias;
  if (alias === undefined) return null;
  return lastEntry(vault, "action = 'patient-purged' AND patient_alias = ?", alias);
}

/** When a purge erased the consultation; null where none did. */
export function consultationErasure(vault: Vault, consultationId: string): number | null {
  return lastEntry(vault, "action = 'consultation-purged' AND object_id = ?", consultationId);
}

function lastEntry(vault: Vault, condition: string, value: string): number | null {
  const sql = `SELECT at FROM access_entry WHERE ${condition} ORDER BY number DESC LIMIT 1`;
  return statement<[string], { at: number }>(vault.db, sql).get(value)?.at ?? null;
}
