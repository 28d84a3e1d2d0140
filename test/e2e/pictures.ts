import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { expectUsable } from './axe.ts';

/** A picture for whoever looks, in the folder of the test's outcome, and what axe says of the screen. */
export async function show(page: Page, name: string, title: string): Promise<void> {
  await expectUsable(page, title);
  await picture(page, name);
}

/** The same in both themes. */
export async function showInBothThemes(page: Page, name: string, title: string): Promise<void> {
  await expectUsable(page, title);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(page, `${name}-${colorScheme}`);
  }
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = test.info().outputPath('pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
