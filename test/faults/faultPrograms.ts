import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../../src/main/programFolder.ts';

const BUILT = join(PROGRAM_FOLDER, 'dist/faults');

/**
 * What the loop starts, as it is built (vite.program.config.ts): from the sources, a third of each run would go into
 * reading them and stripping their types.
 */
export const FAULT_PROGRAM = {
  step: join(BUILT, 'stepProgram.js'),
  window: join(BUILT, 'windowProgram.js'),
  threadMarks: join(BUILT, 'threadMarks.js'),
} as const;
