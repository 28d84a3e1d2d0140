import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NODE_PROGRAM } from '../../src/main/nodeProgram.ts';
import { Secrets } from '../../src/cli/secrets.ts';
import type { Outcome, Verb } from '../../src/cli/verb.ts';
import { snapshotPrune } from '../../src/cli/verbs/snapshotPrune.ts';
import { snapshotRestore } from '../../src/cli/verbs/snapshotRestore.ts';
import { snapshotVerify } from '../../src/cli/verbs/snapshotVerify.ts';
import type { BackupBase } from './backupBase.ts';
import { copyTo, expectSnapshots, expectSoundTarget, fingerprints, type Fingerprints } from './copies.ts';
import { damagePacks, repairFrom } from './damage.ts';
import { FAULT_PROGRAM } from './faultPrograms.ts';
import { filesOf } from './files.ts';
import type { FaultyRun } from './faultInjection.ts';
import { expectSound, withVault } from './soundVault.ts';
import { acknowledged, type Step } from './step.ts';

/** What is done with snapshots on the command line; and what has no verb there, in a program that calls the same function. */
export function backupSteps(base: BackupBase): Step[] {
  const { vault, target, secondTarget, scene } = base.places;
  const [newTarget, newVault] = [join(scene, 'cle-neuve'), join(scene, 'nouveau')];
  return [
    step(base, 'snapshot create', commandLine(base, 'create', vault, target), (run) =>
      examineCreate(base, target, run),
    ),
    step(base, 'first snapshot', commandLine(base, 'create', vault, newTarget), (run) =>
      examineCreate(base, newTarget, run),
    ),
    step(base, 'snapshot prune', commandLine(base, 'prune', target), () => examinePrune(base)),
    step(base, 'snapshot verify', commandLine(base, 'verify', target, '--full'), () => examineVerify(base)),
    step(base, 'snapshot repair', [FAULT_PROGRAM.step, 'repair', target, secondTarget], () => examineRepair(base), {
      prepare: () => damagePacks(target, secondTarget),
    }),
    step(base, 'snapshot restore', commandLine(base, 'restore', target, newVault), (run) =>
      examineRestore(base, newVault, run),
    ),
    step(base, 'rekey with copies', [FAULT_PROGRAM.step, 'rekey', vault, base.recoveryCode], () => examineRekey(base)),
  ];
}

function step(
  base: BackupBase,
  name: string,
  nodeArguments: readonly string[],
  examine: (run: FaultyRun) => Promise<void>,
  { prepare = async () => undefined }: { readonly prepare?: () => Promise<void> } = {},
): Step {
  return {
    name,
    sampled: 1,
    begin: async () => {
      base.reset();
      await prepare();
      return { command: { folder: base.places.scene, nodeArguments }, examine, remove: () => undefined };
    },
  };
}

function commandLine({ places }: BackupBase, name: string, ...operands: string[]): string[] {
  return [NODE_PROGRAM.commandLine, 'snapshot', name, ...operands, '--recovery-key-file', places.secret, '--json'];
}

/** The former snapshots and, where it was told, the new one come back; the vault is whole; the next run succeeds. */
async function examineCreate(base: BackupBase, target: string, run: FaultyRun): Promise<void> {
  const known: Fingerprints = target === base.places.target ? base.snapshots : new Map();
  const promised = run.exitCode === 0 ? [toldId(run)] : [];
  if (existsSync(target)) await expectSnapshots(target, known, [...known.keys(), ...promised]);
  await inVault(base, async (vault) => {
    await expectSound(vault);
    const { snapshotId } = await copyTo(vault, target);
    await expectSnapshots(target, known, [...known.keys(), ...promised, snapshotId]);
    await expectSoundTarget(vault, target);
  });
  expectNothingUnfinished(target);
}

function toldId(run: FaultyRun): string {
  const told: unknown = JSON.parse(acknowledged(run)[0] ?? '');
  assert.ok(typeof told === 'object' && told !== null && 'snapshotId' in told && typeof told.snapshotId === 'string');
  return told.snapshotId;
}

/** What retention keeps comes back, and of what it ends nothing is left that does not; the next run ends with the same. */
export async function examinePrune(base: BackupBase): Promise<void> {
  const { target } = base.places;
  const kept = base.keptByPrune;
  await expectSnapshots(target, base.snapshots, kept);
  const { json } = await runVerb(snapshotPrune, base, target);
  assert.equal(json['kept'], kept.length);
  const found = await expectSnapshots(target, base.snapshots, kept);
  assert.deepEqual([...found.keys()], kept, 'the next prune leaves others than it says');
  expectNothingUnfinished(target);
  await inVault(base, async (vault) => {
    await expectSound(vault);
    await copyTo(vault, target);
    await expectSoundTarget(vault, target);
  });
}

/** A check changes nothing, and the next one finds nothing. */
export async function examineVerify(base: BackupBase): Promise<void> {
  const { target } = base.places;
  assert.deepEqual(filesOf(target), base.targetFiles, 'a check changed the target');
  const { isGood, json } = await runVerb(snapshotVerify, base, target, ['full']);
  assert.ok(isGood, JSON.stringify(json));
  await expectSnapshots(target, base.snapshots);
}

/** What came back before the repair still does; after the next one everything. */
export async function examineRepair(base: BackupBase): Promise<void> {
  const { target, secondTarget } = base.places;
  const found = await fingerprints(target);
  for (const [id, hash] of found) assert.equal(hash, base.snapshots.get(id) ?? hash);
  for (const id of base.soundInDamage) assert.ok(found.has(id), `the snapshot ${id} does not come back any more`);
  await repairFrom(target, secondTarget);
  await expectSnapshots(target, base.snapshots);
  await inVault(base, async (vault) => {
    await expectSoundTarget(vault, target);
    await copyTo(vault, target);
  });
  await expectSnapshots(target, base.snapshots);
}

/** The vault is there as a whole, or the next restore brings it; nothing half built stays. */
async function examineRestore(base: BackupBase, folder: string, run: FaultyRun): Promise<void> {
  const { target, scene } = base.places;
  if (run.exitCode === 0) assert.ok(existsSync(folder), 'the restore was told to be done, and there is no vault');
  if (!existsSync(folder)) await runVerb(snapshotRestore, base, target, [], folder);
  await withVault({ folder, recoveryCode: base.recoveryCode }, async (vault) => {
    const { patients, consultations } = await expectSound(vault);
    // The newest snapshot was taken before the last session.
    assert.deepEqual([patients, consultations], [base.patients, base.consultations - 1]);
    await copyTo(vault, target);
  });
  await expectSnapshots(target, base.snapshots);
  await runVerb(snapshotRestore, base, target, [], `${folder}-encore`);
  const left = readdirSync(scene).filter((name) => name.startsWith(`${basename(folder)}.`));
  assert.equal(left.join(' '), '', 'what was half built is still there');
}

/** The former snapshots come back, whatever key the vault is under; it copies on to the same target. */
async function examineRekey(base: BackupBase): Promise<void> {
  const { target } = base.places;
  await expectSnapshots(target, base.snapshots);
  await inVault(base, async (vault) => {
    const { patients, consultations } = await expectSound(vault);
    assert.deepEqual([patients, consultations], [base.patients, base.consultations]);
    const { snapshotId } = await copyTo(vault, target);
    await expectSnapshots(target, base.snapshots, [...base.snapshots.keys(), snapshotId]);
    await expectSoundTarget(vault, target);
  });
  // As whoever has nothing but the target and the sheet would find it.
  const { isGood, json } = await runVerb(snapshotVerify, base, target);
  assert.ok(isGood, JSON.stringify(json));
}

function inVault<Result>(base: BackupBase, work: Parameters<typeof withVault<Result>>[1]): Promise<Result> {
  return withVault({ folder: base.places.vault, recoveryCode: base.recoveryCode }, work);
}

/** The verb itself, inside this process. */
async function runVerb(
  verb: Verb,
  { places }: BackupBase,
  target: string,
  flags: readonly string[] = [],
  ...operands: string[]
): Promise<Outcome> {
  const options = new Map<string, unknown>([
    ['recovery-key-file', places.secret],
    ...flags.map((flag) => [flag, true] as const),
  ]);
  return verb.run({ operands: [target, ...operands], options, secrets: new Secrets(options), say: () => undefined });
}

/** A run that is alone there removes what an interrupted one left. */
function expectNothingUnfinished(target: string): void {
  const left = [...filesOf(target).keys()].filter((name) => name.includes('.tmp-'));
  assert.deepEqual(left, [], 'what an interrupted run left is still there');
}
