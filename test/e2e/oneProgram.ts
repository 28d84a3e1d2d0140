import { test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { startApp, type AppDriver } from './appDriver.ts';

/**
 * One program, in a folder of its own, for all the tests of a file: each goes on from where the one before left it.
 * `prepare` makes what they begin with. To be called once, beside the tests.
 */
export function oneProgram(prepare: (app: AppDriver) => Promise<void>): AppDriver {
  let started: AppDriver | null = null;
  const app = (): AppDriver => {
    if (started === null) throw new Error('the program starts with the first test');
    return started;
  };
  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async () => {
    started = await startApp();
    await prepare(started);
  });
  test.afterAll(async () => {
    await app().quit();
    rmSync(app().dataFolder, { recursive: true, force: true });
  });
  return {
    get page() {
      return app().page;
    },
    get dataFolder() {
      return app().dataFolder;
    },
    get ended() {
      return app().ended;
    },
    system: (type) => app().system(type),
    nextSavePath: (path) => app().nextSavePath(path),
    nextOpenPaths: (paths) => app().nextOpenPaths(paths),
    quit: () => app().quit(),
  };
}
