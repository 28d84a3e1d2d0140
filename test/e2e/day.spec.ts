import { test } from '@playwright/test';
import { expectUsable } from './axe.ts';
import { DAY, Day } from './day.ts';

test.setTimeout(240_000);

test('the day: from the first start to the next one, by keyboard alone, each screen usable by everybody', async () => {
  const day = new Day();
  try {
    for (const step of DAY) {
      await test.step(step.title, async () => {
        await step.run(day);
        await expectUsable(day.page, step.title);
      });
    }
  } finally {
    await day.end();
  }
});
