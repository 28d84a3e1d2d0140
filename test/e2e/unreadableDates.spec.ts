import { expect as expectNow, test } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { oneProgram } from './oneProgram.ts';

// A birth date or an hour that cannot be read is no value of any record: it is kept all the same, with its error.

const expect = expectNow.configure({ timeout: 20_000 });
const UNREADABLE = '31/02/1984';
const MONTH_IS_SHORTER = 'Février 1984 a 29 jours. Vérifiez le jour.';

/** Of the demonstration; its first screen shows it. */
const PASSPHRASE = 'visite du cabinet sans secret ni patient';

const app = oneProgram(async ({ page }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(20_000);
  await page.evaluate(() => window.bridge.invoke('vault.discover', {}));
  await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
});

test('a birth date of a new patient outlives another page and the lock, and holds up the file until it is a date', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit3');
  await page.getByRole('button', { name: 'Nouveau patient' }).click();
  await page.getByLabel('Nom de famille').fill('Tanguy');
  await page.getByLabel('Prénom').fill('Alix');
  await birthDateOf(page).pressSequentially(UNREADABLE);
  await page.keyboard.press('Tab');
  await expect(page.getByText(MONTH_IS_SHORTER)).toBeVisible();

  await goAway(page);
  await page.getByRole('button', { name: 'Nouveau patient' }).click();
  await expectUnreadable(page);
  await lockAndUnlock(page);
  await expectUnreadable(page);

  await page.keyboard.press('Control+Enter');
  await expect(birthDateOf(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Nouveau patient' })).toBeVisible();

  await page.keyboard.press('Control+A');
  await page.keyboard.type('29/02/1984');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('né(e) le 29/02/1984')).toBeVisible();
});

test('a birth date that is changed in the identity outlives another page and the lock', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Identité' }).click();
  const field = birthDateOf(page);
  await field.fill(UNREADABLE);
  await goAway(page);
  await openFile(page, 'Identité');
  await expectUnreadable(page);
  await lockAndUnlock(page);
  await expectUnreadable(page);
  await expect(page.getByText('né(e) le 29/02/1984')).toBeVisible();

  await field.fill('');
  await field.blur();
  await expect(page.getByText('né(e) le 29/02/1984')).toBeHidden();
  await field.fill('1.3.84');
  await field.blur();
  await goAway(page);
  await openFile(page, 'Identité');
  await expect(field).toHaveValue('01/03/1984');
});

test('an hour of a consultation outlives another page and the lock, until it is one or is given up', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Consultations' }).click();
  await page.getByRole('button', { name: 'Changer la date' }).click();
  const hour = page.getByLabel('Heure');
  const before = await hour.inputValue();
  await hour.fill('25:70');
  await goAway(page);
  await openFile(page, 'Consultations');
  await expect(hour).toHaveValue('25:70');
  await lockAndUnlock(page);
  await expect(hour).toHaveValue('25:70');
  await expect(page.getByText('Cette heure ne se lit pas')).toBeVisible();

  await page.getByRole('button', { name: 'Garder cette date' }).click();
  await expect(hour).toBeHidden();
  await page.getByRole('button', { name: 'Changer la date' }).click();
  await expect(hour).toHaveValue(before);
});

/** To the list of patients, in the middle of the word. */
async function goAway(page: Page): Promise<void> {
  await page.keyboard.press('Control+Digit3');
  await expect(page.getByRole('heading', { name: 'Patients', exact: true })).toBeVisible();
}

/** From the list to the file of the first test. */
async function openFile(page: Page, tab: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Tanguy Alix');
  await page.getByRole('row', { name: /Tanguy Alix/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: tab }).click();
}

async function lockAndUnlock(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F9');
  await page.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Phrase de passe', { exact: true })).toBeHidden();
}

/** The search field names the birth date too. */
function birthDateOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Date de naissance' });
}

async function expectUnreadable(page: Page): Promise<void> {
  await expect(birthDateOf(page)).toHaveValue(UNREADABLE);
  await expect(page.getByText(MONTH_IS_SHORTER)).toBeVisible();
}
