import { z } from 'zod';
import type { AttestationStanding, HostAttestation } from '../../../shared/contract/hosting.ts';
import { keepDocument } from '../../privacy/keptDocuments.ts';
import { scanOf } from '../../privacy/scan.ts';
import { practiceToday } from '../../vault/practiceDay.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import type { S3Place } from '../target/s3Place.ts';

/** From so many days before its expiry on, the person is reminded: a certificate takes its host weeks to renew. */
export const REMINDER_DAYS = 60;

interface AttestationRow {
  readonly hostName: string;
  readonly certificateNumber: string;
  readonly activities: string;
  readonly expiresOn: string;
  readonly contractOn: string;
  readonly contractDocument: string | null;
  readonly store: string | null;
}

export type KeptAttestation = HostAttestation & {
  readonly contractDocument: string | null;
  /** Address of the store that it was read for; null until one is set up. */
  readonly store: string | null;
};

/** What the vault keeps of the host's certificate and contract; null where nothing was recorded. */
export function readAttestation({ db }: Pick<Vault, 'db'>): KeptAttestation | null {
  const row = db
    .prepare<[], AttestationRow>(
      `SELECT host_name AS hostName, certificate_number AS certificateNumber, activities, expires_on AS expiresOn,
              contract_on AS contractOn, contract_document AS contractDocument, store FROM host_attestation`,
    )
    .get();
  return row === undefined ? null : { ...row, activities: z.array(z.int()).parse(JSON.parse(row.activities)) };
}

/** Records it, or what changed of it, for the store that is set up; a contract that was handed over stays. */
export function saveAttestation(vault: Vault, attestation: HostAttestation): void {
  const { hostName, certificateNumber, activities, expiresOn, contractOn } = attestation;
  vault.db.transaction(() => {
    vault.db
      .prepare(
        `INSERT INTO host_attestation
           (one, host_name, certificate_number, activities, expires_on, contract_on, recorded_at, store)
         VALUES (1, ?, ?, ?, ?, ?, ?, (SELECT endpoint FROM host_access))
         ON CONFLICT (one) DO UPDATE SET host_name = excluded.host_name, expires_on = excluded.expires_on,
           certificate_number = excluded.certificate_number, activities = excluded.activities,
           contract_on = excluded.contract_on, recorded_at = excluded.recorded_at, store = excluded.store`,
      )
      .run(
        hostName,
        certificateNumber,
        JSON.stringify([...new Set(activities)].sort((left, right) => left - right)),
        expiresOn,
        contractOn,
        vault.now(),
      );
    logAccess(vault, { action: 'settings-changed', facts: { subject: 'hosting', host: hostName } });
  })();
}

/** The certificate that was recorded before any address holds for the first one. */
export function attestStore({ db }: Pick<Vault, 'db'>, { endpoint }: S3Place): void {
  db.prepare('UPDATE host_attestation SET store = ? WHERE store IS NULL').run(endpoint);
}

/**
 * Keeps the contract's file in the vault, as what its bytes say that it is. Refuses `hosting-attestation-missing`, `file-empty`,
 * `file-kind-unknown`, `file-too-large`.
 */
export function attachContract(vault: Vault, { title, bytes }: { title: string; bytes: Uint8Array }): void {
  vault.db.transaction(() => {
    if (readAttestation(vault) === null) refuse({ code: 'hosting-attestation-missing' });
    const document = keepDocument(vault, { kind: 'hosting-contract', title, mediaType: scanOf(bytes), bytes });
    vault.db.prepare('UPDATE host_attestation SET contract_document = ?').run(document);
  })();
}

/** Days until the certificate expires, by the practice's calendar: 0 on its last day, below once it is over. */
export function daysLeft(vault: Vault, { expiresOn }: Pick<HostAttestation, 'expiresOn'>): number {
  const today = practiceToday(vault);
  return Math.round((Date.parse(expiresOn) - Date.parse(today)) / 86_400_000);
}

/** What the attestation allows today, for the store that is set up. Its last day still counts. */
export function attestationStanding(vault: Vault): AttestationStanding {
  const attestation = readAttestation(vault);
  if (attestation === null) return 'missing';
  if (isForOtherStore(vault, attestation)) return 'elsewhere';
  const left = daysLeft(vault, attestation);
  if (left < 0) return 'expired';
  return left <= REMINDER_DAYS ? 'expires-soon' : 'valid';
}

/** By host and port: bucket and folder are the practice's own to change. */
function isForOtherStore({ db }: Vault, { store }: KeptAttestation): boolean {
  const present = db.prepare<[], string>('SELECT endpoint FROM host_access').pluck().get();
  return store !== null && present !== undefined && new URL(store).host !== new URL(present).host;
}
