import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../../programFolder.ts';
import { refuse } from '../../vault/refusal.ts';
import { judgeHead } from '../headRule.ts';
import type { ManifestKeys } from '../format/manifest.ts';
import { pruneRepository } from '../prune.ts';
import { readBackHead } from '../readBackHead.ts';
import { repairRepository } from '../repair.ts';
import { judge, presentLine, readRepository, type Judged } from '../repository/repository.ts';
import { readRescueFiles } from '../rescue.ts';
import { openTarget } from '../target/openTarget.ts';
import { refusingTargetFaults } from '../targetRefusal.ts';
import { tryRestore, type Trial } from '../trial.ts';
import { verifyRepository } from '../verify.ts';
import type {
  CareKeys,
  CareOrder,
  CareResults,
  CareStep,
  ProveOrder,
  PruneOrder,
  RepairOrder,
  VerifyOrder,
} from './careOrder.ts';

export interface CareEvents {
  onStep(step: CareStep, done: number, total: number): void;
  onSoundPack(name: string): void;
}

/** Does one order. Knows no vault: all that it needs of it stands in the order. */
export async function obeyCare(
  order: CareOrder,
  signal: AbortSignal,
  events: CareEvents,
): Promise<CareResults[CareOrder['kind']]> {
  switch (order.kind) {
    case 'prove':
      return prove(order, signal, events);
    case 'verify':
      return verify(order, signal, events);
    case 'prune':
      events.onStep('prune', 0, 0);
      return prune(order, signal);
    case 'repair':
      return repair(order, signal, events);
    case 'read-back':
      await readBackHead({
        target: openTarget(order.spec),
        snapshotId: order.snapshotId,
        signal,
        onProgress: (done, total) => events.onStep('read-back', done, total),
      });
      return null;
  }
}

/**
 * It counts as intact only where the key file that the snapshot carries is the one that the vault has now, too: else the
 * passphrase of today would not open it.
 */
async function prove(order: ProveOrder, signal: AbortSignal, events: CareEvents): Promise<Trial> {
  const { keyFileText, scratch } = order;
  return refusingTargetFaults(async () => {
    const target = openTarget(order.spec);
    const { vaultId, keys } = proofOf(order.keys);
    const judged = judge(await readRepository(target), vaultId, keys);
    // A former generation proves nothing of today: the passphrase of today does not open it.
    const none = judged.former.length > 0 ? 'target-copy-needed' : 'repository-empty';
    const newest = judged.verified.at(-1) ?? refuse({ code: none });
    const vaultKeys = new Map(order.vaultKeys.map(([keyId, key]) => [keyId, asBuffer(key)]));
    const found = await tryRestore(target, { vaultId, vaultKeys, keys }, newest, {
      signal,
      scratch,
      sample: order.sample,
      onProgress: (done, total) => events.onStep('prove-reading', done, total),
      onChecking: () => events.onStep('prove-checking', 0, 0),
    });
    return { ...found, isIntact: found.isIntact && newest.manifest.keyFile === keyFileText };
  });
}

async function verify(order: VerifyOrder, signal: AbortSignal, events: CareEvents) {
  const step = order.full ? 'verify-full' : 'verify-quick';
  events.onStep(step, 0, 0);
  const { damaged, lostChunks, snapshots, packs, bytesRead } = await verifyRepository({
    target: openTarget(order.spec),
    full: order.full,
    proof: proofOf(order.keys),
    rule: order.rule,
    now: shifted(order),
    signal,
    alreadyRead: new Set(order.alreadyRead),
    onSoundPack: (name) => events.onSoundPack(name),
    onProgress: (done, total) => events.onStep(step, done, total),
  });
  return { damaged, lostChunks, snapshots, packs, bytesRead };
}

async function prune(order: PruneOrder, signal: AbortSignal) {
  const { vaultId, keys } = proofOf(order.keys);
  return pruneRepository({
    target: openTarget(order.spec),
    vaultId,
    keys,
    rule: order.rule,
    now: shifted(order),
    signal,
    provenSnapshot: order.provenSnapshot,
    refuseStrangeHead: (judged) => refuseStrangeHead(order, judged),
    answeredDoubts: order.answeredDoubts,
    acceptsClock: order.acceptsDoubts,
    acceptsFork: order.acceptsDoubts,
    dryRun: order.dryRun,
  });
}

function refuseStrangeHead({ head, expected, writers }: PruneOrder, judged: Judged): void {
  const verdict = judgeHead(presentLine(judged), head, expected, new Set(writers));
  if (verdict === 'rolled-back') refuse({ code: 'repository-rolled-back' });
  if (verdict === 'foreign-writer') refuse({ code: 'repository-other-writer' });
  if (verdict === 'ahead') refuse({ code: 'repository-ahead' });
}

async function repair(order: RepairOrder, signal: AbortSignal, events: CareEvents) {
  return repairRepository({
    target: openTarget(order.spec),
    others: order.others.map(openTarget),
    rescue: readRescueFiles(join(PROGRAM_FOLDER, 'assets')),
    now: shifted(order),
    signal,
    onProgress: (done, total) => events.onStep('repair', done, total),
  });
}

function shifted({ clockOffset }: { readonly clockOffset: number }): () => number {
  return () => Date.now() + clockOffset;
}

function proofOf({ vaultId, manifestKeys }: CareKeys): { vaultId: string; keys: [ManifestKeys, ...ManifestKeys[]] } {
  const [first, ...rest] = manifestKeys.map(({ keyId, mac, seal }) => ({
    keyId,
    mac: asBuffer(mac),
    seal: asBuffer(seal),
  }));
  if (first === undefined) throw new Error('an order without a key');
  return { vaultId, keys: [first, ...rest] };
}

/** The same bytes: a thread's message makes plain arrays of buffers. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
