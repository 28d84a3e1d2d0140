import type { ContractError } from '../../../shared/contract/errors.ts';
import { isHostingOpposed } from '../../privacy/oppositions.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { isThisMachine, type S3Place } from '../target/s3Place.ts';
import { attestationStanding } from './attestation.ts';

/**
 * Why nothing may be sent to the store; null where it may. A store of this very machine hosts nothing elsewhere and needs
 * no attestation; a patient's objection needs an elsewhere, too.
 */
export function pushObstacle(vault: Vault, place: S3Place): ContractError | null {
  if (isThisMachine(place)) return null;
  const standing = attestationStanding(vault);
  if (standing === 'missing') return { code: 'hosting-attestation-missing' };
  if (standing === 'elsewhere') return { code: 'hosting-attestation-elsewhere' };
  if (standing === 'expired') return { code: 'hosting-attestation-expired' };
  // One file cannot be left out of an encrypted whole: while one objection holds, nothing leaves.
  return isHostingOpposed(vault) ? { code: 'hosting-objected' } : null;
}

/** Refuses `hosting-attestation-*` and `hosting-objected`, before a byte leaves. */
export function requirePushAllowed(vault: Vault, place: S3Place): void {
  const obstacle = pushObstacle(vault, place);
  if (obstacle !== null) refuse(obstacle);
}
