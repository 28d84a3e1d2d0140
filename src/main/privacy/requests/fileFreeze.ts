import { freezeGround, type FileFreeze, type FreezeGround } from '../../../shared/contract/requests.ts';
import type { Channel } from '../../../shared/contract/oppositions.ts';
import { refuse } from '../../vault/refusal.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { tellRequest } from './requestEvents.ts';
import { storedRequest, type StoredRequest } from './storedRequest.ts';

type RequestOfFile = StoredRequest & { readonly patientId: string };

/**
 * The limitation that goes on, null without any; what it keeps off stands in migrations/0012_requests.sql. Refuses
 * `not-found` for a file that may not be seen.
 */
export function readFreeze(vault: Vault, patientId: string): FileFreeze | null {
  const number = requireFile(vault, patientId);
  const row = statement<[number], { ground: string; since: number; requestId: string }>(
    vault.db,
    `SELECT ground, since, request_id AS requestId FROM file_freeze WHERE patient_number = ? AND ended_at IS NULL`,
  ).get(number);
  return row === undefined ? null : { ...row, ground: freezeGround.parse(row.ground) };
}

/** Begins a limitation (art. 18(1) RGPD); one that goes on already stays as it is. */
export function freezeFile(vault: Vault, request: RequestOfFile, ground: FreezeGround): void {
  vault.db.transaction(() => {
    if (readFreeze(vault, request.patientId) !== null) return;
    statement(vault.db, 'INSERT INTO file_freeze (patient_number, request_id, ground, since) VALUES (?, ?, ?, ?)').run(
      requireFile(vault, request.patientId),
      request.id,
      ground,
      vault.now(),
    );
    tellRequest(vault, request, 'frozen', ground, 'patient-frozen');
  })();
}

/** Ends it; the person was told before (art. 18(3)). Refuses `not-found` where none goes on. */
export function endFreeze(vault: Vault, requestId: string, reason: string, told: Channel): void {
  vault.db.transaction(() => {
    const request = storedRequest(vault, requestId);
    if (request.patientId === null) return refuse({ code: 'not-found', what: 'freeze' });
    const { changes } = statement(
      vault.db,
      `UPDATE file_freeze SET ended_at = ?, end_reason = ?, end_channel = ?
       WHERE patient_number = ? AND ended_at IS NULL`,
    ).run(vault.now(), reason, told, requireFile(vault, request.patientId));
    if (changes === 0) refuse({ code: 'not-found', what: 'freeze' });
    tellRequest(vault, request, 'freeze-ended', reason, 'patient-freeze-ended');
  })();
}

/** How many files are frozen now. */
export function countFrozenFiles(vault: Vault): number {
  const row = statement<[], { count: number }>(vault.db, 'SELECT count(*) AS count FROM frozen_file').get();
  return row?.count ?? 0;
}

/** In the archive or not. */
function requireFile(vault: Vault, patientId: string): number {
  const row = statement<[string, string], { number: number }>(
    vault.db,
    `SELECT number FROM visible_patient WHERE id = ?
     UNION ALL SELECT number FROM archived_patient WHERE id = ?`,
  ).get(patientId, patientId);
  return row?.number ?? refuse({ code: 'not-found', what: 'patient' });
}
