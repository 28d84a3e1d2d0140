import { listSnapshots } from '../../main/snapshots/listSnapshots.ts';
import { targetOperand } from '../targetOperand.ts';
import type { Verb } from '../verb.ts';

/** Lists the snapshots of a target, oldest first; no secret is needed, and none of what they hold is told. */
export const snapshotList: Verb = {
  name: 'snapshot list',
  operands: ['DESTINATION'],
  summary: 'liste les sauvegardes',
  run: async (invocation) => {
    const { target } = await targetOperand(invocation, 0, { create: false });
    const snapshots = (await listSnapshots(target)).map(({ id, time, sequence, size }) => ({
      id,
      time,
      sequence,
      size,
    }));
    const lines = snapshots.map(({ id, time, size }) => `${id}\t${new Date(time).toISOString()}\t${size}`);
    return { json: { snapshots }, lines: lines.length > 0 ? lines : ['Aucune sauvegarde.'] };
  },
};
