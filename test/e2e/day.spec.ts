import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { DAY, Day } from './day.ts';

test.setTimeout(240_000);

test('the day: from the first start to the next one, by keyboard alone, each screen usable by everybody', async () => {
  const day = new Day();
  try {
    for (const step of DAY) {
      await test.step(step.title, async () => {
        await step.run(day);
        await day.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        expect.soft(await violations(day.page), step.title).toEqual([]);
        // The dark theme is another set of colours on the same elements.
        await day.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        expect.soft(await violations(day.page, ['color-contrast']), `${step.title}, dark`).toEqual([]);
      });
    }
  } finally {
    await day.end();
  }
});

/** What axe finds wrong, in short: rule and elements. */
async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  // Legacy mode: the usual one gathers its results in a second page, which the host closes at once.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const results = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  // A rule that looked at nothing would find nothing wrong.
  expect(results.passes.length).toBeGreaterThan(0);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
