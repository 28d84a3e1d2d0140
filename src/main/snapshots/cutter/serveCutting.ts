import { constants, setPriority } from 'node:os';
import { openTarget } from '../target/targetSpec.ts';
import { TargetFailure } from '../target/target.ts';
import { cutHere, type Cutter } from './cutter.ts';
import { order, type Report } from './messages.ts';

/**
 * What the child process of a snapshot does: it reads the frozen database file and writes to the target. It holds no key,
 * opens no database and listens to its parent alone. Returns what is to be called with each of the parent's messages.
 */
export function serveCutting(tell: (report: Report) => void): (message: unknown) => Promise<void> {
  let cutter: Cutter | null = null;
  beBehindTyping();

  const obey = async (message: unknown): Promise<void> => {
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
  };

  return (message) => obey(message).catch((error: unknown) => tell(failure(error)));
}

function failure(error: unknown): Report {
  return {
    type: 'failed',
    fault: error instanceof TargetFailure ? error.fault : null,
    detail: error instanceof Error ? (error.stack ?? error.name) : 'unknown',
  };
}

/** The person types meanwhile: this process waits its turn. */
function beBehindTyping(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not let a process step back (sandboxes) costs nothing but comfort.
  }
}
