import { constants, setPriority } from 'node:os';
import { ThreadHasher } from '../hashing/threadHasher.ts';
import { openTarget } from '../target/openTarget.ts';
import { TargetFailure } from '../target/target.ts';
import { cutHere, type Cutter } from './cutter.ts';
import type { Order, Report } from './messages.ts';

/**
 * What the child process of a snapshot does: it reads the frozen database file and writes to the target. It holds no key,
 * opens no database and listens to its parent alone. Returns what is to be called with each of the parent's messages.
 */
export function serveCutting(tell: (report: Report) => void): (message: unknown) => Promise<void> {
  let cutter: Cutter | null = null;
  beBehindTyping();

  const obey = async (message: unknown): Promise<void> => {
    if (!isOrder(message)) throw new Error('an order to the cutting process was not understood');
    if (message.type === 'open') {
      cutter = cutHere(openTarget(message.target), new ThreadHasher());
      await cutter.ready;
      tell({ type: 'ready' });
      return;
    }
    if (cutter === null) throw new Error('told to cut before a target was opened');
    const result = await cutter.cut(message.job, {
      onRead: ({ lists }) => tell({ type: 'read', lists: [...lists] }),
      onProgress: (step, done, total) => tell({ type: 'progress', step, done, total }),
    });
    tell({ type: 'done', result: { ...result, reliesOn: [...result.reliesOn] } });
  };

  return (message) => obey(message).catch((error: unknown) => tell(failure(error)));
}

/**
 * Only tells the orders apart: they come from the program itself, which may do all that this process may. A schema
 * library would double the time that it takes to start.
 */
function isOrder(message: unknown): message is Order {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'open' || message.type === 'cut';
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
