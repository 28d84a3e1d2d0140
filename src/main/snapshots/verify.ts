import { manifestName, packName, parseSnapshotId } from './format/layout.ts';
import { type ManifestKeys, type ReadManifest } from './format/manifest.ts';
import { parsePackTail, packTailBytes, sha256, type PackEntry } from './format/pack.ts';
import { findChunks, type KnownLists, type SnapshotChunks } from './rebuild.ts';
import { takeReadingLock, thisProcess, type Actor } from './repository/lock.ts';
import { readPackIndex, type PackIndex } from './repository/packIndex.ts';
import { judge, presentLine, readRepository, type Judged, type Repository } from './repository/repository.ts';
import { DEFAULT_RETENTION, keptBy, type RetentionRule } from './retention.ts';
import { isMissing, TargetFailure, type Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';

export type DamageKind =
  /** A pack whose index cannot be read, or (full) whose bytes are not those that its name says. */
  | 'pack-damaged'
  /** Chunks that a snapshot needs and no sound pack holds. */
  | 'chunks-missing'
  /** A file under `snapshots/` that is no manifest, or not the one that its name says. */
  | 'manifest-unreadable'
  /** A manifest that a later one knew with other bytes. */
  | 'manifest-altered'
  /** A manifest without a proof by this vault's keys, or of another vault or target. */
  | 'manifest-unproven'
  /** A snapshot that the newest one left there and the retention rule keeps. */
  | 'snapshot-missing'
  /** A manifest that the newest one did not know although it is older: ended, and put back. */
  | 'snapshot-returned'
  /** Two snapshots that both follow the same one: two PCs went on. */
  | 'snapshots-forked'
  /** A file beside the packs that is missing or other than the newest snapshot says. */
  | 'file-altered'
  /** A mark or a lock that cannot be read. */
  | 'mark-unreadable'
  /** A trial restore that did not come out as its manifest says. */
  | 'restore-failed'
  /** Written by a later version of the program. */
  | 'newer';

export interface Damage {
  readonly kind: DamageKind;
  /** Name on the target. */
  readonly name: string;
  /** Ids of the snapshots that suffer. */
  readonly snapshots: readonly string[];
  /** Count of chunks that are lost or bad, where it is one of chunks. */
  readonly chunks?: number;
}

export interface VerifyOptions {
  readonly target: Target;
  /** Reads every byte of every pack. */
  readonly full: boolean;
  /** With keys and the vault's id, proofs are checked too. */
  readonly proof?: { readonly vaultId: string; readonly keys: readonly [ManifestKeys, ...ManifestKeys[]] };
  readonly rule?: RetentionRule;
  readonly now: () => number;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Names of packs that an interrupted run read whole: they are not read again. */
  readonly alreadyRead?: ReadonlySet<string>;
  /** A pack was read and is what its name says. */
  readonly onSoundPack?: (name: string) => void;
}

export interface Verification {
  readonly ok: boolean;
  readonly damaged: readonly Damage[];
  /** Different chunks that some snapshot needs and no sound pack holds. */
  readonly lostChunks: number;
  readonly snapshots: number;
  readonly packs: number;
  /** Bytes that were read and compared. */
  readonly bytesRead: number;
}

/**
 * Checks a repository: names, sizes, indexes, manifests, and that every chunk of every snapshot lies there; `full` also
 * every byte of it. Damage is named with the snapshots that suffer. Changes nothing. Refuses `target-*`, `-in-use`.
 */
export async function verifyRepository(options: VerifyOptions): Promise<Verification> {
  return refusingTargetFaults(async () => {
    const lock = await takeReadingLock(options.target, options.now, options.actor ?? thisProcess);
    try {
      return await verifyUnderLock(options);
    } finally {
      await lock?.release();
    }
  });
}

async function verifyUnderLock(options: VerifyOptions): Promise<Verification> {
  const { target } = options;
  const repository = await readRepository(target);
  const index = await readPackIndex(target);
  const { bad, bytesRead } = options.full ? await readAllPacks(options, index) : nothingRead(index);
  const needs = await needsOf(target, index, repository.manifests);
  const lost = lostChunks(needs, index, bad);
  const damaged = [
    ...packDamage(bad, needs),
    ...missingChunks(lost),
    ...manifestDamage(repository),
    ...(await fileDamage(target, repository)),
    ...index.damagedMarks.map((name): Damage => ({ kind: 'mark-unreadable', name, snapshots: [] })),
    ...(options.proof === undefined
      ? chainDamage(newestGeneration(repository.manifests), options)
      : proofDamage(repository, options)),
  ];
  return {
    ok: damaged.length === 0,
    damaged,
    lostChunks: new Set([...lost.values()].flatMap((chunks) => [...chunks])).size,
    snapshots: repository.manifests.length,
    packs: index.packs.size,
    bytesRead,
  };
}

/** Chunks of a pack that are not what its index says, by pack; null where the whole pack cannot be used. */
export type BadPacks = ReadonlyMap<string, ReadonlySet<string> | null>;

/** Packs of which not even the index can be read, by their names. */
function nothingRead(index: PackIndex): { bad: BadPacks; bytesRead: number } {
  return {
    bad: new Map(index.damaged.map((name) => [name, null])),
    bytesRead: 0,
  };
}

/** Reads every byte of every pack, past the system's cache where that can be had. */
export async function readAllPacks(
  {
    target,
    signal,
    onProgress,
    alreadyRead,
    onSoundPack,
  }: Pick<VerifyOptions, 'target' | 'signal' | 'onProgress' | 'alreadyRead' | 'onSoundPack'>,
  index: PackIndex,
): Promise<{ bad: BadPacks; bytesRead: number }> {
  const bad = new Map(nothingRead(index).bad);
  const total = [...index.packs.values()].reduce((sum, { size }) => sum + size, 0);
  let bytesRead = 0;
  // Fresh memory for each pack would cost more than reading into it.
  const memory = Buffer.allocUnsafeSlow([...index.packs.values()].reduce((most, { size }) => Math.max(most, size), 0));
  for (const { id, size, entries } of index.packs.values()) {
    signal?.throwIfAborted();
    const name = packName(id);
    if (alreadyRead?.has(name) !== true) {
      const bytes = await readPackOrNull(target, name, memory);
      if (bytes === null) bad.set(name, null);
      else if (sha256(bytes) !== id) bad.set(name, badChunks(bytes, entries));
      else onSoundPack?.(name);
    }
    bytesRead += size;
    onProgress?.(bytesRead, total);
  }
  return { bad, bytesRead };
}

async function readPackOrNull(target: Target, name: string, memory: Buffer): Promise<Buffer | null> {
  try {
    return (await target.readBack(name, memory)).bytes;
  } catch (error) {
    if (error instanceof TargetFailure && ['missing', 'short', 'io'].includes(error.fault)) return null;
    throw error;
  }
}

function badChunks(bytes: Buffer, entries: readonly PackEntry[]): Set<string> {
  const bad = entries.filter(({ hash, offset, length }) => sha256(bytes.subarray(offset, offset + length)) !== hash);
  // Read anew: the index that was read before may have been from another cable's good moment.
  const again = parsePackTail(bytes.subarray(-packTailBytes(bytes.length)), bytes.length);
  return new Set((again === null ? entries : bad).map(({ hash }) => hash));
}

interface Need {
  readonly id: string;
  readonly chunks: SnapshotChunks;
}

async function needsOf(target: Target, index: PackIndex, manifests: readonly ReadManifest[]): Promise<Need[]> {
  const needs: Need[] = [];
  const lists: KnownLists = new Map();
  for (const { id, manifest } of manifests)
    needs.push({ id, chunks: await findChunks(target, index, manifest, lists) });
  return needs;
}

function packDamage(bad: BadPacks, needs: readonly Need[]): Damage[] {
  return [...bad].map(([name, chunks]) => ({
    kind: 'pack-damaged',
    name,
    snapshots: chunks === null ? [] : needs.filter(({ chunks: need }) => needsAny(need, chunks)).map(({ id }) => id),
    ...(chunks === null ? {} : { chunks: chunks.size }),
  }));
}

function needsAny({ all }: SnapshotChunks, chunks: ReadonlySet<string>): boolean {
  return [...chunks].some((chunk) => all.has(chunk));
}

/** By snapshot: the chunks of it that lie in no sound pack any more. */
function lostChunks(needs: readonly Need[], index: PackIndex, bad: BadPacks): Map<string, ReadonlySet<string>> {
  const isSound = (pack: string, hash: string) => {
    const chunks = bad.get(packName(pack));
    return chunks === undefined || (chunks !== null && !chunks.has(hash));
  };
  return new Map(
    needs.map(({ id, chunks }) => {
      const lost = [...chunks.all].filter((hash) => !index.places(hash).some(({ pack }) => isSound(pack, hash)));
      return [id, new Set([...lost, ...chunks.missing])];
    }),
  );
}

function missingChunks(lost: ReadonlyMap<string, ReadonlySet<string>>): Damage[] {
  return [...lost]
    .filter(([, chunks]) => chunks.size > 0)
    .map(([id, chunks]) => ({
      kind: 'chunks-missing',
      name: manifestName(id),
      snapshots: [id],
      chunks: chunks.size,
    }));
}

function manifestDamage({ unreadable, newer }: Repository): Damage[] {
  return [
    ...unreadable.map((name): Damage => ({ kind: 'manifest-unreadable', name, snapshots: [] })),
    ...newer.map((name): Damage => ({ kind: 'newer', name, snapshots: [] })),
  ];
}

/** Files beside the packs against what the newest manifest says of them; the config against the manifests. */
async function fileDamage(target: Target, { manifests }: Repository): Promise<Damage[]> {
  const newest = manifests.at(-1);
  if (newest === undefined) return [];
  const damage: Damage[] = [];
  for (const [name, hash] of newest.manifest.files) {
    const bytes = await readFileOrNull(target, name);
    if (bytes === null || sha256(bytes) !== hash) damage.push({ kind: 'file-altered', name, snapshots: [] });
  }
  return damage;
}

async function readFileOrNull(target: Target, name: string): Promise<Buffer | null> {
  try {
    return (await target.readBack(name)).bytes;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** What the keys tell: proofs, then the chain of those that are proven. */
function proofDamage(repository: Repository, options: VerifyOptions): Damage[] {
  const { proof } = options;
  if (proof === undefined) return [];
  const judged: Judged = judge(repository, proof.vaultId, proof.keys);
  const unproven = judged.unverified.map(({ id }): Damage => ({
    kind: 'manifest-unproven',
    name: manifestName(id),
    snapshots: [id],
  }));
  return [...unproven, ...chainDamage(presentLine(judged), options)];
}

/** Without a key, the one that the newest manifest says that it is under. */
function newestGeneration(manifests: readonly ReadManifest[]): readonly ReadManifest[] {
  const key = manifests.at(-1)?.manifest.key;
  return manifests.filter(({ manifest }) => manifest.key === key);
}

/** Each manifest names the others that its writer left there: what contradicts the newest is shown. */
export function chainDamage(
  manifests: readonly ReadManifest[],
  { rule, now }: Pick<VerifyOptions, 'rule' | 'now'>,
): Damage[] {
  const newest = manifests.at(-1);
  if (newest === undefined) return [];
  return [
    ...alteredManifests(manifests),
    ...missingSnapshots(newest, manifests, rule ?? DEFAULT_RETENTION, now()),
    ...returnedSnapshots(newest, manifests),
    ...forks(manifests),
  ];
}

function alteredManifests(manifests: readonly ReadManifest[]): Damage[] {
  const altered = new Set<string>();
  for (const { manifest } of manifests) {
    const left = new Map(manifest.leaves);
    for (const other of manifests) {
      const known = left.get(other.id);
      if (known !== undefined && known !== other.sha256) altered.add(other.id);
    }
  }
  return [...altered].map((id) => ({ kind: 'manifest-altered', name: manifestName(id), snapshots: [id] }));
}

function missingSnapshots(
  newest: ReadManifest,
  manifests: readonly ReadManifest[],
  rule: RetentionRule,
  now: number,
): Damage[] {
  const present = new Set(manifests.map(({ id }) => id));
  const ids = new Set([...newest.manifest.leaves.map(([id]) => id), ...present]);
  const dated = [...ids].flatMap((id) => {
    const parsed = parseSnapshotId(id);
    return parsed === null ? [] : [{ id, time: parsed.time, sequence: parsed.sequence }];
  });
  return [...keptBy(rule, dated, Math.max(now, newest.manifest.time)).keys()]
    .filter((id) => !present.has(id))
    .map((id) => ({ kind: 'snapshot-missing', name: manifestName(id), snapshots: [id] }));
}

function returnedSnapshots(newest: ReadManifest, manifests: readonly ReadManifest[]): Damage[] {
  const known = new Set(newest.manifest.leaves.map(([id]) => id));
  return manifests
    .filter((read) => read !== newest && !known.has(read.id))
    .map(({ id }) => ({ kind: 'snapshot-returned', name: manifestName(id), snapshots: [id] }));
}

/** Snapshots that name the same former one: only two vaults that both went on do that. */
export function forks(manifests: readonly ReadManifest[]): Damage[] {
  const followers = Map.groupBy(
    manifests.filter(({ manifest }) => manifest.former !== null),
    ({ manifest }) => manifest.former,
  );
  return [...followers.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const ids = group.map(({ id }) => id);
      return { kind: 'snapshots-forked', name: manifestName(ids.at(-1) ?? ''), snapshots: ids };
    });
}
