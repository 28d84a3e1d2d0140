import { openFacts, type ManifestKeys, type SealedFacts } from './format/manifest.ts';
import { judge, readRepository } from './repository/repository.ts';
import { refuse } from '../vault/refusal.ts';
import type { Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';

export interface ListedSnapshot {
  readonly id: string;
  /** Milliseconds UTC. */
  readonly time: number;
  readonly sequence: number;
  /** Bytes of the database. */
  readonly size: number;
  readonly writer: string;
  readonly vault: string;
  /** Null where no key was given. */
  readonly isProven: boolean | null;
  /** Null where the keys do not open them. */
  readonly facts: SealedFacts | null;
}

/** The snapshots on a target, oldest first; with keys, which of them are proven and what they hold. */
export async function listSnapshots(
  target: Target,
  proof?: { readonly vaultId: string; readonly keys: readonly [ManifestKeys, ...ManifestKeys[]] },
): Promise<ListedSnapshot[]> {
  return refusingTargetFaults(async () => {
    const repository = await readRepository(target);
    if (repository.manifests.length === 0 && repository.newer.length > 0) refuse({ code: 'repository-newer' });
    const judged = proof === undefined ? null : judge(repository, proof.vaultId, proof.keys);
    const proven = judged === null ? [] : [...judged.former, ...judged.verified];
    return repository.manifests.map((read) => ({
      id: read.id,
      time: read.manifest.time,
      sequence: read.manifest.sequence,
      size: read.manifest.size,
      writer: read.manifest.writer,
      vault: read.manifest.vault,
      isProven: proof === undefined ? null : proven.includes(read),
      facts: proof !== undefined && proven.includes(read) ? openFacts(read.manifest, proof.keys) : null,
    }));
  });
}
