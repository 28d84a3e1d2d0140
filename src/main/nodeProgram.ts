import { join } from 'node:path';
import { PROGRAM_FOLDER } from './programFolder.ts';

const BUILT = join(PROGRAM_FOLDER, 'dist/node');

/**
 * The programs and threads that Node runs, as they are built (vite.program.config.ts): from the sources, each start of one
 * would find, read and strip some hundreds of modules.
 */
export const NODE_PROGRAM = {
  window: join(BUILT, 'main.js'),
  commandLine: join(BUILT, 'commandLine.js'),
  coreThread: join(BUILT, 'coreThread.js'),
  cutterChild: join(BUILT, 'cutterChild.js'),
  careWorker: join(BUILT, 'careWorker.js'),
} as const;
