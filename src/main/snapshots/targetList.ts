import type { Vault } from '../vault/vault.ts';

/** A target as the vault remembers it. */
export interface RememberedTarget {
  readonly repository: string;
  readonly label: string;
  readonly kind: 'folder' | 's3';
  /** Where it lay last. */
  readonly place: string;
  readonly addedAt: number;
  /** The newest snapshot known to lie there. */
  readonly headSnapshot: string | null;
  readonly headTime: number | null;
  /** Last entry of the access log that the head holds. */
  readonly headLogNumber: number | null;
  /** True where the head was read back from the medium itself. */
  readonly isReadBack: boolean;
  readonly verifiedAt: number | null;
  readonly provenAt: number | null;
  readonly provenSnapshot: string | null;
  readonly lastFailure: string | null;
  readonly lastFailureAt: number | null;
  readonly unpluggedAt: number | null;
  /** Of the packs that lay there after the last copy; null where none was made since this is kept. */
  readonly storedBytes: number | null;
}

/** The targets that the person has not removed, the last used first. */
export function listTargets(vault: Pick<Vault, 'db'>): RememberedTarget[] {
  return vault.db
    .prepare<[], Omit<RememberedTarget, 'isReadBack'> & { readBack: number }>(
      `SELECT repository_id AS repository, label, kind, place, added_at AS addedAt, head_snapshot AS headSnapshot,
              head_time AS headTime, head_log_number AS headLogNumber, read_back AS readBack, verified_at AS verifiedAt,
              proven_at AS provenAt, proven_snapshot AS provenSnapshot, last_failure AS lastFailure,
              last_failure_at AS lastFailureAt, unplugged_at AS unpluggedAt,
              stored_bytes AS storedBytes
       FROM snapshot_target WHERE removed_at IS NULL ORDER BY coalesce(head_time, added_at) DESC, repository_id`,
    )
    .all()
    .map(({ readBack, ...target }) => ({ ...target, isReadBack: readBack === 1 }));
}
