import { inProject } from '../setup/project.mjs';
import { inWindow } from './tour.mjs';

/** Measures the core and the window; prints the table of the README. */
export async function runBench(node, args) {
  return inWindow(node, inProject('test/bench/run.ts'), args);
}
