import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ELECTRON_BINARY, startApp } from './appDriver.ts';

test('the program in Electron: own scheme, isolated page, answers of the core, an orderly end', async () => {
  test.skip(ELECTRON_BINARY === '', 'no Electron binary on this machine');
  const app = await startApp({ host: 'electron' });
  try {
    expect(app.page.url()).toBe('coffre://fenetre/');
    expect(
      await app.page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
    ).toEqual(['undefined', 'undefined']);
    expect(await app.page.evaluate(() => window.bridge.invoke('application.status', {}))).toMatchObject({
      ok: true,
      value: { host: 'electron' },
    });
  } finally {
    await app.quit();
    rmSync(app.dataFolder, { recursive: true, force: true });
  }
});
