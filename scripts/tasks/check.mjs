import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/messages.mjs';

const module = (path, ...args) => [inProject('node_modules', path), ...args];

const STEPS = {
  format: module('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  lint: module('eslint/bin/eslint.js', '--max-warnings=0', '.'),
  'types of the core': module('typescript/bin/tsc', '-p', '.'),
  'types of the window': module('typescript/bin/tsc', '-p', 'src/renderer'),
  'types of the end-to-end tests': module('typescript/bin/tsc', '-p', 'test/e2e'),
  'direction of imports': module(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    'src',
    'test',
    '--output-type',
    'err',
  ),
  'dead code and unused dependencies': module('knip/bin/knip.js', '--no-progress'),
  licences: [inProject('scripts/tasks/licences.mjs')],
};

/** Runs every step, whatever the others say, and names those that failed. */
export async function runChecks(node) {
  const failing = [];
  for (const [name, args] of Object.entries(STEPS)) {
    say(`check: ${name}`);
    if ((await run(node, args, { output: 'stderr' })) !== 0) failing.push(name);
  }
  if (failing.length > 0) say(`Not in order: ${failing.join(', ')}.`);
  return { passed: Object.keys(STEPS).length - failing.length, failed: failing.length, skipped: 0 };
}

/** Writes every file as the formatter wants it. */
export function formatAll(node) {
  return run(node, module('prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.'));
}
