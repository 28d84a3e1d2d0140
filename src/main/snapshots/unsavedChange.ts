import type { AccessAction } from '../../shared/contract/accessLog.ts';
import type { Vault } from '../vault/vault.ts';

/** What is done without changing anything that a copy should hold. */
const READINGS: readonly AccessAction[] = [
  'vault-opened',
  'vault-opened-with-recovery',
  'vault-locked',
  'vault-checked',
  'vault-key-shown',
  'patient-opened',
  'patient-read',
  'notes-searched',
  'consultation-read',
  'document-read',
  'patient-printed',
  'patient-exported',
  'consultation-printed',
  'consultation-exported',
  'access-log-exported',
  'target-added',
  'target-removed',
  'snapshot-searched',
  'restore-proven',
  'snapshot-created',
  'snapshots-pruned',
  'target-verified',
  'target-repaired',
];

/**
 * When the first change was made after the entry of the access log that a snapshot sealed; null where there is none.
 * Every change of the records has its entry, and a snapshot ends the runs of edits that would hide one (`endRuns`).
 */
export function oldestChangeAfter(vault: Pick<Vault, 'db'>, logNumber: number): number | null {
  const marks = READINGS.map(() => '?').join(', ');
  return (
    vault.db
      .prepare<[number, ...AccessAction[]], number | null>(
        `SELECT at FROM access_entry WHERE number > ? AND action NOT IN (${marks}) ORDER BY number LIMIT 1`,
      )
      .pluck()
      .get(logNumber, ...READINGS) ?? null
  );
}
