import type { Target } from '../../main/snapshots/target/target.ts';
import { isTitular } from '../../main/snapshots/titularAccess.ts';
import { tryRestore, type Trial } from '../../main/snapshots/trial.ts';
import type { UnlockedRepository } from '../../main/snapshots/unlockRepository.ts';
import { manifestName } from '../../main/snapshots/format/layout.ts';
import { verifyRepository, type Damage } from '../../main/snapshots/verify.ts';
import { Refusal } from '../../main/vault/refusal.ts';
import { hasSecret, openRepository, readSecret, targetOperand } from '../targetOperand.ts';
import { optionIsSet, type Invocation, type Verb } from '../verb.ts';

/**
 * Checks a target; with a passphrase or the recovery key also its proofs, and restores the newest snapshot for trial. What
 * that one counts is told to the titular alone.
 */
export const snapshotVerify: Verb = {
  name: 'snapshot verify',
  operands: ['DESTINATION'],
  options: { full: { type: 'boolean' } },
  summary: 'contrôle les sauvegardes (--full relit tout)',
  run: async (invocation) => {
    const { target } = await targetOperand(invocation, 0, { create: false });
    const unlocked = await unlock(invocation, target);
    try {
      const { damaged } = await verifyRepository({
        target,
        full: optionIsSet(invocation, 'full'),
        now: Date.now,
        ...(unlocked === null ? {} : { proof: unlocked }),
      });
      const trial = unlocked === null ? null : await tryNewest(target, unlocked);
      const all = [...damaged, ...(trial?.damaged ?? [])];
      return {
        json: { ok: all.length === 0, damaged: all, ...(trial === null ? {} : { proven: trial.proven }) },
        lines: all.length === 0 ? ['Tout est intact.'] : all.map(lineOf),
        isGood: all.length === 0,
      };
    } finally {
      unlocked?.close();
    }
  },
};

/** What a restore for trial found, with its counts or without. */
type Proven = Pick<Trial, 'snapshotId' | 'isIntact' | 'seconds'> & Partial<Trial>;

async function unlock(invocation: Invocation, target: Target): Promise<UnlockedRepository | null> {
  if (!hasSecret(invocation)) return null;
  return openRepository(target, await readSecret(invocation));
}

async function tryNewest(
  target: Target,
  unlocked: UnlockedRepository,
): Promise<{ proven: Proven | null; damaged: Damage[] }> {
  const newest = unlocked.judged.verified.at(-1);
  if (newest === undefined) return { proven: null, damaged: [] };
  const failed: Damage = { kind: 'restore-failed', name: manifestName(newest.id), snapshots: [newest.id] };
  try {
    const proven = await tryRestore(target, unlocked, newest);
    if (!proven.isIntact) return { proven: null, damaged: [failed] };
    return { proven: (await isTitular(target, unlocked)) ? proven : withoutCounts(proven), damaged: [] };
  } catch (error) {
    if (error instanceof Refusal && ['snapshot-damaged', 'database-damaged'].includes(error.error.code))
      return { proven: null, damaged: [failed] };
    throw error;
  }
}

function withoutCounts({ snapshotId, isIntact, seconds }: Trial): Proven {
  return { snapshotId, isIntact, seconds };
}

function lineOf({ kind, name, snapshots, chunks }: Damage): string {
  return [kind, name, ...(chunks === undefined ? [] : [`${chunks} morceaux`]), ...snapshots].join('\t');
}
