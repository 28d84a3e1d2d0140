import { writePack } from './cutter/cut.ts';
import { encodeConfig } from './format/config.ts';
import { CONFIG_NAME, packName, snapshotIdOf } from './format/layout.ts';
import { decodeList } from './format/chunkList.ts';
import { guessPieces, namePack, PackBuilder, sha256 } from './format/pack.ts';
import { findChunks, type KnownLists } from './rebuild.ts';
import { takeLock, thisProcess, type Actor } from './repository/lock.ts';
import { readChunk, readPackIndex, type PackIndex } from './repository/packIndex.ts';
import { readRepository } from './repository/repository.ts';
import type { RescueFile } from './rescue.ts';
import { TargetFailure, type Target } from './target/target.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { readAllPacks, type BadPacks } from './verify.ts';

export interface RepairOptions {
  readonly target: Target;
  /** Other targets of the same vault, from which lost chunks may come. */
  readonly others: readonly Target[];
  readonly rescue: readonly RescueFile[];
  readonly now: () => number;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Repair {
  /** Packs that were not what their names say, and are gone now. */
  readonly packsRemoved: readonly string[];
  /** Chunks that were saved from them or fetched from elsewhere. */
  readonly chunksSaved: number;
  /** Needed chunks that nobody has any more; a new snapshot brings those back that the vault still holds. */
  readonly chunksLost: number;
  /** Manifests that rotted: nobody can restore by them, and no pack is pruned while one lies there. They are gone now. */
  readonly manifestsRemoved: readonly string[];
}

/**
 * Takes damaged packs out of a repository: what snapshots need of them and can still be had, from the pack itself, from
 * another pack or from another target, is written into new packs and read back; then the damaged ones are removed, so
 * that no snapshot relies on them any more. A snapshot taken afterwards writes anew what the vault still holds.
 * Refuses `repository-in-use`, `target-*`.
 */
export async function repairRepository(options: RepairOptions): Promise<Repair> {
  return refusingTargetFaults(async () => {
    const lock = await takeLock(options.target, 'exclusive', options.now, options.actor ?? thisProcess);
    try {
      const { target } = options;
      const index = await readPackIndex(target);
      const { bad } = await readAllPacks(options, index);
      const outcome = await savePacks(options, index, bad);
      await restoreFiles(options);
      await lock.confirm();
      for (const name of outcome.packsRemoved) await target.delete(name);
      return { ...outcome, manifestsRemoved: await removeRottenManifests(target) };
    } finally {
      await lock.release();
    }
  });
}

/** A file that never was a manifest is not ours to remove. */
async function removeRottenManifests(target: Target): Promise<string[]> {
  const rotten = (await readRepository(target)).unreadable.filter((name) => snapshotIdOf(name) !== null);
  for (const name of rotten) await target.delete(name);
  return rotten;
}

type SavedPacks = Omit<Repair, 'manifestsRemoved'>;

async function savePacks(options: RepairOptions, index: PackIndex, bad: BadPacks): Promise<SavedPacks> {
  const { target, others, signal } = options;
  const salvaged = await salvage(target, index, bad);
  const otherIndexes = await Promise.all(others.map(async (other) => ({ other, at: await readPackIndex(other) })));
  const writer = new ChunkWriter(target);
  const find = async (hash: string) => salvaged.get(hash) ?? (await fromOthers(otherIndexes, hash));
  let lost = 0;
  for (const hash of await neededChunks(target, index, bad, find)) {
    signal?.throwIfAborted();
    const chunk = await find(hash);
    if (chunk === null) lost += 1;
    else await writer.add(hash, chunk);
  }
  await writer.finish();
  // A pack that was made whole again under its own name stays.
  const packsRemoved = [...bad.keys()].filter((name) => !writer.written.includes(name));
  return { packsRemoved, chunksSaved: writer.count, chunksLost: lost };
}

/** The sound chunks inside damaged packs, by hash: what does not hash to a needed chunk is never asked for. */
async function salvage(target: Target, index: PackIndex, bad: BadPacks): Promise<Map<string, Buffer>> {
  const salvaged = new Map<string, Buffer>();
  for (const name of bad.keys()) {
    const bytes = await readOrNull(target, name);
    if (bytes === null) continue;
    const entries = index.packs.get(name.slice(-64))?.entries;
    for (const { offset, length } of entries ?? guessPieces(bytes)) {
      const chunk = bytes.subarray(offset, offset + length);
      salvaged.set(sha256(chunk), chunk);
    }
  }
  return salvaged;
}

async function readOrNull(target: Target, name: string): Promise<Buffer | null> {
  try {
    return (await target.readBack(name)).bytes;
  } catch (error) {
    if (error instanceof TargetFailure && ['missing', 'short', 'io'].includes(error.fault)) return null;
    throw error;
  }
}

/** Chunks that a manifest needs and that lie in no sound pack. */
async function neededChunks(
  target: Target,
  index: PackIndex,
  bad: BadPacks,
  find: (hash: string) => Promise<Buffer | null>,
): Promise<Set<string>> {
  const needed = new Set<string>();
  const lists: KnownLists = new Map();
  for (const { manifest } of (await readRepository(target)).manifests) {
    for (const name of manifest.lists) {
      if (lists.has(name) || index.places(name).some(({ pack }) => !bad.has(packName(pack)))) continue;
      const list = await find(name);
      if (list !== null) lists.set(name, decodeList(list));
    }
    const { all } = await findChunks(target, index, manifest, lists);
    for (const hash of all) {
      if (!index.places(hash).some(({ pack }) => !bad.has(packName(pack)))) needed.add(hash);
    }
  }
  return needed;
}

async function fromOthers(others: readonly { other: Target; at: PackIndex }[], hash: string): Promise<Buffer | null> {
  for (const { other, at } of others) {
    const chunk = await readChunk(other, at, hash, sha256);
    if (chunk !== null) return chunk;
  }
  return null;
}

class ChunkWriter {
  count = 0;
  readonly written: string[] = [];
  readonly #target: Target;
  readonly #builder = new PackBuilder();

  constructor(target: Target) {
    this.#target = target;
  }

  async add(hash: string, chunk: Buffer): Promise<void> {
    if (!this.#builder.fits(chunk.length)) await this.#writeOut();
    this.#builder.add(hash, chunk);
    this.count += 1;
  }

  async finish(): Promise<void> {
    if (!this.#builder.isEmpty) await this.#writeOut();
    await this.#target.settle(this.written);
  }

  async #writeOut(): Promise<void> {
    const pack = namePack(this.#builder.finish());
    await writePack(this.#target, pack);
    this.written.push(packName(pack.id));
  }
}

/** The files beside the packs, as the newest snapshot names them. */
async function restoreFiles({ target, rescue }: RepairOptions): Promise<void> {
  const newest = (await readRepository(target)).manifests.at(-1)?.manifest;
  if (newest === undefined) return;
  const own = [...rescue, { name: CONFIG_NAME, bytes: encodeConfig(newest.repository, newest.vault) }];
  for (const [name, hash] of newest.files) {
    const file = own.find((candidate) => candidate.name === name && sha256(candidate.bytes) === hash);
    const present = await readOrNull(target, name);
    if (file !== undefined && (present === null || sha256(present) !== hash)) await target.writeWhole(name, file.bytes);
  }
}
