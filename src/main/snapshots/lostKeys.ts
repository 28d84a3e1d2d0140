import type { LostKey } from '../../shared/contract/lostKeys.ts';
import { logAccess } from '../vault/accessLog.ts';
import { newId } from '../vault/identifier.ts';
import { openedVaultOf } from '../vault/openedVault.ts';
import { refuse } from '../vault/refusal.ts';
import type { Vault } from '../vault/vault.ts';
import { listTargets } from './targetList.ts';

/** What the person answers of a key that is lost. */
export type LostKeyReport = Pick<LostKey, 'repository' | 'lastSeenOn' | 'lastSeenWhere' | 'withIt' | 'hasOtherCopy'>;

/** Keeps the answers; the target is removed, and so is not awaited any more. Refuses `not-found`. */
export function reportLostKey(vault: Vault, report: LostKeyReport): LostKey {
  return vault.db.transaction(() => {
    const target = listTargets(vault).find(({ repository }) => repository === report.repository);
    if (target === undefined) return refuse({ code: 'not-found', what: 'target' });
    const id = newId();
    vault.db
      .prepare(
        `INSERT INTO lost_key (id, repository_id, label, reported_at, reported_by, last_seen_on, last_seen_where, with_it,
           has_other_copy, last_copy_at, patients)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT count(*) FROM patient WHERE removed_at IS NULL))`,
      )
      .run(
        id,
        target.repository,
        target.label,
        vault.now(),
        vault.practitioner.id,
        report.lastSeenOn,
        report.lastSeenWhere.normalize('NFC').trim(),
        report.withIt,
        report.hasOtherCopy ? 1 : 0,
        target.headTime,
      );
    markRemovedAt(vault, target.repository, vault.now());
    logAccess(vault, { action: 'target-lost', objectId: id, facts: { target: target.label } });
    return readLostKey(vault, id);
  })();
}

/** It came back: the target is one again, and goes on from what lies on it. */
export function reportFoundKey(vault: Vault, id: string): void {
  vault.db.transaction(() => {
    const lost = readLostKey(vault, id);
    if (lost.foundAt !== null) return;
    vault.db.prepare('UPDATE lost_key SET found_at = ? WHERE id = ?').run(vault.now(), id);
    markRemovedAt(vault, lost.repository, null);
    logAccess(vault, { action: 'target-found', objectId: id, facts: { target: lost.label } });
  })();
}

function markRemovedAt(vault: Vault, repository: string, at: number | null): void {
  vault.db.prepare('UPDATE snapshot_target SET removed_at = ? WHERE repository_id = ?').run(at, repository);
}

/** Newest first. */
export function listLostKeys(vault: Vault): LostKey[] {
  const rows = vault.db
    .prepare<[string], Omit<LostKey, 'hasOtherCopy'> & { hasOtherCopy: number }>(
      `SELECT lost_key.id, repository_id AS repository, label, reported_at AS reportedAt, practitioner.name AS reportedBy,
              last_seen_on AS lastSeenOn, last_seen_where AS lastSeenWhere, with_it AS withIt,
              has_other_copy AS hasOtherCopy, last_copy_at AS lastCopyAt, patients,
              -- A rekey that a crash took back before it began left its key here, too.
              (SELECT min(ended_at) FROM former_key WHERE ended_at >= reported_at AND key_id <> ?) AS madeWorthlessAt,
              found_at AS foundAt
       FROM lost_key JOIN practitioner ON practitioner.id = reported_by
       ORDER BY reported_at DESC, lost_key.id`,
    )
    .all(openedVaultOf(vault).keyFile.keyFile.currentKeyId);
  return rows.map(({ hasOtherCopy, ...lost }) => ({ ...lost, hasOtherCopy: hasOtherCopy === 1 }));
}

/** Refuses `not-found`. */
export function readLostKey(vault: Vault, id: string): LostKey {
  return listLostKeys(vault).find((lost) => lost.id === id) ?? refuse({ code: 'not-found', what: 'lost key' });
}
