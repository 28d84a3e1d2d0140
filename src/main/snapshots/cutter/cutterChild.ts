import { flushCompileCache } from 'node:module';
import { serveCutting } from './serveCutting.ts';

/* The child process of a snapshot where Node runs the program; it ends when its parent does. */

// Node writes it at its end, and a child of ours is killed at its own.
flushCompileCache();

let hasLeft = false;

const obey = serveCutting((report) => {
  if (hasLeft) return;
  process.send?.(report, undefined, undefined, (error) => {
    if (error !== null) hasLeft = true;
  });
});
process.on('message', (message) => void obey(message));
process.on('disconnect', () => process.exit(0));
