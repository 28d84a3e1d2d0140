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
 * Where a known target is now; null where it is not there. A host counts as there as long as something may be sent to it:
 * whether the network is, is found out when something is due, and never by asking ahead.
 */
export async function presentPlace(
  vault: Vault,
  known: Pick<RememberedTarget, 'kind' | 'repository' | 'place'>,
  mountPoints: readonly string[],
): Promise<string | null> {
  if (known.kind === 'folder') return findTarget(known, mountPoints);
  const spec = hostSpecAt(vault, known.place);
  return spec !== undefined && pushObstacle(vault, spec.place) === null ? known.place : null;
}

/**
 * The place of a host that is set up, from where its copies are read: also while nothing may be sent to it, since the attestation
 * is over or a patient objects. Null for any other target.
 */
export function readingPlace(vault: Vault, { place }: Pick<RememberedTarget, 'place'>): string | null {
  return hostSpecAt(vault, place) === undefined ? null : place;
}

/** The store that is set up, where this is its place. */
function hostSpecAt(vault: Vault, place: string): S3Spec | undefined {
  const spec = readHostAccess(vault)?.spec;
  return spec?.root === place ? spec : undefined;
}
