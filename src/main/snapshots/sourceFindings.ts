import type { SourceFinding } from '../../shared/contract/snapshots.ts';
import type { Vault } from '../vault/vault.ts';
import type { ManifestKeys, ReadManifest } from './format/manifest.ts';
import type { Judged, Repository } from './repository/repository.ts';
import { openBook } from './vaultBook.ts';
import { chainDamage } from './verify.ts';

export interface OpenedSource {
  readonly repository: Repository;
  readonly judged: Judged;
  readonly keys: readonly ManifestKeys[];
  /** Of the vault that the snapshots are of. */
  readonly vaultId: string;
  readonly now: () => number;
  /** The vault that is open here, which knows what it wrote; null on a fresh start or where it is locked. */
  readonly vault: Vault | null;
}

/** What a person must know of a source before anything is restored from it, the gravest first. */
export function findingsOf(source: OpenedSource): SourceFinding[] {
  const { repository, judged, vaultId, vault } = source;
  const found: Readonly<Record<SourceFinding, boolean>> = {
    'other-vault': vault !== null && vault.id !== vaultId,
    'rolled-back': isRolledBack(source),
    // A vault knows all its former keys: a generation that it does not know came after it, whatever its numbers say.
    'newer-closed': judged.unverified.some((read) => isOtherGeneration(source, read)),
    incomplete: isIncomplete(source),
    unproven: judged.unverified.some((read) => !isOtherGeneration(source, read)),
    'newer-program': repository.newer.length > 0,
  };
  // The keys of an object written out above.
  return (Object.keys(found) as SourceFinding[]).filter((finding) => found[finding]);
}

/** Only the open vault can tell: an empty PC shows the date, and asks. */
function isRolledBack({ vault, vaultId, judged, repository }: OpenedSource): boolean {
  if (vault?.id !== vaultId || judged.repository === null) return false;
  const known = openBook(vault).head(judged.repository);
  const there = Math.max(0, ...[...judged.verified, ...judged.former].map(({ manifest }) => manifest.sequence));
  // It may lie there under a key that the secret given does not hold.
  const isThere = repository.manifests.some(({ sha256 }) => sha256 === known?.sha256);
  return known !== null && !isThere && there < known.sequence;
}

function isOtherGeneration({ vaultId, keys }: OpenedSource, { manifest }: ReadManifest): boolean {
  return manifest.vault === vaultId && keys.every(({ keyId }) => keyId !== manifest.key);
}

function isIncomplete({ repository, judged, now }: OpenedSource): boolean {
  const lost = chainDamage(judged.verified, { now }).some(({ kind }) => kind === 'snapshot-missing');
  return lost || repository.unreadable.length > 0;
}
