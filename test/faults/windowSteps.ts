import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Vault } from '../../src/main/vault/vault.ts';
import type { BackupBase } from './backupBase.ts';
import { examinePrune, examineRepair, examineVerify } from './backupSteps.ts';
import { copyTo, expectSnapshots, expectSoundTarget } from './copies.ts';
import { damagePacks } from './damage.ts';
import { PASSPHRASE } from './facts.ts';
import { FAULT_PROGRAM } from './faultPrograms.ts';
import type { FaultyRun } from './faultInjection.ts';
import { expectSound, withVault } from './soundVault.ts';
import { acknowledged, type Step } from './step.ts';

/** What the window has done for it behind the door; and the next start afterwards. */
export function windowSteps(base: BackupBase): Step[] {
  const { target, secondTarget } = base.places;
  return [
    step(base, 'copy', (run) => examineCopy(base, run)),
    step(base, 'restore', (run) => examineRestore(base, run)),
    step(base, 'rekey', () => examineRekey(base)),
    step(base, 'check', () => examineCare(base, examineVerify)),
    step(base, 'prune', () => examineCare(base, examinePrune)),
    step(
      base,
      'repair',
      () => examineCare(base, examineRepair),
      () => damagePacks(target, secondTarget),
    ),
  ];
}

/** Each starts the whole program: `npm test` has time for two of them. */
const SAMPLED: ReadonlySet<string> = new Set(['copy', 'restore']);

function step(
  base: BackupBase,
  work: string,
  examine: (run: FaultyRun) => Promise<void>,
  prepare = async (): Promise<void> => undefined,
): Step {
  return {
    name: `window: ${work}`,
    sampled: SAMPLED.has(work) ? 1 : 0,
    begin: async () => {
      base.reset();
      await prepare();
      return {
        command: { folder: base.places.scene, nodeArguments: argumentsOf(base, work) },
        examine,
        remove: () => undefined,
      };
    },
  };
}

function argumentsOf({ places }: BackupBase, work: string): string[] {
  return [FAULT_PROGRAM.window, work, places.data, basename(places.target)];
}

async function examineCopy(base: BackupBase, run: FaultyRun): Promise<void> {
  const { target, secondTarget } = base.places;
  const found = await expectSnapshots(target, base.snapshots);
  if (acknowledged(run).includes('copied')) assert.ok(found.size > base.snapshots.size, 'the copy is not there');
  await inVault(base, async (vault) => {
    await expectSound(vault);
    const { snapshotId } = await copyTo(vault, target);
    await expectSnapshots(target, base.snapshots, [...base.snapshots.keys(), snapshotId]);
    await expectSoundTarget(vault, target);
    await copyTo(vault, secondTarget);
  });
}

/** The vault of before or the restored one lies there, whole, and a start brings it up; the former one is kept aside. */
async function examineRestore(base: BackupBase, run: FaultyRun): Promise<void> {
  const { target, vault } = base.places;
  const atOnce = await startAgain(base, 'look');
  const restored = consultationsInOldest(base);
  const wasRestored = atOnce.consultations === restored;
  if (!wasRestored) assert.equal(atOnce.consultations, base.consultations);
  if (acknowledged(run).includes('restored')) assert.ok(wasRestored, 'the restore was told to be done');
  assert.equal(halfBuilt(vault).join(' '), '', 'what was half built is still there after a start');
  const [aside, ...more] = keptAside(vault);
  assert.deepEqual(more, []);
  assert.equal(aside !== undefined, wasRestored, 'a vault was kept aside, or not, against what happened');
  if (aside !== undefined) await expectWholeVault(base, aside, base.consultations);
  await expectSnapshots(target, base.snapshots);
  if (!wasRestored) {
    await startAgain(base, 'restore');
    assert.equal((await startAgain(base, 'look')).consultations, restored);
  }
  await inVault(base, async (open) => {
    await copyTo(open, target);
  });
  await expectSnapshots(target, base.snapshots);
}

/** Each snapshot was taken after one more session. */
function consultationsInOldest({ snapshots }: BackupBase): number {
  const [oldest = ''] = snapshots.keys();
  return Number(oldest.split('-')[1]);
}

async function examineRekey(base: BackupBase): Promise<void> {
  const { target, vault } = base.places;
  await expectSnapshots(target, base.snapshots);
  await expectWholeVault(base, vault, base.consultations);
  await inVault(base, async (open) => {
    const { snapshotId } = await copyTo(open, target);
    await expectSnapshots(target, base.snapshots, [...base.snapshots.keys(), snapshotId]);
    await expectSoundTarget(open, target);
  });
}

/** The vault first: it may have gone on working, and the target must be the same after its next opening. */
async function examineCare(base: BackupBase, examine: (base: BackupBase) => Promise<void>): Promise<void> {
  await expectWholeVault(base, base.places.vault, base.consultations);
  await examine(base);
}

async function expectWholeVault({ patients }: BackupBase, folder: string, consultations: number): Promise<void> {
  // The sheet may be another by now; the passphrase is the same.
  const check = await withVault({ folder, passphrase: PASSPHRASE }, expectSound);
  assert.deepEqual([check.patients, check.consultations], [patients, consultations]);
}

function inVault(base: BackupBase, work: (vault: Vault) => Promise<void>): Promise<void> {
  return withVault({ folder: base.places.vault, passphrase: PASSPHRASE }, work);
}

/** What the program answers when it is asked to look at its vault. */
const looked = z.object({ ok: z.literal(true), consultations: z.int() });

/** Starts the program anew, without a fault. */
async function startAgain(base: BackupBase, work: 'look'): Promise<z.infer<typeof looked>>;
async function startAgain(base: BackupBase, work: 'restore'): Promise<string>;
async function startAgain(base: BackupBase, work: 'look' | 'restore') {
  const { stdout } = await promisify(execFile)(process.execPath, argumentsOf(base, work));
  const answer = stdout.split('\n')[0] ?? '';
  return work === 'look' ? looked.parse(JSON.parse(answer)) : answer;
}

function halfBuilt(vault: string): string[] {
  return besides(vault).filter((name) => name.includes('.restauration'));
}

function keptAside(vault: string): string[] {
  return besides(vault)
    .filter((name) => name.includes('.avant-restauration-'))
    .map((name) => join(dirname(vault), name));
}

function besides(vault: string): string[] {
  return readdirSync(dirname(vault)).filter((name) => name.startsWith(`${basename(vault)}.`));
}
