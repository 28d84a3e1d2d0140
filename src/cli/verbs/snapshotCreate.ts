import { snapshotVault } from '../../main/snapshots/vaultSnapshot.ts';
import { targetOperand } from '../targetOperand.ts';
import { optionIsSet, optionText, type Verb } from '../verb.ts';
import { withVault } from '../withVault.ts';

/** Takes a snapshot of a vault onto a target. */
export const snapshotCreate: Verb = {
  name: 'snapshot create',
  operands: ['COFFRE', 'DESTINATION'],
  options: { label: { type: 'string' }, adopt: { type: 'boolean' } },
  summary: 'sauvegarde le coffre (--adopt continue après ce qui s’y trouve)',
  run: async (invocation) =>
    withVault(invocation, async ({ vault }) => {
      const { spec, label } = await targetOperand(invocation, 1, { create: true });
      const created = await snapshotVault(vault, {
        spec,
        label: optionText(invocation, 'label') ?? label,
        adopt: optionIsSet(invocation, 'adopt'),
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
