import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * Why a consultation was moved, as of the move that the access log noted at `at`. The log itself holds no free text, since
 * its chain outlives a purge. Null where the consultation was purged since.
 */
export function moveReason(vault: Vault, consultationId: string, at: number): string | null {
  const move = statement<[string, number], { reason: string }>(
    vault.db,
    'SELECT reason FROM consultation_move WHERE consultation_id = ? AND moved_at <= ? ORDER BY number DESC LIMIT 1',
  ).get(consultationId, at);
  return move?.reason ?? null;
}
