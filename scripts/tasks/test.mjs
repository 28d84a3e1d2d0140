import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findElectron } from '../setup/electron.mjs';
import { hasDisplay, openVirtualDisplay } from '../setup/display.mjs';
import { hasProgram, installPrograms } from '../setup/systemPrograms.mjs';
import { run } from '../setup/processes.mjs';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/messages.mjs';
import { build } from './build.mjs';
import { add, NOTHING } from './tally.mjs';

const REPORTS = inProject('out/reports');

/** Runs all that this machine can run: unit, integration and fault tests, then the end-to-end tests in the real window. */
export async function runTests(node, args) {
  const missing = await installPrograms(['chromium', 'Xvfb', 'strace', 'pdftotext']);
  if (missing.length > 0) say(`Not on this machine, so the tests that need it are skipped: ${missing.join(', ')}.`);
  const electron = await findElectron(node);
  await build(node, 'renderer', 'node', 'electron', 'preload');
  mkdirSync(REPORTS, { recursive: true });
  const inNode = await runJest(node, args);
  const inWindow = args.length > 0 ? NOTHING : await runPlaywright(node, electron);
  return add(inNode, inWindow);
}

async function runJest(node, args) {
  const report = `${REPORTS}/jest.json`;
  rmSync(report, { force: true });
  await run(
    node,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      inProject('node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    { output: 'stderr' },
  );
  const results = readReport(report);
  if (results === null) return { ...NOTHING, failed: 1 };
  return {
    passed: results.numPassedTests,
    // A file that does not even load has no tests to count: it is one failure of its own.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

async function runPlaywright(node, electron) {
  const hasWindow = electron !== null || hasProgram('chromium');
  const canShow = hasDisplay() || hasProgram('Xvfb');
  if (!hasWindow || !canShow) {
    say('No window can be opened here: the end-to-end tests are skipped.');
    return { ...NOTHING, skipped: await countEndToEndTests(node) };
  }
  const displays = hasDisplay() ? [] : await Promise.all([openVirtualDisplay(), openVirtualDisplay()]);
  try {
    const results = await playwright(node, [], {
      OSTEOCOFFRE_DISPLAYS: JSON.stringify(displays.map(({ env }) => env)),
      OSTEOCOFFRE_ELECTRON_BINARY: electron ?? '',
    });
    if (results === null) return { ...NOTHING, failed: 1 };
    const { expected, unexpected, flaky, skipped } = results.stats;
    if (flaky > 0) say(`${flaky} end-to-end test(s) passed only at the second try: their names stand above.`);
    return { passed: expected + flaky, failed: unexpected + results.errors.length, skipped };
  } finally {
    for (const { close } of displays) close();
  }
}

async function countEndToEndTests(node) {
  const results = await playwright(node, ['--list'], {});
  return results === null ? 0 : results.stats.expected + results.stats.skipped;
}

async function playwright(node, args, env) {
  const report = `${REPORTS}/playwright.json`;
  rmSync(report, { force: true });
  await run(node, [inProject('node_modules/@playwright/test/cli.js'), 'test', ...args], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    output: 'stderr',
  });
  return readReport(report);
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    say(`The test runner ended without a report (${path}).`);
    return null;
  }
}
