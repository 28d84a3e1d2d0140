// One entry for every command of package.json. Runs on Node 20 or later, right after a clone: brings what is missing, then
// does the task with a Node recent enough for the core.
import { installDependencies } from './setup/dependencies.mjs';
import { say, SetupProblem } from './setup/messages.mjs';
import { findNode } from './setup/node.mjs';
import { run } from './setup/processes.mjs';
import { inProject } from './setup/project.mjs';

const TASKS = {
  start: async (node, args) => (await import('./tasks/window.mjs')).openWindow(node, args),
  demo: async (node, args) => (await import('./tasks/window.mjs')).openWindow(node, ['--demo', ...args]),
  tour: async (node, args) => (await import('./tasks/tour.mjs')).runTour(node, args),
  bench: async (node, args) => (await import('./tasks/bench.mjs')).runBench(node, args),
  faults: (node, args) => runOverBuilt(node, ['node', 'faults'], [inProject('test/faults/run.ts'), ...args]),
  osteocoffre: (node, args) => runOverBuilt(node, ['node'], [inProject('dist/node/commandLine.js'), ...args]),
  build: async (node) => {
    const { build } = await import('./tasks/build.mjs');
    await build(node, 'renderer', 'node', 'electron', 'preload');
    return 0;
  },
  format: async (node) => (await import('./tasks/check.mjs')).formatAll(node),
  check: async (node) => conclude((await import('./tasks/check.mjs')).runChecks(node)),
  test: async (node, args) => conclude((await import('./tasks/test.mjs')).runTests(node, args)),
  ci: async (node) => {
    const { runChecks } = await import('./tasks/check.mjs');
    const { runTests } = await import('./tasks/test.mjs');
    const { add } = await import('./tasks/tally.mjs');
    return conclude((async () => add(await runChecks(node), await runTests(node, [])))());
  },
};

/** Runs a script once what it starts is built. */
async function runOverBuilt(node, builds, scriptWithArguments) {
  await (await import('./tasks/build.mjs')).build(node, ...builds);
  return run(node, scriptWithArguments);
}

/** Prints the counts as the very last line; fails where something failed. */
async function conclude(counting) {
  const { inWords } = await import('./tasks/tally.mjs');
  const tally = await counting;
  console.log(inWords(tally));
  return tally.failed > 0 ? 1 : 0;
}

const [name, ...args] = process.argv.slice(2);
const task = TASKS[name];
try {
  if (task === undefined) throw new SetupProblem(`Say what to do: ${Object.keys(TASKS).join(', ')}.`);
  await installDependencies();
  process.exitCode = await task(findNode(), args);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  say(error.message);
  process.exitCode = 1;
}
