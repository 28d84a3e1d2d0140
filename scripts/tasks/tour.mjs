import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { build } from './build.mjs';
import { COMPILED, prepareDisplay } from './window.mjs';

/** Drives the real window through a day and leaves pictures and a log in out/tour. */
export async function runTour(node, args) {
  return inWindow(node, inProject('test/e2e/tour.ts'), args);
}

/** Runs a script that opens the window by itself. */
export async function inWindow(node, script, args) {
  await build(node, 'renderer', 'node');
  const display = await prepareDisplay(true);
  try {
    return await run(node, [script, ...args], { env: { ...COMPILED, ...display.env } });
  } finally {
    display.close();
  }
}
