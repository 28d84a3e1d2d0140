import type { Duty } from '../../shared/contract/privacy.ts';
import { attestationStanding, readAttestation } from '../snapshots/hosting/attestation.ts';
import { readHostAccess } from '../snapshots/hosting/hostAccess.ts';
import { isThisMachine } from '../snapshots/target/s3Place.ts';
import type { Vault } from '../vault/vault.ts';

/**
 * How the certificate and the contract stand of the host that copies go to (article L1111-8 CSP, article 28 RGPD); nothing where
 * there is none.
 */
export function hostDuties(vault: Vault): Duty[] {
  const place = readHostAccess(vault)?.spec.place;
  if (place === undefined) return [];
  const attestation = readAttestation(vault);
  if (attestation === null && isThisMachine(place)) return [];
  const standing = attestationStanding(vault);
  const isContractLacking = standing === 'valid' && attestation?.contractDocument === null;
  return [
    {
      ...(isContractLacking ? ({ state: 'due', finding: 'host-contract-missing' } as const) : STANDINGS[standing]),
      count: null,
      on: attestation?.expiresOn ?? null,
      displayName: null,
      subject: null,
    },
  ];
}

const STANDINGS = {
  missing: { state: 'late', finding: 'host-certificate-missing' },
  elsewhere: { state: 'late', finding: 'host-certificate-elsewhere' },
  expired: { state: 'late', finding: 'host-certificate-over' },
  'expires-soon': { state: 'due', finding: 'host-certificate-ends' },
  valid: { state: 'fine', finding: 'host-certified' },
} as const;
