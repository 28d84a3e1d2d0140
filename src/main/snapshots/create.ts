import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import type { KnownHead, KnownTarget, SnapshotBook } from './book.ts';
import type { CutFile, CutResult } from './cutter/cut.ts';
import type { Cutter, CutterLauncher } from './cutter/cutter.ts';
import { encodeConfig } from './format/config.ts';
import {
  CHUNK_SIZE,
  CONFIG_NAME,
  isUnfinished,
  manifestName,
  packName,
  PACKS_PREFIX,
  SNAPSHOTS_PREFIX,
} from './format/layout.ts';
import { encodeManifest, manifestId, sealFacts, type Manifest, type ManifestKeys } from './format/manifest.ts';
import { sha256 } from './format/pack.ts';
import type { FrozenDatabase } from './freeze.ts';
import { judgeHead } from './headRule.ts';
import { inParallel } from './inParallel.ts';
import type { RescueFile } from './rescue.ts';
import { claimPlace, clearClaims } from './repository/claim.ts';
import { takeLock, thisProcess, type Actor, type HeldLock } from './repository/lock.ts';
import { judge, presentLine, readRepository, type Judged } from './repository/repository.ts';
import { sweepUnfinished } from './repository/sweep.ts';
import { refusingTargetFaults } from './targetRefusal.ts';
import { isMissing, isWritten, TargetFailure, type Target } from './target/target.ts';

/** What a snapshot is taken of: an open vault, or a stand-in in tests. */
export interface SnapshotSource {
  readonly vaultId: string;
  /** A folder of this run alone, beside the vault, for packs that wait for a slow target. */
  readonly stagingFolder: string;
  freeze(): Promise<FrozenDatabase>;
  /** The key file's text as it lies in the vault's folder. */
  readKeyFile(): string;
}

export interface CreateOptions {
  readonly target: Target;
  /** What the vault calls the target and where it lies; its repository's id comes from what lies there. */
  readonly place: Omit<KnownTarget, 'repository'>;
  readonly source: SnapshotSource;
  readonly book: SnapshotBook;
  /** The present key first; former ones after it, so that older snapshots count. */
  readonly keys: readonly [ManifestKeys, ...ManifestKeys[]];
  readonly launchCutter: CutterLauncher;
  readonly rescue: readonly RescueFile[];
  /** Labels of all the vault's targets. */
  readonly labels: readonly string[];
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly actor?: Actor;
  readonly onProgress?: (step: 'reading' | 'writing', done: number, total: number) => void;
  /** The vault is not needed any more: what is left to do is to write ciphertext. */
  readonly onRead?: () => void;
  /** The vault is about to close: all is staged locally, so that the freeze is as short as it can be. */
  readonly isHurried?: boolean;
  /** After the person was asked: goes on from whatever verified snapshot is the newest there. */
  readonly adopt?: boolean;
}

export interface CreatedSnapshot {
  readonly snapshotId: string;
  readonly repository: string;
  readonly bytesAdded: number;
  /** Of all packs that lie there now. */
  readonly bytesStored: number;
  readonly chunksAdded: number;
  readonly seconds: number;
  /** True where the manifest was read back from the medium itself. */
  readonly isReadBack: boolean;
}

/** Writing straight to the target holds the freeze for at most this long; the rest is staged. */
const DIRECT_MS = 25_000;

/**
 * Takes a snapshot. The order makes every interruption harmless: packs first, each read back; then all that the snapshot
 * relies on is listed again and made durable; the manifest last. What an interrupted run left serves the next one.
 *
 * Refuses `repository-foreign`, `-newer`, `-rolled-back`, `-other-writer`, `-ahead` (see headRule.ts), `-in-use`,
 * `target-*`, `busy` (the vault could not be frozen), `cancelled`.
 */
export async function createSnapshot(options: CreateOptions): Promise<CreatedSnapshot> {
  return refusingTargetFaults(async () => {
    // It reads the packs' indexes while the lock settles. What a prune may have done since is seen: a pack that it deleted
    // is missing when all are listed again, and one that it condemned is alive by what is written now.
    const cutter = options.launchCutter();
    const stop = () => cutter.stop();
    options.signal?.addEventListener('abort', stop);
    try {
      return await createWith(options, cutter);
    } catch (error) {
      if (options.signal?.aborted === true) return refuse({ code: 'cancelled' });
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', stop);
      cutter.stop();
    }
  });
}

async function createWith(options: CreateOptions, cutter: Cutter): Promise<CreatedSnapshot> {
  const settling = takeLock(options.target, 'shared', options.now, options.actor ?? thisProcess);
  // It may be refused before anybody awaits it; it is awaited all the same.
  settling.catch(() => undefined);
  try {
    return await createUnderLock(options, settling, cutter);
  } finally {
    // Where the lock itself was refused there is none to give back, and the refusal has been told.
    await settling.then(
      (lock) => lock.release(),
      () => undefined,
    );
  }
}

async function createUnderLock(
  options: CreateOptions,
  settling: Promise<HeldLock>,
  cutter: Cutter,
): Promise<CreatedSnapshot> {
  const { target, book, now } = options;
  const started = performance.now();
  // A store takes seconds to show the lock to others. Packs may come to lie there meanwhile: nothing deletes what it does
  // not know, and without a manifest they only serve the next run.
  if (!target.capabilities.isSlow && (await settling).isAlone) await sweepUnfinished(target);
  const entered = await enterRepository(options);
  const sequence = book.nextSequence(newestSequence(entered.judged));
  const writer = book.presentWriter();
  await cutter.ready;
  const draft: DraftManifest = { options, entered, sequence, time: now(), writer };
  const { cut, manifest, head } = await cutFrozen(draft, cutter);
  // From here on nobody repairs or prunes beside this run: what is listed now stays.
  const lock = await settling;
  const bytesStored = await proveAndSettle(target, cut);
  options.signal?.throwIfAborted();
  await lock.confirm();
  await refuseNewcomers(target, entered);
  await claimPlace(target, manifest.content, now());
  const isReadBack = await writeManifest(target, manifest.id, manifest.bytes);
  const before = entered.judged.verified.at(-1)?.manifest;
  if (before !== undefined) await clearClaims(target, before);
  book.remember(entered.known, head, isReadBack);
  return {
    snapshotId: manifest.id,
    repository: entered.known.repository,
    bytesAdded: cut.bytesAdded + manifest.bytes.length,
    bytesStored,
    chunksAdded: cut.chunksAdded,
    seconds: Math.round(performance.now() - started) / 1000,
    isReadBack,
  };
}

function newestSequence({ verified, former }: Judged): number {
  return Math.max(0, ...[verified.at(-1), former.at(-1)].map((read) => read?.manifest.sequence ?? 0));
}

interface Entered {
  readonly known: KnownTarget;
  readonly judged: Judged;
  /** Names of the manifest files that were judged. */
  readonly names: ReadonlySet<string>;
}

/** Finds or founds the repository, and refuses where this vault may not go on from what lies there. */
async function enterRepository(options: CreateOptions): Promise<Entered> {
  const { target, source, keys, book } = options;
  const found = await readRepository(target);
  if (found.newer.length > 0) refuse({ code: 'repository-newer' });
  const judged = judge(found, source.vaultId, keys);
  const isOurs = found.config?.vault === source.vaultId || presentLine(judged).length > 0;
  const isEmpty = found.config === null && found.manifests.length === 0 && found.unreadable.length === 0;
  if (!isOurs && !isEmpty) refuse({ code: 'repository-foreign' });
  const repository = judged.repository ?? newId();
  const known = { ...options.place, repository };
  if (options.adopt === true) adoptNewest(book, known, judged);
  refuseStrangeHead(book, repository, judged);
  await layFoundation(options, repository);
  const names = [...found.manifests.map(({ id }) => manifestName(id)), ...found.unreadable, ...found.newer];
  return { known, judged, names: new Set(names) };
}

function adoptNewest(book: SnapshotBook, known: KnownTarget, judged: Judged): void {
  const line = presentLine(judged);
  const newest = line.at(-1);
  const writers = [...new Set(line.map(({ manifest }) => manifest.writer))];
  const head = newest === undefined ? null : { ...headOf(newest.manifest, newest.sha256), logNumber: 0 };
  book.adopt(known, writers, head);
}

function refuseStrangeHead(book: SnapshotBook, repository: string, judged: Judged): void {
  const verdict = judgeHead(presentLine(judged), book.head(repository), book.expected(repository), book.writers());
  if (verdict === 'rolled-back') refuse({ code: 'repository-rolled-back' });
  if (verdict === 'foreign-writer') refuse({ code: 'repository-other-writer' });
  if (verdict === 'ahead') refuse({ code: 'repository-ahead' });
}

/** Writes the files beside the packs where they are missing or other than they must be. */
async function layFoundation({ target, source, rescue }: CreateOptions, repository: string): Promise<void> {
  const files = foundation(rescue, repository, source.vaultId);
  await inParallel(files, target.capabilities.parallel, async ({ name, bytes }) => {
    if (!(await holds(target, name, bytes))) await target.writeWhole(name, bytes);
  });
}

function foundation(rescue: readonly RescueFile[], repository: string, vault: string) {
  return [...rescue, { name: CONFIG_NAME, bytes: encodeConfig(repository, vault) }];
}

async function holds(target: Target, name: string, bytes: Buffer): Promise<boolean> {
  try {
    return await isWritten(target, name, bytes);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

interface DraftManifest {
  readonly options: CreateOptions;
  readonly entered: Entered;
  readonly sequence: number;
  readonly time: number;
  readonly writer: string;
}

interface FinishedManifest {
  readonly content: Manifest;
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Freezes, cuts, and lets go as soon as the file is read. The manifest is made at that moment, and the vault remembers
 * that it is about to be written: from then on the run needs neither the vault nor a key.
 */
async function cutFrozen(draft: DraftManifest, cutter: Cutter) {
  const { source, book, onProgress, onRead, target } = draft.options;
  const frozen = await source.freeze();
  try {
    const job = {
      file: frozen.file,
      size: frozen.size,
      stagingFolder: source.stagingFolder,
      directMs: target.capabilities.isSlow || draft.options.isHurried === true ? 0 : DIRECT_MS,
    };
    const made: { manifest: FinishedManifest; head: KnownHead }[] = [];
    const cut = await cutter.cut(job, {
      onRead: (file) => {
        frozen.release();
        const next = finishManifest(draft, frozen, file);
        book.expect(draft.entered.known, next.head);
        made.push(next);
        onRead?.();
      },
      onProgress: (step, done, total) => onProgress?.(step, done, total),
    });
    const [finished] = made;
    if (finished === undefined) throw new Error('the cutter never said that it had read the file');
    return { cut, ...finished };
  } finally {
    frozen.release();
  }
}

function finishManifest(draft: DraftManifest, frozen: FrozenDatabase, file: CutFile) {
  const { options, entered, sequence, time, writer } = draft;
  const { source, keys, rescue, labels } = options;
  const [present] = keys;
  const { repository } = entered.known;
  const unsealed: Manifest = {
    format: 'osteocoffre-snapshot',
    version: 1,
    repository,
    vault: source.vaultId,
    key: present.keyId,
    writer,
    time,
    sequence,
    size: frozen.size,
    chunkSize: CHUNK_SIZE,
    schema: frozen.facts.schema,
    keyFile: source.readKeyFile(),
    former: entered.judged.verified.at(-1)?.sha256 ?? null,
    leaves: entered.judged.verified.map((read) => [read.id, read.sha256]),
    files: foundation(rescue, repository, source.vaultId).map(({ name, bytes }) => [name, sha256(bytes)]),
    lists: [...file.lists],
    sealed: '',
  };
  const { patients, consultations, lastConsultation, accessLog } = frozen.facts;
  const facts = { patients, consultations, lastConsultation, accessLog, targets: [...labels] };
  const id = manifestId(unsealed);
  const bytes = encodeManifest({ ...unsealed, sealed: sealFacts(facts, id, present.seal) }, present.mac);
  const head = { ...headOf(unsealed, sha256(bytes)), logNumber: accessLog.number };
  return { manifest: { content: unsealed, id, bytes }, head };
}

function headOf(manifest: Manifest, fileHash: string): Omit<KnownHead, 'logNumber'> {
  return {
    snapshotId: manifestId(manifest),
    sha256: fileHash,
    sequence: manifest.sequence,
    time: manifest.time,
  };
}

/**
 * Lists the packs again: each one relied on lies there in its size, and stays there at a power cut. Returns the bytes of all that
 * lie there.
 */
async function proveAndSettle(target: Target, { reliesOn }: CutResult): Promise<number> {
  const listed = new Map((await target.list(PACKS_PREFIX)).map(({ name, size }) => [name, size]));
  const names = reliesOn.map(({ pack }) => packName(pack));
  if (reliesOn.some(({ pack, size }) => listed.get(packName(pack)) !== size)) throw new TargetFailure('io');
  await target.settle(names);
  return [...listed.values()].reduce((sum, size) => sum + size, 0);
}

/** Somebody else's snapshot that came meanwhile was not among those judged. */
async function refuseNewcomers(target: Target, { names }: Entered): Promise<void> {
  const listed = await target.list(SNAPSHOTS_PREFIX);
  if (listed.some(({ name }) => !isUnfinished(name) && !names.has(name))) refuse({ code: 'repository-in-use' });
}

async function writeManifest(target: Target, id: string, bytes: Buffer): Promise<boolean> {
  await target.writeWhole(manifestName(id), bytes);
  const back = await target.readBack(manifestName(id));
  if (!back.bytes.equals(bytes)) throw new TargetFailure('io');
  return back.isFromMedium;
}
