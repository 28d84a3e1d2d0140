import { pruneRepository } from '../../main/snapshots/prune.ts';
import { requireTitular } from '../../main/snapshots/titularAccess.ts';
import { openRepository, readSecret, targetOperand } from '../targetOperand.ts';
import { optionIsSet, type Verb } from '../verb.ts';

/** Ends the snapshots that retention no longer keeps; the titular's to do, as in the window. */
export const snapshotPrune: Verb = {
  name: 'snapshot prune',
  operands: ['DESTINATION'],
  options: {
    'dry-run': { type: 'boolean' },
    'accept-clock': { type: 'boolean' },
    'accept-fork': { type: 'boolean' },
  },
  summary: 'retire les anciennes sauvegardes (--dry-run n’écrit rien)',
  run: async (invocation) => {
    const { target } = await targetOperand(invocation, 0, { create: false });
    const unlocked = await openRepository(target, await readSecret(invocation));
    try {
      await requireTitular(target, unlocked);
      const pruned = await pruneRepository({
        target,
        vaultId: unlocked.vaultId,
        keys: unlocked.keys,
        now: Date.now,
        dryRun: optionIsSet(invocation, 'dry-run'),
        acceptsClock: optionIsSet(invocation, 'accept-clock'),
        acceptsFork: optionIsSet(invocation, 'accept-fork'),
      });
      for (const name of pruned.leftAlone) invocation.say(`Laissé tel quel, non prouvé\u00a0: ${name}`);
      const { kept, dropped, bytesFreed } = pruned;
      return {
        json: { kept: kept.length, dropped: dropped.length, bytesFreed },
        lines: [`${kept.length} gardées, ${dropped.length} retirées, ${bytesFreed} octets libérés.`, ...dropped],
      };
    } finally {
      unlocked.close();
    }
  },
};
