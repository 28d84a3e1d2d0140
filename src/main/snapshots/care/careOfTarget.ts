import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  PrunePlan,
  TargetDamage,
  TargetPruning,
  TargetVerification,
} from '../../../shared/contract/targetCare.ts';
import { openedVaultOf } from '../../vault/openedVault.ts';
import { Refusal, refuse } from '../../vault/refusal.ts';
import { removeAll } from '../../vault/removal.ts';
import { readPractice } from '../../vault/settings.ts';
import { vaultFiles } from '../../vault/vaultFiles.ts';
import type { Vault } from '../../vault/vault.ts';
import { sampleFiles } from '../fileSample.ts';
import { parseSnapshotId } from '../format/layout.ts';
import type { Pruned } from '../prune.ts';
import type { Repair } from '../repair.ts';
import { DEFAULT_RETENTION, type RetentionRule } from '../retention.ts';
import {
  keepCheckedPacks,
  keepPruneRefusal,
  keepPruning,
  keepVerification,
  readCare,
  type NamedTarget,
} from '../targetCare.ts';
import { listTargets } from '../targetList.ts';
import { markProven, markReadBack } from '../targetMarks.ts';
import type { TargetSpec } from '../target/targetSpec.ts';
import type { Trial } from '../trial.ts';
import { openBook } from '../vaultBook.ts';
import { vaultManifestKeys } from '../vaultSnapshot.ts';
import type { Damage } from '../verify.ts';
import type { CareKeys, CareStep, PruneOrder, Verified } from './careOrder.ts';
import { runInCareThread } from './runInCareThread.ts';

/** One run of care: the vault is asked before and told after; the work itself is done in a thread of its own. */
export interface CareRun {
  readonly vault: Vault;
  readonly target: NamedTarget;
  readonly spec: TargetSpec;
  /** The thread's module. */
  readonly worker: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: CareStep, done: number, total: number) => void;
}

/** Copies that suffer are named by their times; more of them are only counted. */
const TIMES_NAMED = 20;

const KEEP_CHECKED_EVERY_MS = 10_000;

/** The keys of trial vaults are in memory alone: what lies in this folder of the vault's is ciphertext, and goes after. */
const SCRATCH = 'essai';

/** What a trial left that was cut off with the program. */
export function sweepScratch(vault: Pick<Vault, 'folder'>): void {
  removeAll(join(vault.folder, SCRATCH));
}

/**
 * Restores the newest snapshot of a target for trial, with the keys of the open vault.
 * Refuses `repository-empty`, `snapshot-damaged`, `not-enough-space`, `target-*`, `cancelled`.
 */
export async function proveTarget(run: CareRun): Promise<Trial> {
  const { vault, spec } = run;
  const scratch = join(vault.folder, SCRATCH);
  sweepScratch(vault);
  mkdirSync(scratch);
  const keyFileText = readFileSync(vaultFiles(vault.folder).keys, 'utf8');
  const vaultKeys = [...openedVaultOf(vault).keys];
  const found = await withKeys(vault, (keys) =>
    runInCareThread<'prove'>(
      { kind: 'prove', spec, keys, vaultKeys, keyFileText, scratch, sample: sampleFiles(vault.db) },
      { ...run, onGone: () => removeAll(scratch) },
    ),
  );
  if (!found.isIntact) return refuse({ code: 'snapshot-damaged', missingChunks: 0 });
  if (vault.db.open) markProven(vault, run.target, found);
  return found;
}

export interface FoundByCheck {
  readonly verification: TargetVerification;
  /** Different chunks that some copy needs and that lie nowhere on the target any more. */
  readonly lostChunks: number;
}

/** Checks a target; a full check that was cut off goes on where it stood. Refuses `repository-in-use`, `target-*`, `cancelled`. */
export async function verifyTarget(run: CareRun, full: boolean): Promise<FoundByCheck> {
  const { vault, target, spec } = run;
  const checked = new CheckedPacks(vault, target.repository, full);
  try {
    const found = await withKeys(vault, (keys) =>
      runInCareThread<'verify'>(
        {
          kind: 'verify',
          spec,
          keys,
          full,
          alreadyRead: checked.names,
          rule: ruleOf(vault),
          clockOffset: clockOffset(vault),
        },
        { ...run, onSoundPack: (name) => checked.add(name) },
      ),
    );
    const verification = toldVerification(found, vault.now(), full);
    if (vault.db.open) keepVerification(vault, target, verification);
    return { verification, lostChunks: found.lostChunks };
  } catch (error) {
    checked.keep();
    throw error;
  }
}

/** The packs that a full check has read whole, kept from time to time, so that a later run goes on from there. */
class CheckedPacks {
  readonly names: string[];
  readonly #vault: Vault;
  readonly #repository: string;
  #keptAt = Date.now();

  constructor(vault: Vault, repository: string, full: boolean) {
    this.#vault = vault;
    this.#repository = repository;
    this.names = full ? [...readCare(vault, repository).checkedPacks] : [];
  }

  add(name: string): void {
    this.names.push(name);
    if (Date.now() - this.#keptAt >= KEEP_CHECKED_EVERY_MS) this.keep();
  }

  keep(): void {
    this.#keptAt = Date.now();
    if (this.names.length > 0 && this.#vault.db.open) keepCheckedPacks(this.#vault, this.#repository, this.names);
  }
}

function toldVerification(found: Verified, at: number, isFull: boolean): TargetVerification {
  const { damaged, snapshots, packs, bytesRead } = found;
  return { at, isFull, snapshots, packs, bytesRead, damaged: damaged.map(toldDamage) };
}

function toldDamage({ kind, name, chunks, snapshots }: Damage): TargetDamage {
  const times = snapshots.flatMap((id) => parseSnapshotId(id)?.time ?? []).sort((left, right) => right - left);
  return { kind, name, chunks: chunks ?? null, times: times.slice(0, TIMES_NAMED), copies: snapshots.length };
}

/**
 * Ends the snapshots that the rule no longer keeps. What it is refused for is kept with the target, so that the person
 * reads it; doubts that they answered are asked about once.
 */
export async function pruneTarget(run: CareRun, acceptsDoubts: boolean): Promise<TargetPruning> {
  const { vault, target } = run;
  try {
    const pruned = await orderPrune(run, { acceptsDoubts, dryRun: false });
    const { kept, dropped, bytesFreed, doubts } = pruned;
    const pruning = { at: vault.now(), kept: kept.length, dropped: dropped.length, bytesFreed };
    if (vault.db.open) keepPruning(vault, target, { pruning, answered: doubts.map(({ name }) => name) });
    return pruning;
  } catch (error) {
    if (error instanceof Refusal && vault.db.open) keepPruneRefusal(vault, target.repository, error.error);
    throw error;
  }
}

/** What `pruneTarget` would do, with what it would ask first. Changes nothing. */
export async function planPrune(run: CareRun): Promise<PrunePlan> {
  const { kept, dropped, leftAlone, bytesFreed, doubts } = await orderPrune(run, { acceptsDoubts: true, dryRun: true });
  const dated = (ids: readonly string[]) =>
    ids.map((snapshotId) => ({ snapshotId, time: parseSnapshotId(snapshotId)?.time ?? 0 })).reverse();
  const [doubt] = doubts;
  return {
    kept: dated(kept),
    dropped: dated(dropped),
    leftAlone: leftAlone.length,
    bytesFreed,
    doubt: doubt === undefined ? null : { code: doubt.code },
  };
}

function orderPrune(run: CareRun, how: Pick<PruneOrder, 'acceptsDoubts' | 'dryRun'>): Promise<Pruned> {
  const { vault, spec } = run;
  const { repository } = run.target;
  const book = openBook(vault);
  const known = listTargets(vault).find((target) => target.repository === repository);
  return withKeys(vault, (keys) =>
    runInCareThread<'prune'>(
      {
        kind: 'prune',
        spec,
        keys,
        rule: ruleOf(vault),
        clockOffset: clockOffset(vault),
        head: book.head(repository),
        expected: book.expected(repository),
        writers: [...book.writers()],
        provenSnapshot: known?.provenSnapshot ?? null,
        answeredDoubts: readCare(vault, repository).acceptedDoubts,
        ...how,
      },
      run,
    ),
  );
}

/** Takes damaged packs out and fetches what is lost from other targets. Refuses `repository-in-use`, `target-*`, `cancelled`. */
export function repairPacks(run: CareRun, others: readonly TargetSpec[]): Promise<Repair> {
  return runInCareThread<'repair'>(
    { kind: 'repair', spec: run.spec, others, clockOffset: clockOffset(run.vault) },
    run,
  );
}

/** After the key was unplugged: the newest copy is read from the medium itself, and the shield is earned. */
export async function readBackTarget(run: CareRun): Promise<void> {
  const { vault, target, spec } = run;
  const head = listTargets(vault).find(({ repository }) => repository === target.repository)?.headSnapshot;
  if (head === null || head === undefined) return;
  await runInCareThread<'read-back'>({ kind: 'read-back', spec, snapshotId: head }, run);
  if (vault.db.open) markReadBack(vault, target.repository, head);
}

/** The rule, in the practice's own days. */
export function ruleOf(vault: Pick<Vault, 'db'>): RetentionRule {
  return { ...DEFAULT_RETENTION, timeZone: readPractice(vault).timeZone };
}

/** The vault's clock is the program's; a thread has the machine's. */
function clockOffset(vault: Vault): number {
  return vault.now() - Date.now();
}

async function withKeys<Value>(vault: Vault, use: (keys: CareKeys) => Promise<Value>): Promise<Value> {
  const manifestKeys = vaultManifestKeys(vault);
  try {
    return await use({ vaultId: vault.id, manifestKeys });
  } finally {
    for (const { mac, seal } of manifestKeys) for (const key of [mac, seal]) key.fill(0);
  }
}
