import { manifestName, packName } from './format/layout.ts';
import { sha256 } from './format/pack.ts';
import { findChunks } from './rebuild.ts';
import { readPackIndex } from './repository/packIndex.ts';
import { readRepository } from './repository/repository.ts';
import type { Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { Refusal, refuse } from '../vault/refusal.ts';

export interface ReadBackOptions {
  readonly target: Target;
  /** Id of the snapshot that the vault takes for the newest there. */
  readonly snapshotId: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads every pack that a snapshot relies on, and its manifest. Where the system's cache cannot be passed by, that proves
 * the medium only after the key was unplugged: nothing of it is in the cache then.
 * Refuses `snapshot-damaged`, `snapshot-not-found`, `target-*`.
 */
export async function readBackHead({ target, snapshotId, signal, onProgress }: ReadBackOptions): Promise<void> {
  await refusingTargetFaults(async () => {
    const { manifests } = await readRepository(target);
    const head = manifests.find(({ id }) => id === snapshotId) ?? refuse({ code: 'snapshot-not-found' });
    const index = await readPackIndex(target);
    const { all, missing } = await findChunks(target, index, head.manifest);
    if (missing.length > 0) throw new Refusal({ code: 'snapshot-damaged', missingChunks: missing.length });
    const packs = [...new Set([...all].flatMap((hash) => index.places(hash)[0]?.pack ?? []))];
    let done = 0;
    for (const pack of packs) {
      signal?.throwIfAborted();
      const { bytes } = await target.readBack(packName(pack));
      if (sha256(bytes) !== pack) throw new Refusal({ code: 'snapshot-damaged', missingChunks: 0 });
      done += 1;
      onProgress?.(done, packs.length);
    }
    const { bytes } = await target.readBack(manifestName(snapshotId));
    if (sha256(bytes) !== head.sha256) throw new Refusal({ code: 'snapshot-damaged', missingChunks: 0 });
  });
}
