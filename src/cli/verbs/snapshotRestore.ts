import { restoreSnapshot } from '../../main/snapshots/restore.ts';
import { operand, optionIsSet, optionText, type Verb } from '../verb.ts';
import { readSecret, targetOperand } from '../targetOperand.ts';

/** Builds a vault out of a snapshot, where none lies. */
export const snapshotRestore: Verb = {
  name: 'snapshot restore',
  operands: ['DESTINATION', 'NOUVEAU-COFFRE'],
  options: { at: { type: 'string' }, 'former-access': { type: 'boolean' } },
  summary: 'reconstruit un coffre (--at SAUVEGARDE, sinon la dernière)',
  run: async (invocation) => {
    const { spec, target, label } = await targetOperand(invocation, 0, { create: false });
    const at = optionText(invocation, 'at');
    const { vaultId, snapshotId, seconds } = await restoreSnapshot({
      target,
      place: { label, kind: spec.kind, place: spec.root },
      folder: operand(invocation, 1),
      secret: await readSecret(invocation),
      acceptsFormerAccess: optionIsSet(invocation, 'former-access'),
      now: Date.now,
      ...(at === null ? {} : { at }),
    });
    return {
      json: { vaultId, snapshotId, seconds },
      lines: [`Coffre reconstruit depuis ${snapshotId} en ${seconds.toFixed(1)} secondes.`],
    };
  },
};
