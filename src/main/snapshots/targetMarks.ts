import { z } from 'zod';
import { contractError, type ContractError } from '../../shared/contract/errors.ts';
import { trial, type Trial } from '../../shared/contract/snapshots.ts';
import { logAccess } from '../vault/accessLog.ts';
import { compareSealedHead } from '../vault/accessLogContradiction.ts';
import type { Vault } from '../vault/vault.ts';
import { readVaultValue, writeVaultValue } from '../vault/vaultValue.ts';
import { readFrozenFacts } from './freeze.ts';

/** Why the last run on a target did not end well; a later run that does takes it away. */
export function markFailure(vault: Vault, repository: string, error: ContractError): void {
  vault.db
    .prepare('UPDATE snapshot_target SET last_failure = ?, last_failure_at = ? WHERE repository_id = ?')
    .run(JSON.stringify(error), vault.now(), repository);
}

/** What `markFailure` wrote; null where nothing did, or where a later version did. */
export function readFailure(text: string | null): ContractError | null {
  if (text === null) return null;
  return contractError.safeParse(JSON.parse(text)).data ?? null;
}

/** Counts of the vault itself came later than the rest: a trial of before has none. */
const lastTrial = trial.extend({
  label: z.string(),
  at: z.int(),
  vaultPatients: z.int().nullable().default(null),
  vaultConsultations: z.int().nullable().default(null),
});
export type LastTrial = z.infer<typeof lastTrial>;

/** A restore came out right: the target's shield is dated. */
export function markProven(vault: Vault, target: { repository: string; label: string }, found: Trial): void {
  vault.db.transaction(() => {
    const at = vault.now();
    vault.db
      .prepare('UPDATE snapshot_target SET proven_at = ?, proven_snapshot = ? WHERE repository_id = ?')
      .run(at, found.snapshotId, target.repository);
    const { patients: vaultPatients, consultations: vaultConsultations } = readFrozenFacts(vault.db);
    const kept: LastTrial = { ...found, label: target.label, at, vaultPatients, vaultConsultations };
    writeVaultValue(vault.db, 'last-trial', JSON.stringify(kept));
    if (found.logHead !== null) compareSealedHead(vault, target.label, found.logHead);
    logAccess(vault, { action: 'restore-proven', facts: { target: target.label } });
  })();
}

/** The last restore that came out right, on any target. */
export function readLastTrial(vault: Pick<Vault, 'db'>): LastTrial | null {
  const text = readVaultValue(vault.db, 'last-trial');
  return text === null ? null : (lastTrial.safeParse(JSON.parse(text)).data ?? null);
}

/** A target was added; one that was forgotten once has its new name. */
export function markAdded(vault: Vault, { repository, label }: { repository: string; label: string }): void {
  vault.db.transaction(() => {
    vault.db.prepare('UPDATE snapshot_target SET label = ? WHERE repository_id = ?').run(label, repository);
    logAccess(vault, { action: 'target-added', facts: { target: label } });
  })();
}

/** Forgets a target; what lies there stays, and it may be added again. */
export function markRemoved(vault: Vault, target: { repository: string; label: string }): void {
  vault.db.transaction(() => {
    vault.db
      .prepare('UPDATE snapshot_target SET removed_at = ? WHERE repository_id = ?')
      .run(vault.now(), target.repository);
    logAccess(vault, { action: 'target-removed', facts: { target: target.label } });
  })();
}

/** A copy was made. What it holds was frozen before this entry, which is no change of the records. */
export function markCopied(
  vault: Vault,
  label: string,
  { repository, bytesStored }: { readonly repository: string; readonly bytesStored: number },
): void {
  vault.db.transaction(() => {
    vault.db
      .prepare('UPDATE snapshot_target SET stored_bytes = ? WHERE repository_id = ?')
      .run(bytesStored, repository);
    logAccess(vault, { action: 'snapshot-created', facts: { target: label } });
  })();
}

/** It is not there: what lies on it is out of every cache of this machine. */
export function markUnplugged(vault: Pick<Vault, 'db' | 'now'>, repository: string): void {
  vault.db.prepare('UPDATE snapshot_target SET unplugged_at = ? WHERE repository_id = ?').run(vault.now(), repository);
}

/** The head was read back from the medium itself, after the key had been unplugged. */
export function markReadBack(vault: Pick<Vault, 'db'>, repository: string, head: string): void {
  vault.db
    .prepare('UPDATE snapshot_target SET read_back = 1 WHERE repository_id = ? AND head_snapshot = ?')
    .run(repository, head);
}
