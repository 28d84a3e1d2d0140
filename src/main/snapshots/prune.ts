import { Refusal, refuse } from '../vault/refusal.ts';
import { writePack } from './cutter/cut.ts';
import { condemnedName, manifestName, packName, snapshotIdOf } from './format/layout.ts';
import type { ManifestKeys, ReadManifest } from './format/manifest.ts';
import { namePack, PackBuilder, sha256 } from './format/pack.ts';
import { findChunks, type KnownLists } from './rebuild.ts';
import { encodeCondemned } from './repository/condemned.ts';
import { takeLock, thisProcess, type Actor, type HeldLock } from './repository/lock.ts';
import { readChunk, readPackIndex, type IndexedPack, type PackIndex } from './repository/packIndex.ts';
import { judge, presentLine, readRepository, type Judged, type Repository } from './repository/repository.ts';
import { sweepUnfinished } from './repository/sweep.ts';
import { DEFAULT_RETENTION, isTooOld, keptBy, type RetentionRule } from './retention.ts';
import type { Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { forks } from './verify.ts';

export interface PruneOptions {
  readonly target: Target;
  readonly vaultId: string;
  /** The present key first; former ones after it. */
  readonly keys: readonly [ManifestKeys, ...ManifestKeys[]];
  readonly rule?: RetentionRule;
  readonly now: () => number;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
  /** The last snapshot of which a restore was proven: it stays whatever the rule says. */
  readonly provenSnapshot?: string | null;
  /** Refuses where the vault may not go on from what lies there (headRule.ts); nothing to check without a vault. */
  readonly refuseStrangeHead?: (judged: Judged) => void;
  /** After the person said that this PC's date is right, and which PC goes on. */
  readonly acceptsClock?: boolean;
  readonly acceptsFork?: boolean;
  /** Names of doubts that the person answered at an earlier run: a clock that was wrong once is asked about once. */
  readonly answeredDoubts?: readonly string[];
  /** Changes nothing, and tells what would be dropped. */
  readonly dryRun?: boolean;
}

/** What the person is asked before anything goes. */
export interface PruneDoubt {
  readonly code: 'clock-behind-snapshots' | 'clock-against-sequence' | 'clock-leapt' | 'repository-forked';
  /** Of these very snapshots: what comes later is asked about anew. */
  readonly name: string;
}

export interface Pruned {
  /** Ids, oldest first. */
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  /** Files that were left since they are no proven snapshot of this vault's that could be restored. */
  readonly leftAlone: readonly string[];
  /** Those that were not answered before, and were accepted in this run. */
  readonly doubts: readonly PruneDoubt[];
  /** Bytes gone from the target in this run; packs condemned now go a day later. */
  readonly bytesFreed: number;
  readonly packsRewritten: number;
  readonly packsCondemned: number;
  readonly packsDeleted: number;
}

/** A pack is deleted at the earliest so long after it was condemned: a snapshot that was under way may rely on it. */
export const CONDEMNED_MS = 24 * 60 * 60_000;

/** A clock that is ahead by this may be the other PC's. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A pause longer than this before snapshots end by age is asked about: a clock in 2035 ends them all. */
const LEAP_MS = 60 * 24 * 60 * 60_000;

/**
 * A pack of which less than this share is still needed is written anew: after a year on a key, one byte in twenty is then needed by
 * nothing, and a week's tidying writes a tenth of the vault. (With a half, as design.md has it, it was one byte in six.)
 */
const LIVE_SHARE = 0.8;

/** Packs under this size are joined, once there are so many. */
const SMALL_PACK = 4 * 1024 * 1024;
const SMALL_COUNT = 4;

/**
 * Ends the snapshots that the retention rule no longer keeps, and frees what only they relied on. Only proven snapshots
 * that could be restored count; all others are left and named. Order: manifests go first, then packs are rewritten,
 * read back, and only then the old ones condemned; they are deleted by a run a day later, if still nothing relies on them.
 *
 * Refuses, having changed nothing: `target-keeps-all`, `repository-in-use`, `repository-newer`, `repository-empty`,
 * `clock-behind-snapshots`, `clock-against-sequence`, `clock-leapt`, `repository-forked`, what `refuseStrangeHead` does.
 */
export async function pruneRepository(options: PruneOptions): Promise<Pruned> {
  if (!options.target.capabilities.canDelete) refuse({ code: 'target-keeps-all' });
  return refusingTargetFaults(async () => {
    const lock = await takeLock(options.target, 'exclusive', options.now, options.actor ?? thisProcess);
    try {
      return await pruneUnderLock(options, lock);
    } finally {
      await lock.release();
    }
  });
}

async function pruneUnderLock(options: PruneOptions, lock: HeldLock): Promise<Pruned> {
  const { target } = options;
  const repository = await readRepository(target);
  if (repository.newer.length > 0) refuse({ code: 'repository-newer' });
  const judged = judge(repository, options.vaultId, options.keys);
  const line = presentLine(judged);
  if (line.length === 0) refuse({ code: 'repository-empty' });
  options.refuseStrangeHead?.(judged);
  const index = await readPackIndex(target);
  const plan = await planDrops(options, judged, index);
  const doubts = doubtsOf(options, line, plan.drop);
  refuseDoubts(options, doubts);
  const leftAlone = [...repository.unreadable, ...plan.leftAlone.map(({ id }) => manifestName(id))];
  const outcome = { kept: plan.keep.map(({ id }) => id), dropped: plan.drop.map(({ id }) => id), leftAlone, doubts };
  if (options.dryRun === true) return { ...outcome, ...(await estimate(options, repository, plan, index)) };
  await sweepUnfinished(target);
  await dropManifests(options, lock, plan.drop);
  return { ...outcome, ...(await tidyPacks(options, lock, repository, plan, index)) };
}

/** Doubts that nobody answered yet. */
function doubtsOf(
  options: PruneOptions,
  verified: readonly ReadManifest[],
  drop: readonly ReadManifest[],
): PruneDoubt[] {
  const answered = new Set(options.answeredDoubts ?? []);
  return [
    ...clockDoubts(verified, options.now(), answered),
    ...leapDoubts(options, verified, drop),
    ...forks(verified).map(({ snapshots }): PruneDoubt => ({
      code: 'repository-forked',
      name: `fork:${snapshots.join('+')}`,
    })),
  ].filter(({ name }) => !answered.has(name));
}

function refuseDoubts({ acceptsClock, acceptsFork }: PruneOptions, doubts: readonly PruneDoubt[]): void {
  for (const { code } of doubts) {
    const isAccepted = code === 'repository-forked' ? acceptsFork : acceptsClock;
    if (isAccepted !== true) refuse({ code });
  }
}

/** Snapshots from a later time than now, and times that run against the vault's own count. */
function clockDoubts(verified: readonly ReadManifest[], now: number, answered: ReadonlySet<string>): PruneDoubt[] {
  const ahead = (id: string): PruneDoubt => ({ code: 'clock-behind-snapshots', name: `ahead:${id}` });
  const later = verified.filter(({ manifest }) => manifest.time > now + CLOCK_TOLERANCE_MS);
  const backwards = verified.flatMap((read, index): PruneDoubt[] => {
    const former = verified[index - 1];
    if (former === undefined || read.manifest.sequence <= former.manifest.sequence) return [];
    if (read.manifest.time >= former.manifest.time - CLOCK_TOLERANCE_MS) return [];
    // The former one's date is known to be wrong: that a right one follows it is no new doubt.
    if (answered.has(ahead(former.id).name)) return [];
    return [{ code: 'clock-against-sequence', name: `against:${former.id}>${read.id}` }];
  });
  return [...later.map(({ id }) => ahead(id)), ...backwards];
}

interface Plan {
  readonly keep: readonly ReadManifest[];
  readonly drop: readonly ReadManifest[];
  /** Not proven, or not restorable by the packs' indexes. */
  readonly leftAlone: readonly ReadManifest[];
}

async function planDrops(options: PruneOptions, judged: Judged, index: PackIndex): Promise<Plan> {
  const line = presentLine(judged);
  const isWhole = await wholenessOf(options.target, index, [...judged.former, ...judged.verified]);
  const whole = line.filter(isWhole);
  const beside = judged.former.filter((read) => !line.includes(read) && isWhole(read));
  const kept = keptIds(options, whole);
  // A former generation takes no place of the present one, nor has its newest snapshot any privilege.
  const keptBeside = keptIds(options, [...beside, ...whole]);
  const rule = options.rule ?? DEFAULT_RETENTION;
  const stays = (read: ReadManifest) =>
    beside.includes(read)
      ? keptBeside.has(read.id) && !isTooOld(rule, read.manifest.time, options.now())
      : kept.has(read.id) || read.id === options.provenSnapshot;
  const counted = [...beside, ...whole];
  return {
    keep: counted.filter(stays),
    drop: counted.filter((read) => !stays(read)),
    leftAlone: [...judged.former, ...judged.verified, ...judged.unverified].filter((read) => !counted.includes(read)),
  };
}

async function wholenessOf(target: Target, index: PackIndex, manifests: readonly ReadManifest[]) {
  const lists: KnownLists = new Map();
  const whole = new Set<ReadManifest>();
  for (const read of manifests)
    if ((await findChunks(target, index, read.manifest, lists)).missing.length === 0) whole.add(read);
  return (read: ReadManifest) => whole.has(read);
}

function keptIds({ rule, now }: PruneOptions, manifests: readonly ReadManifest[]) {
  const dated = manifests.map(({ id, manifest }) => ({ id, time: manifest.time, sequence: manifest.sequence }));
  return keptBy(rule ?? DEFAULT_RETENTION, dated, now());
}

/** Snapshots about to end by age, after which the clock made a leap that no practice's pause explains. */
function leapDoubts(
  options: PruneOptions,
  verified: readonly ReadManifest[],
  drop: readonly ReadManifest[],
): PruneDoubt[] {
  const rule = options.rule ?? DEFAULT_RETENTION;
  const now = options.now();
  const oldest = drop.find(({ manifest }) => isTooOld(rule, manifest.time, now));
  if (oldest === undefined) return [];
  const since = verified.slice(verified.indexOf(oldest));
  return since
    .filter(({ manifest }, index) => (since[index + 1]?.manifest.time ?? now) - manifest.time > LEAP_MS)
    .map(({ id }) => ({ code: 'clock-leapt', name: `leap:${id}` }));
}

async function dropManifests({ target, signal }: PruneOptions, lock: HeldLock, drop: readonly ReadManifest[]) {
  if (drop.length > 0) await lock.confirm();
  for (const { id } of drop) {
    signal?.throwIfAborted();
    await target.delete(manifestName(id));
  }
}

type Tidied = Pick<Pruned, 'bytesFreed' | 'packsRewritten' | 'packsCondemned' | 'packsDeleted'>;

/** What becomes of the packs. A pack's live chunks are those that no pack before it holds already. */
interface PackPlan {
  readonly toDelete: readonly IndexedPack[];
  readonly toCondemn: readonly IndexedPack[];
  readonly toRewrite: readonly IndexedPack[];
  /** Marks of packs that something relies on again, or of packs that are gone. */
  readonly toUnmark: readonly string[];
  /** Chunks to carry over from the packs to rewrite. */
  readonly carried: readonly string[];
}

async function tidyPacks(
  options: PruneOptions,
  lock: HeldLock,
  repository: Repository,
  plan: Plan,
  index: PackIndex,
): Promise<Tidied> {
  const { target, now } = options;
  const packs = await planPacks(options, repository, plan, index);
  // What was dropped stays dropped: where somebody else came meanwhile, the packs are left to a later run.
  if (packs === null || !(await isUndisturbed(lock))) return NOTHING_TIDIED;
  const written = await carryOver(options, index, packs.carried);
  for (const id of [...packs.toUnmark, ...written]) await target.delete(condemnedName(id));
  await target.settle(written.map(packName));
  const condemned = [...packs.toCondemn, ...packs.toRewrite.filter(({ id }) => !written.includes(id))];
  for (const { id } of condemned) await target.writeWhole(condemnedName(id), encodeCondemned(id, now()));
  const isAlone = await isUndisturbed(lock);
  const deleted = packs.toDelete.filter(({ id }) => isAlone && !written.includes(id));
  for (const { id } of deleted) {
    options.signal?.throwIfAborted();
    await target.delete(packName(id));
    await target.delete(condemnedName(id));
  }
  return {
    bytesFreed: deleted.reduce((sum, { size }) => sum + size, 0),
    packsRewritten: packs.toRewrite.length,
    packsCondemned: condemned.length,
    packsDeleted: deleted.length,
  };
}

const NOTHING_TIDIED: Tidied = { bytesFreed: 0, packsRewritten: 0, packsCondemned: 0, packsDeleted: 0 };

/** False where the lock was lost or somebody took another beside it. */
async function isUndisturbed(lock: HeldLock): Promise<boolean> {
  try {
    await lock.confirm();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'repository-in-use') return false;
    throw error;
  }
}

async function estimate(options: PruneOptions, repository: Repository, plan: Plan, index: PackIndex): Promise<Tidied> {
  const packs = await planPacks(options, repository, plan, index);
  return {
    bytesFreed: packs?.toDelete.reduce((sum, { size }) => sum + size, 0) ?? 0,
    packsRewritten: packs?.toRewrite.length ?? 0,
    packsCondemned: (packs?.toCondemn.length ?? 0) + (packs?.toRewrite.length ?? 0),
    packsDeleted: packs?.toDelete.length ?? 0,
  };
}

/** Null where some manifest's chunks cannot be known: then no pack is touched, lest what it relies on is lost. */
async function planPacks(
  options: PruneOptions,
  repository: Repository,
  plan: Plan,
  index: PackIndex,
): Promise<PackPlan | null> {
  // A manifest that rotted relies on packs that nobody else may need; a file that never was one does not.
  if (repository.unreadable.some((name) => snapshotIdOf(name) !== null)) return null;
  const live = await liveChunks(options, index, [...plan.keep, ...plan.leftAlone]);
  if (live === null) return null;
  const now = options.now();
  const { alive, carried, toRewrite } = weigh(index, live);
  const dead = [...index.packs.values()].filter(({ id }) => !alive.has(id));
  const isRipe = (id: string) => now - (index.condemned.get(id) ?? now) >= CONDEMNED_MS;
  return {
    toDelete: dead.filter(({ id }) => isRipe(id)),
    // A mark from the future, or one that cannot be read, is written anew and its day begins again.
    toCondemn: dead.filter(({ id }) => !isRipe(id) && !((index.condemned.get(id) ?? Infinity) <= now)),
    toRewrite,
    toUnmark: [...index.condemned.keys()].filter((id) => alive.has(id) || !index.packs.has(id)),
    carried,
  };
}

async function liveChunks({ target, keys }: PruneOptions, index: PackIndex, manifests: readonly ReadManifest[]) {
  const live = new Set<string>();
  const lists: KnownLists = new Map();
  for (const read of manifests) {
    const chunks = await findChunks(target, index, read.manifest, lists);
    // A list is lost: what else the snapshot relies on is unknown, and repair may still bring it back.
    const isCut = chunks.missing.some((name) => read.manifest.lists.includes(name));
    if (isCut && read.isVerifiedBy(keys)) return null;
    for (const hash of chunks.all) live.add(hash);
  }
  return live;
}

/** Which packs hold what is needed, and which of them are so empty or so small that they are written anew. */
function weigh(index: PackIndex, live: ReadonlySet<string>) {
  const used = new Map<string, Set<string>>();
  for (const hash of live) {
    const pack = index.places(hash)[0]?.pack;
    if (pack === undefined) continue;
    const hashes = used.get(pack) ?? new Set();
    hashes.add(hash);
    used.set(pack, hashes);
  }
  const packs = [...index.packs.values()].filter(({ id }) => used.has(id));
  const liveBytes = ({ id, entries }: IndexedPack) =>
    entries.reduce((sum, { hash, length }) => sum + (used.get(id)?.has(hash) === true ? length : 0), 0);
  const sparse = packs.filter((pack) => liveBytes(pack) < LIVE_SHARE * pack.size);
  const small = packs.filter((pack) => pack.size < SMALL_PACK && !sparse.includes(pack));
  const toRewrite = small.length >= SMALL_COUNT ? [...sparse, ...small] : sparse;
  return {
    alive: new Set(used.keys()),
    toRewrite,
    carried: toRewrite.flatMap(({ id, entries }) =>
      entries.map(({ hash }) => hash).filter((hash) => used.get(id)?.has(hash)),
    ),
  };
}

/** Writes the chunks into new packs, each read back; the ids of the packs written. */
async function carryOver({ target, signal }: PruneOptions, index: PackIndex, hashes: readonly string[]) {
  const builder = new PackBuilder();
  const written: string[] = [];
  const finish = async () => {
    const pack = namePack(builder.finish());
    await writePack(target, pack);
    written.push(pack.id);
  };
  for (const hash of new Set(hashes)) {
    signal?.throwIfAborted();
    const chunk = await readChunk(target, index, hash, sha256);
    // Rotted: the pack that claims it must stay, for repair; so nothing is rewritten now.
    if (chunk === null) return refuse({ code: 'snapshot-damaged', missingChunks: 1 });
    if (!builder.fits(chunk.length)) await finish();
    builder.add(hash, chunk);
  }
  if (!builder.isEmpty) await finish();
  return written;
}
