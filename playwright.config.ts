import { defineConfig } from '@playwright/test';
import { z } from 'zod';

/** Screens of the runner's own (scripts/tasks/test.mjs), each the environment that leads to it; none on a real one. */
const displays = z
  .array(z.record(z.string(), z.string()))
  .parse(JSON.parse(process.env['OSTEOCOFFRE_DISPLAYS'] ?? '[]'));
// Windows that share a screen take the focus from each other: each worker has its own.
Object.assign(process.env, displays[Number(process.env['TEST_PARALLEL_INDEX'])]);

/** End-to-end tests start the program by themselves (test/e2e/appDriver.ts): no browser of Playwright's own is used. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  workers: Math.max(1, displays.length),
  fullyParallel: false,
  timeout: 90_000,
  // Two windows on a busy machine: what passes at its second try is told of as flaky.
  retries: 1,
  reporter: [['line'], ['json']],
});
