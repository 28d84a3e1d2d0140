import type { ContractError } from '../../../shared/contract/errors.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { refusingTargetFaults } from '../targetRefusal.ts';
import { findTarget } from '../targetPlaces.ts';
import type { RememberedTarget } from '../targetList.ts';
import { isS3Address } from '../target/s3Place.ts';
import { folderSpec, type S3Spec, type TargetSpec } from '../target/targetSpec.ts';
import { readHostAccess } from './hostAccess.ts';
import { pushObstacle } from './pushGate.ts';

/**
 * The target at a place as the vault remembers it: a folder, or the host's store with the keys that the vault keeps.
 * Refuses `target-absent` where the folder is gone, or where the store is not the one that is set up now.
 */
export function specAt(vault: Vault, place: string, { create }: { create: boolean }): Promise<TargetSpec> {
  return refusingTargetFaults(async () => {
    if (!isS3Address(place)) return folderSpec(place, { create });
    return hostSpecAt(vault, place) ?? refuse({ code: 'target-absent' });
  });
}

/**
 * Where a known target is now; null where it is not there. A host that is set up counts as there: whether the network is, is found
 * out when something is due, and never by asking ahead; whether something may be sent, is `heldBackAt`'s to say.
 */
export async function presentPlace(
  vault: Vault,
  known: Pick<RememberedTarget, 'kind' | 'repository' | 'place'>,
  mountPoints: readonly string[],
): Promise<string | null> {
  if (known.kind === 'folder') return findTarget(known, mountPoints);
  return hostSpecAt(vault, known.place) === undefined ? null : known.place;
}

/** Why nothing may be written at a place now, although its copies may be read: only of a host. Null where it may. */
export function heldBackAt(vault: Vault, place: string): ContractError | null {
  const spec = isS3Address(place) ? hostSpecAt(vault, place) : undefined;
  return spec === undefined ? null : pushObstacle(vault, spec.place);
}

/** Refuses what `heldBackAt` says, before a byte leaves. */
export function requireWritable(vault: Vault, place: string): void {
  const obstacle = heldBackAt(vault, place);
  if (obstacle !== null) refuse(obstacle);
}

/** The store that is set up, where this is its place. */
function hostSpecAt(vault: Vault, place: string): S3Spec | undefined {
  const spec = readHostAccess(vault)?.spec;
  return spec?.root === place ? spec : undefined;
}
