import { constants, setPriority } from 'node:os';
import { openTarget } from '../target/targetSpec.ts';
import { TargetFailure } from '../target/target.ts';
import { cutHere, type Cutter } from './cutter.ts';
import { order, type Report } from './messages.ts';

/*
 * The child process of a snapshot: reads the frozen database file and writes to the target. It holds no key, opens no
 * database and listens to its parent alone; it ends when its parent does.
 */

let cutter: Cutter | null = null;
let hasLeft = false;

process.on('message', (message) => {
  void obey(message);
});
process.on('disconnect', () => process.exit(0));
beBehindTyping();

async function obey(message: unknown): Promise<void> {
  try {
    const command = order.parse(message);
    if (command.type === 'open') {
      cutter = cutHere(openTarget(command.target));
      await cutter.ready;
      tell({ type: 'ready' });
      return;
    }
    if (cutter === null) throw new Error('told to cut before a target was opened');
    const result = await cutter.cut(command.job, {
      onRead: ({ lists }) => tell({ type: 'read', lists: [...lists] }),
      onProgress: (step, done, total) => tell({ type: 'progress', step, done, total }),
    });
    tell({ type: 'done', result: { ...result, reliesOn: [...result.reliesOn] } });
  } catch (error) {
    tell({
      type: 'failed',
      fault: error instanceof TargetFailure ? error.fault : null,
      detail: error instanceof Error ? (error.stack ?? error.name) : 'unknown',
    });
  }
}

function tell(report: Report): void {
  if (hasLeft) return;
  process.send?.(report, undefined, undefined, (error) => {
    if (error !== null) hasLeft = true;
  });
}

/** The person types meanwhile: this process waits its turn. */
function beBehindTyping(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not let a process step back (sandboxes) costs nothing but comfort.
  }
}
