import { z } from 'zod';
import type { ContractError } from '../../shared/contract/errors.ts';
import { contractError } from '../../shared/contract/errors.ts';
import {
  targetPruning,
  targetRepair,
  targetVerification,
  type DamageKind,
  type TargetPruning,
  type TargetRepair,
  type TargetVerification,
} from '../../shared/contract/targetCare.ts';
import { logAccess } from '../vault/accessLog.ts';
import type { Vault } from '../vault/vault.ts';

/** What the vault remembers of the care of a target. */
export interface RememberedCare {
  readonly verification: TargetVerification | null;
  readonly pruning: TargetPruning | null;
  readonly pruneTriedAt: number | null;
  readonly pruneRefusal: ContractError | null;
  /** Doubts of a prune that the person answered, by the prune's own names for them. */
  readonly acceptedDoubts: readonly string[];
  readonly repair: TargetRepair | null;
  readonly remindAt: number | null;
  /** Names of the packs that the full check under way has read whole. */
  readonly checkedPacks: readonly string[];
}

export interface NamedTarget {
  readonly repository: string;
  readonly label: string;
}

interface Row {
  readonly verification: string | null;
  readonly fullCheckBeganAt: number | null;
  readonly fullCheckPacks: string;
  readonly pruning: string | null;
  readonly pruneTriedAt: number | null;
  readonly pruneRefusal: string | null;
  readonly acceptedDoubts: string;
  readonly repair: string | null;
  readonly remindAt: number | null;
}

/** A full check that was stopped so long ago begins anew: what was read then proves little now. */
const GOES_ON_WITHIN_MS = 7 * 24 * 60 * 60_000;

const names = z.array(z.string());

export function readCare(vault: Pick<Vault, 'db' | 'now'>, repository: string): RememberedCare {
  const row = vault.db
    .prepare<[string], Row>(
      `SELECT verification, full_check_began_at AS fullCheckBeganAt, full_check_packs AS fullCheckPacks, pruning,
              prune_tried_at AS pruneTriedAt, prune_refusal AS pruneRefusal, accepted_doubts AS acceptedDoubts, repair,
              remind_at AS remindAt
       FROM target_care WHERE repository_id = ?`,
    )
    .get(repository);
  const beganAt = row?.fullCheckBeganAt ?? null;
  const goesOn = beganAt !== null && vault.now() - beganAt < GOES_ON_WITHIN_MS;
  return {
    verification: parsed(targetVerification, row?.verification),
    pruning: parsed(targetPruning, row?.pruning),
    pruneTriedAt: row?.pruneTriedAt ?? null,
    pruneRefusal: parsed(contractError, row?.pruneRefusal),
    acceptedDoubts: parsed(names, row?.acceptedDoubts) ?? [],
    repair: parsed(targetRepair, row?.repair),
    remindAt: row?.remindAt ?? null,
    checkedPacks: goesOn ? (parsed(names, row?.fullCheckPacks) ?? []) : [],
  };
}

/** Null where nothing was written, or where a later version of the program wrote it. */
function parsed<Value>(schema: z.ZodType<Value>, text: string | null | undefined): Value | null {
  if (text === null || text === undefined) return null;
  return schema.safeParse(JSON.parse(text)).data ?? null;
}

/** A full check goes on where it stood: these packs were read whole since it began. */
export function keepCheckedPacks(vault: Vault, repository: string, packs: readonly string[]): void {
  vault.db
    .prepare(
      `INSERT INTO target_care (repository_id, full_check_began_at, full_check_packs) VALUES (?, ?, ?)
       ON CONFLICT (repository_id) DO UPDATE SET full_check_packs = excluded.full_check_packs,
         full_check_began_at = coalesce(full_check_began_at, excluded.full_check_began_at)`,
    )
    .run(repository, vault.now(), JSON.stringify(packs));
}

/** A check went through, whatever it found. */
export function keepVerification(vault: Vault, target: NamedTarget, found: TargetVerification): void {
  vault.db.transaction(() => {
    write(vault, target.repository, 'verification', JSON.stringify(found));
    if (found.isFull) {
      vault.db
        .prepare("UPDATE target_care SET full_check_began_at = NULL, full_check_packs = '[]' WHERE repository_id = ?")
        .run(target.repository);
      vault.db
        .prepare('UPDATE snapshot_target SET verified_at = ? WHERE repository_id = ?')
        .run(found.at, target.repository);
    }
    logAccess(vault, {
      action: 'target-verified',
      facts: { target: target.label, full: found.isFull ? 1 : 0, damages: found.damaged.length },
    });
  })();
}

/** Old copies were ended; doubts that the person answered are not asked about again. */
export function keepPruning(
  vault: Vault,
  target: NamedTarget,
  { pruning, answered }: { readonly pruning: TargetPruning; readonly answered: readonly string[] },
): void {
  vault.db.transaction(() => {
    const { acceptedDoubts } = readCare(vault, target.repository);
    write(vault, target.repository, 'pruning', JSON.stringify(pruning));
    write(vault, target.repository, 'prune_tried_at', pruning.at);
    write(vault, target.repository, 'prune_refusal', null);
    write(vault, target.repository, 'accepted_doubts', JSON.stringify([...new Set([...acceptedDoubts, ...answered])]));
    if (pruning.dropped > 0)
      logAccess(vault, { action: 'snapshots-pruned', facts: { target: target.label, dropped: pruning.dropped } });
  })();
}

/** What only the person can answer or repair: all else is tried again by itself. */
const TOLD_OF_A_PRUNE: readonly ContractError['code'][] = [
  'clock-behind-snapshots',
  'clock-against-sequence',
  'clock-leapt',
  'repository-forked',
  'repository-newer',
  'repository-empty',
  'repository-rolled-back',
  'repository-other-writer',
  'repository-ahead',
  'snapshot-damaged',
];

/** A prune did not come to its end. A target that keeps all by design is asked again after the next copy, and says nothing. */
export function keepPruneRefusal(vault: Vault, repository: string, error: ContractError): void {
  const isTold = TOLD_OF_A_PRUNE.includes(error.code);
  if (!isTold && error.code !== 'target-keeps-all') return;
  vault.db.transaction(() => {
    write(vault, repository, 'prune_tried_at', vault.now());
    write(vault, repository, 'prune_refusal', isTold ? JSON.stringify(error) : null);
  })();
}

export function keepRepair(vault: Vault, target: NamedTarget, repair: TargetRepair): void {
  vault.db.transaction(() => {
    write(vault, target.repository, 'repair', JSON.stringify(repair));
    logAccess(vault, {
      action: 'target-repaired',
      facts: { target: target.label, packs: repair.packsRemoved, lost: repair.chunksLost },
    });
  })();
}

export function remindLater(vault: Vault, repository: string, at: number): void {
  write(vault, repository, 'remind_at', at);
}

type Column =
  'verification' | 'pruning' | 'prune_tried_at' | 'prune_refusal' | 'accepted_doubts' | 'repair' | 'remind_at';

function write(vault: Pick<Vault, 'db'>, repository: string, column: Column, value: string | number | null): void {
  vault.db
    .prepare(
      `INSERT INTO target_care (repository_id, ${column}) VALUES (?, ?)
       ON CONFLICT (repository_id) DO UPDATE SET ${column} = excluded.${column}`,
    )
    .run(repository, value);
}

/** What is lost or wrong in a copy itself, and not only beside it. */
const GRAVE: readonly DamageKind[] = [
  'pack-damaged',
  'chunks-missing',
  'manifest-unreadable',
  'manifest-altered',
  'snapshot-missing',
  'restore-failed',
];

/** How bad it is what the last check found. */
export function damageOf({ verification }: RememberedCare): 'none' | 'minor' | 'grave' {
  const damaged = verification?.damaged ?? [];
  if (damaged.length === 0) return 'none';
  return damaged.some(({ kind }) => GRAVE.includes(kind)) ? 'grave' : 'minor';
}
