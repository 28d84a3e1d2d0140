import { expect as expectNow, test } from '@playwright/test';
import { expectUsable } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, COLLEAGUE, fillAccess, makeVault, openFile, PASSPHRASE } from './practice.ts';

// A patient objects to being shown to the replacement; the replacement opens the vault with a passphrase of her own.

const expect = expectNow.configure({ timeout: 20_000 });

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', { fields: { familyName: 'Lefèvre', givenName: 'Marie' } });
  await ask(page, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
});

test('the titular gives a replacement an access with a last day', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await expect(page.getByRole('heading', { name: 'RGPD', level: 1 })).toBeVisible();
  await expectUsable(page, 'home');
  await fillAccess(page);
  await expectUsable(page, 'new account');
  await expect(page.getByText('Niveau demandé par la CNIL atteint')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Jeanne Petit ouvre le coffre avec sa phrase.')).toBeVisible();
  await expect(page.getByText(/Remplaçant, lit et écrit, imprime, jusqu’au/)).toBeVisible();
  await expectUsable(page, 'accounts');
});

test('a patient’s opposition is noted, and acts', async () => {
  const { page } = app;
  await page.keyboard.press('Escape');
  await expect(page.getByText('Aucune opposition')).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chercher le patient').fill('lefe');
  await dialog.getByRole('radio', { name: /Lefèvre/i }).check();
  await dialog.getByRole('radio', { name: /À une personne qui a un accès/ }).check();
  await dialog.getByRole('combobox', { name: 'Qui' }).click();
  await page.getByRole('option', { name: 'Jeanne Petit' }).click();
  await expectUsable(page, 'new opposition');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Opposition notée. Elle agit dès maintenant.')).toBeVisible();
  await expect(page.getByRole('main').getByText(/Jeanne Petit, dite le .* de vive voix/)).toBeVisible();
  await expectUsable(page, 'oppositions');
  await openFile(page, 'lefe', /Lefèvre/i);
  await page.getByRole('tab', { name: 'Partages et accords' }).click();
  await expect(page.getByRole('region', { name: 'Oppositions au partage' })).toContainText('Jeanne Petit');
  await expectUsable(page, 'what the patient decides, in the file');
});

test('the replacement finds the others, not the one who objected, and has none of the titular’s places', async () => {
  const { page } = app;
  await lockAndOpen(COLLEAGUE.passphrase);
  // The titular left the vault on that very file: the page is not handed on.
  await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'RGPD' })).toHaveCount(0);
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Sauvegardes' })).toHaveCount(0);
  await page.keyboard.press('Control+Digit3');
  await expect(page.getByRole('grid')).toContainText('Morel');
  await expect(page.getByRole('grid')).not.toContainText('Lefèvre');
  await page.keyboard.press('Control+Digit1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lefe');
  await expect(page.getByText(/^Aucun patient pour/)).toBeVisible();
  await expectUsable(page, 'search of the replacement');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Digit8');
  await expect(page.getByRole('tab')).toHaveCount(2);
  await expectUsable(page, 'settings of the replacement');
});

test('the log tells the titular that she opened the vault', async () => {
  const { page } = app;
  await lockAndOpen(PASSPHRASE);
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Lire/ }).click();
  await expect(page.getByRole('main')).toContainText('Jeanne Petit');
});

test('who may only read is offered nothing that would be refused', async () => {
  const { page } = app;
  const { accounts } = await ask(page, 'practitioners.list', {});
  const account = accounts.find(({ role }) => role === 'replacement');
  if (account === undefined) throw new Error('the replacement has no access');
  const { id, role, lastDay } = account;
  await ask(page, 'practitioners.change', { accountId: id, role, lastDay, mayWrite: false, mayExport: false });
  await lockAndOpen(COLLEAGUE.passphrase);
  await expect(page.getByRole('button', { name: /^Nouveau patient/ })).toHaveCount(0);
  await openFile(page, 'morel', /Morel/);
  for (const action of [/^Commencer une consultation/, 'Modifier', 'Imprimer', /^Autres actions/])
    await expect(page.getByRole('button', { name: action })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Identité' }).click();
  const name = page.getByLabel('Nom de famille', { exact: true });
  await expect(name).toHaveAttribute('readonly');
  const sex = page.getByLabel('Sexe');
  await expect(sex).toHaveCSS('background-color', await name.evaluate((box) => getComputedStyle(box).backgroundColor));
  await name.press('x');
  await expect(name).toHaveValue('Morel');
  await expectUsable(page, 'a file that is read alone');
});

async function lockAndOpen(passphrase: string): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Shift+F9');
  await page.getByLabel('Phrase de passe', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}
