import { defineConfig } from '@playwright/test';

/** End-to-end tests start the program by themselves (test/e2e/appDriver.ts): no browser of Playwright's own is used. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  // One window at a time: they share the display, and what they measure.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  reporter: [['line'], ['json']],
});
