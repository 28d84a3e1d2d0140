import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';

/** What axe finds wrong, in short: rule and elements. */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  // Legacy mode: the usual one gathers its results in a second page, which the host closes at once.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const results = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  // A rule that looked at nothing would find nothing wrong.
  expect(results.passes.length).toBeGreaterThan(0);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** The page as it is, in light and in dark: the dark theme is another set of colours on the same elements. */
export async function expectUsable(page: Page, title: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect.soft(await violations(page), title).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect.soft(await violations(page, ['color-contrast']), `${title}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}
