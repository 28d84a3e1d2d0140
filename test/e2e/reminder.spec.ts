import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newDataFolder, startApp } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { pressByKeyboard } from './keyboard.ts';
import { openVault } from './practice.ts';

test.setTimeout(240_000);

test('a key that is at home is put off until tomorrow from the box of the copies, on whatever page', async () => {
  const dataFolder = newDataFolder();
  execFileSync(process.execPath, [join(import.meta.dirname, 'keyAtHomeProgram.ts'), dataFolder]);
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    await openVault(page);
    const box = page.getByRole('navigation').getByRole('status');
    await expect(box).toContainText('Sauvegarde en retard');
    await page.keyboard.press('Control+3');
    await expectUsable(page, 'A late copy, beside another page');
    await pressByKeyboard(page, box.getByRole('button', { name: 'Me le rappeler demain' }));
    await expect(page.getByText('Rappel demain matin pour CLÉ BLEUE')).toBeVisible();
    await expect(box).toContainText('Sauvegarde en retard');
    await expect(box.getByRole('button')).toHaveCount(0);
    await expectUsable(page, 'A late copy that is put off');
  } finally {
    await app.quit();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
