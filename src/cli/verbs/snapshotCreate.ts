import { snapshotVault } from '../../main/snapshots/vaultSnapshot.ts';
import { readRepository } from '../../main/snapshots/repository/repository.ts';
import type { Target } from '../../main/snapshots/target/target.ts';
import { listTargets } from '../../main/snapshots/targetList.ts';
import { refusingTargetFaults } from '../../main/snapshots/targetRefusal.ts';
import { refuse } from '../../main/vault/refusal.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { targetOperand } from '../targetOperand.ts';
import { optionIsSet, optionText, type Verb } from '../verb.ts';
import { withVault } from '../withVault.ts';

/**
 * Takes a snapshot of a vault onto a target. A colleague does so where the titular does: a new place, and going on from
 * what somebody else left there, are the titular's to settle.
 */
export const snapshotCreate: Verb = {
  name: 'snapshot create',
  operands: ['COFFRE', 'DESTINATION'],
  options: { label: { type: 'string' }, adopt: { type: 'boolean' } },
  summary: 'sauvegarde le coffre (--adopt continue après ce qui s’y trouve)',
  run: async (invocation) =>
    withVault(invocation, async ({ vault }) => {
      const isTitular = vault.practitioner.role === 'titular';
      const { spec, target, label } = await targetOperand(invocation, 1, { create: isTitular });
      const adopt = optionIsSet(invocation, 'adopt');
      if (!isTitular) await requireKnown(vault, target, adopt);
      const created = await snapshotVault(vault, {
        spec,
        label: optionText(invocation, 'label') ?? label,
        adopt,
      });
      const { snapshotId, bytesAdded, chunksAdded, seconds } = created;
      return {
        json: { snapshotId, bytesAdded, chunksAdded, seconds },
        lines: [
          `Sauvegarde\u00a0: ${snapshotId}`,
          `${bytesAdded} octets écrits et relus (${chunksAdded} morceaux) en ${seconds.toFixed(1)} secondes`,
        ],
      };
    }),
};

/** Refuses `titular-only` where the vault has no target of its own, or where it is to adopt what lies there. */
async function requireKnown(vault: Vault, target: Target, adopt: boolean): Promise<void> {
  const { config } = await refusingTargetFaults(() => readRepository(target));
  const isKnown = listTargets(vault).some(({ repository }) => repository === config?.repository);
  if (!isKnown || adopt) refuse({ code: 'titular-only' });
}
