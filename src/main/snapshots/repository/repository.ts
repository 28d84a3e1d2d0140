import { decodeConfig, type RepositoryConfig } from '../format/config.ts';
import { CONFIG_NAME, isUnfinished, SNAPSHOTS_PREFIX, snapshotIdOf } from '../format/layout.ts';
import { decodeManifest, isNewerManifest, type ManifestKeys, type ReadManifest } from '../format/manifest.ts';
import { inParallel } from '../inParallel.ts';
import { isMissing, readWholeOrNull, type Target } from '../target/target.ts';

/** What a repository says of itself, before any key is tried. */
export interface Repository {
  /** Null where there is none or it cannot be read: it is a hint only. */
  readonly config: RepositoryConfig | null;
  /** Oldest first: by sequence, then by time, then by id. */
  readonly manifests: readonly ReadManifest[];
  /** Names under `snapshots/` that hold no manifest in our form, or another one than the name says. */
  readonly unreadable: readonly string[];
  /** Written by a later version of the program. */
  readonly newer: readonly string[];
}

export async function readRepository(target: Target): Promise<Repository> {
  const config = await readConfig(target);
  const manifests: ReadManifest[] = [];
  const unreadable: string[] = [];
  const newer: string[] = config === 'newer' ? [CONFIG_NAME] : [];
  const entries = (await target.list(SNAPSHOTS_PREFIX)).filter(({ name }) => !isUnfinished(name));
  const files = await inParallel(entries, target.capabilities.parallel, async (entry) => ({
    entry,
    bytes: await readWholeOrNull(target, entry),
  }));
  for (const { entry, bytes } of files) {
    if (bytes === null) continue;
    const read = decodeManifest(bytes);
    if (read !== null && read.id === snapshotIdOf(entry.name)) manifests.push(read);
    else if (isNewerManifest(bytes)) newer.push(entry.name);
    else unreadable.push(entry.name);
  }
  manifests.sort(byAge);
  return { config: config === 'newer' ? null : config, manifests, unreadable, newer };
}

/** Order of snapshots of one vault: its own counter first, since a clock may be wrong. */
function byAge(left: ReadManifest, right: ReadManifest): number {
  return (
    left.manifest.sequence - right.manifest.sequence ||
    left.manifest.time - right.manifest.time ||
    (left.id < right.id ? -1 : 1)
  );
}

async function readConfig(target: Target) {
  try {
    return decodeConfig(await target.readRange(CONFIG_NAME, 0, await sizeOfConfig(target)));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function sizeOfConfig(target: Target): Promise<number> {
  const entry = (await target.list(CONFIG_NAME)).find(({ name }) => name === CONFIG_NAME);
  return entry?.size ?? 0;
}

/** The manifests of a repository, told apart by the keys of a vault. */
export interface Judged {
  /** The id that verified manifests name, or the config's where none is verified; null in an empty target. */
  readonly repository: string | null;
  /** The present generation: HMAC, vault and repository agree, under the first of the keys. Only these count. */
  readonly verified: readonly ReadManifest[];
  /** The same under another of the keys: from before a rekey. They are read, and end by their age. */
  readonly former: readonly ReadManifest[];
  /** Well formed, but of another vault, another repository or without a proof: shown and left. */
  readonly unverified: readonly ReadManifest[];
}

/** Tells what counts from what does not: a manifest moved here from another target of the same vault does not. */
export function judge(repository: Repository, vault: string, keys: readonly [ManifestKeys, ...ManifestKeys[]]): Judged {
  const ours = repository.manifests.filter((read) => read.manifest.vault === vault && read.isVerifiedBy(keys));
  const isPresent = ({ manifest }: ReadManifest) => manifest.key === keys[0].keyId;
  const naming = ours.some(isPresent) ? ours.filter(isPresent) : ours;
  const hinted = repository.config?.repository ?? null;
  const isHintProven = naming.some(({ manifest }) => manifest.repository === hinted);
  const id = isHintProven || naming.length === 0 ? hinted : (naming.at(-1)?.manifest.repository ?? null);
  const proven = ours.filter(({ manifest }) => manifest.repository === id);
  return {
    repository: id,
    verified: proven.filter(isPresent),
    former: proven.filter((read) => !isPresent(read)),
    unverified: repository.manifests.filter((read) => !proven.includes(read)),
  };
}

/** What a vault goes on from: the present generation, or the former one as long as the present one has no snapshot. */
export function presentLine({ verified, former }: Pick<Judged, 'verified' | 'former'>): readonly ReadManifest[] {
  return verified.length > 0 ? verified : former;
}
