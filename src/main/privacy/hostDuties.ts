import type { Duty } from '../../shared/contract/privacy.ts';
import { attestationStanding, readAttestation } from '../snapshots/hosting/attestation.ts';
import { readHostAccess } from '../snapshots/hosting/hostAccess.ts';
import { isThisMachine } from '../snapshots/target/s3Place.ts';
import type { Vault } from '../vault/vault.ts';

/** How the host's certificate and contract stand (article L1111-8 CSP, article 28 RGPD); nothing where there is no host. */
export function hostDuties(vault: Vault): Duty[] {
  const attestation = readAttestation(vault);
  const place = readHostAccess(vault)?.spec.place;
  const isElsewhere = place !== undefined && !isThisMachine(place);
  if (attestation === null && !isElsewhere) return [];
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
