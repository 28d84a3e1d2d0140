import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';

/** More stops than any screen has. */
const STOPS_LIMIT = 120;

/** Goes to a control as somebody without a mouse does: Tab until it has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < STOPS_LIMIT; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

/** Goes to a control and presses it. */
export async function pressByKeyboard(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Unfolds the menu behind a button and walks down to one of its items with the arrow keys. */
export async function chooseFromMenu(page: Page, button: Locator, name: string): Promise<void> {
  await pressByKeyboard(page, button);
  const items = page.getByRole('menuitem');
  const wanted = page.getByRole('menuitem', { name });
  await wanted.waitFor();
  // The menu takes the focus to its first item a moment after it unfolds: a key pressed before would choose that one.
  await expect(items.first()).toBeFocused();
  for (let walked = 0; walked < (await items.count()); walked += 1) {
    if (await hasFocus(wanted)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Goes to a field and types over what it holds. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
