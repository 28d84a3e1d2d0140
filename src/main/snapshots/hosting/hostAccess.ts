import type { HostAddress, HostKeys, HostTest } from '../../../shared/contract/hosting.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { refuse } from '../../vault/refusal.ts';
import type { Vault } from '../../vault/vault.ts';
import { attestStore } from './attestation.ts';
import { dropVaultValue, readVaultValue, writeVaultValue } from '../../vault/vaultValue.ts';
import { s3Address, toS3Place } from '../target/s3Place.ts';
import { s3Spec, type S3Spec } from '../target/targetSpec.ts';

/** What the vault keeps of the way to the host's store. */
export interface KeptAccess {
  readonly spec: S3Spec;
  readonly canDelete: boolean;
  readonly keepsVersions: boolean | null;
  readonly testedAt: number;
}

interface AccessRow {
  readonly endpoint: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly style: 'path' | 'virtual-host';
  readonly authority: string | null;
  readonly proxy: string | null;
  readonly bytesPerSecond: number | null;
  readonly canDelete: number;
  readonly keepsVersions: number | null;
  readonly testedAt: number;
}

export function readHostAccess({ db }: Pick<Vault, 'db'>): KeptAccess | null {
  const row = db
    .prepare<[], AccessRow>(
      `SELECT endpoint, bucket, prefix, region, access_key_id AS accessKeyId, secret_access_key AS secretAccessKey,
              style, authority, proxy, bytes_per_second AS bytesPerSecond, can_delete AS canDelete,
              keeps_versions AS keepsVersions, tested_at AS testedAt
       FROM host_access`,
    )
    .get();
  if (row === undefined) return null;
  const { endpoint, bucket, prefix, canDelete, keepsVersions, testedAt, ...access } = row;
  const spec = s3Spec({ endpoint, bucket, prefix }, access);
  return {
    spec: { ...spec, decidesNew: readVaultValue(db, 'host-decides-new') === spec.root },
    canDelete: canDelete === 1,
    keepsVersions: keepsVersions === null ? null : keepsVersions === 1,
    testedAt,
  };
}

/** The store as a target; null where no host was set up. Whether it may be sent to is `pushObstacle`'s to say. */
export function hostSpec(vault: Pick<Vault, 'db'>): S3Spec | null {
  return readHostAccess(vault)?.spec ?? null;
}

const BYTES_PER_KILOBYTE = 1000;

/**
 * What was typed, as a target: with the keys given, else with those that the vault keeps. Refuses `host-address-wrong`,
 * and `host-key-refused` where there are no keys at all.
 */
export function typedSpec(vault: Pick<Vault, 'db'>, address: HostAddress, keys: HostKeys | null): S3Spec {
  const place = toS3Place(address) ?? refuse({ code: 'host-address-wrong' });
  const { accessKeyId, secretAccessKey } =
    keys ?? readHostAccess(vault)?.spec.access ?? refuse({ code: 'host-key-refused' });
  const { region, style, authority, proxy, kilobytesPerSecond } = address;
  if (proxy !== null && !/^https?:\/\/[^/@]+\/?$/.test(proxy)) refuse({ code: 'host-address-wrong' });
  return s3Spec(place, {
    region,
    accessKeyId,
    secretAccessKey,
    style,
    authority,
    proxy,
    bytesPerSecond: kilobytesPerSecond === null ? null : kilobytesPerSecond * BYTES_PER_KILOBYTE,
  });
}

/** Keeps it, with what the test found. */
export function saveHostAccess(vault: Vault, spec: S3Spec, found: HostTest): void {
  vault.db.transaction(() => {
    writeHostAccess(vault, spec, found);
    attestStore(vault, spec.place);
    vault.db.prepare('UPDATE snapshot_target SET erased_at = NULL WHERE place = ?').run(spec.root);
    // By its address: what was found of one store says nothing of the next.
    if (found.decidesNew) writeVaultValue(vault.db, 'host-decides-new', spec.root);
    else dropVaultValue(vault.db, 'host-decides-new');
    // No address: it may carry the name of the practice.
    logAccess(vault, { action: 'settings-changed', facts: { subject: 'hosting' } });
  })();
}

/** The row alone: a copy that only consults keeps the pair by which it reads in the place of the one that writes. */
export function writeHostAccess(
  vault: Pick<Vault, 'db' | 'now'>,
  { place, access }: S3Spec,
  found: Pick<HostTest, 'canDelete' | 'keepsVersions'>,
): void {
  vault.db
    .prepare(
      `INSERT OR REPLACE INTO host_access
           (one, endpoint, bucket, prefix, region, access_key_id, secret_access_key, style, authority, proxy,
            bytes_per_second, can_delete, keeps_versions, tested_at)
         VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      place.endpoint,
      place.bucket,
      place.prefix,
      access.region,
      access.accessKeyId,
      access.secretAccessKey,
      access.style,
      access.authority,
      access.proxy,
      access.bytesPerSecond,
      found.canDelete ? 1 : 0,
      found.keepsVersions === null ? null : Number(found.keepsVersions),
      vault.now(),
    );
}

/** Forgets keys and address; the freed pages of the database are overwritten (secure_delete). */
export function forgetHostAccess(vault: Vault): void {
  vault.db.transaction(() => {
    const known = hostSpec(vault);
    vault.db.prepare('DELETE FROM host_access').run();
    if (known !== null)
      vault.db
        .prepare("UPDATE snapshot_target SET removed_at = ? WHERE kind = 's3' AND place = ?")
        .run(vault.now(), s3Address(known.place));
    logAccess(vault, { action: 'settings-changed', facts: { subject: 'hosting' } });
  })();
}
