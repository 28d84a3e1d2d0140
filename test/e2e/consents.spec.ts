import { expect as expectNow, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { ask, makeVault, openFile } from './practice.ts';

// What a patient decides beyond care, and what becomes of the file: its term, the number that is off, the consents.

const expect = expectNow.configure({ timeout: 20_000 });

let app: AppDriver;
const dataFolder = newDataFolder();

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  app = await startApp({ dataFolder });
  await makeVault(app.page);
  await ask(app.page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', birthDate: '1985-03-12', email: 'marie@exemple.fr' },
  });
});
test.afterAll(async () => {
  await app.quit();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('the file says how long it is kept and why; a death and a litigation change it, and are taken back', async () => {
  const { page } = app;
  await openFile(page, 'lefe', /Lefèvre/i);
  await page.getByRole('tab', { name: 'Partages et accords' }).click();
  const card = page.getByRole('region', { name: 'Conservation du dossier' });
  await expect(card).toContainText('Source : CNIL, délibération 2020-081');
  await card.getByRole('button', { name: 'Noter un décès' }).click();
  await page.getByLabel('Date du décès').fill('12/03/1980');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Cette date précède la naissance. Vérifiez l’année.')).toBeVisible();
  await expectUsable(page, 'a death to note');
  await page.getByLabel('Date du décès').fill('11/2026');
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('Le décès est survenu dans les dix ans');
  await page.keyboard.press('Control+z');
  await expect(card).not.toContainText('décès est survenu');
  await card.getByRole('button', { name: 'Noter un litige' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('La raison manque. Elle dit pourquoi rien n’est détruit.')).toBeVisible();
  await page.getByLabel('Raison').fill('Expertise de l’assurance');
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('suspendue');
  await expect(card).toContainText('Expertise de l’assurance');
  await expectUsable(page, 'a file under litigation');
  await card.getByRole('button', { name: 'Fin du litige' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Noter la fin du litige' }).click();
  await expect(card).toContainText('possible à partir du');
});

test('the social-security number is off, is turned on knowingly, is checked, and goes when it is turned off', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Identité' }).click();
  await expect(page.getByLabel('Numéro de sécurité sociale')).toHaveCount(0);
  await openRecordSettings();
  await page.getByRole('button', { name: /^Utiliser.*sécurité sociale/ }).click();
  await expect(page.getByRole('dialog')).toContainText('décret 2019-341');
  await expectUsable(page, 'what the law says of the number');
  await page.getByRole('button', { name: 'Utiliser le numéro' }).click();
  await openFile(page, 'lefe', /Lefèvre/i);
  await page.getByRole('tab', { name: 'Identité' }).click();
  const field = page.getByLabel('Numéro de sécurité sociale');
  await field.fill('2 95 10 99 126 111 94');
  await field.press('Tab');
  await expect(page.getByText(/La clé ne correspond pas/)).toBeVisible();
  await expect(field).toHaveValue('2 95 10 99 126 111 94');
  await field.fill('295109912611193');
  await field.press('Tab');
  await expect(field).toHaveValue('2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093');
  await expect(page.getByText('Clé vérifiée.')).toBeVisible();
  await expectUsable(page, 'identity with the number');
  await openRecordSettings();
  await page.getByRole('button', { name: /^Ne plus utiliser.*sécurité sociale/ }).click();
  await expect(page.getByText(/Que faire des 1.numéro saisi/)).toBeVisible();
  await expectUsable(page, 'what becomes of the numbers');
  await page.getByRole('button', { name: /^Effacer 1/ }).click();
  await expect(page.getByText(/1.numéro effacé\./)).toBeVisible();
});

async function openRecordSettings(): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Control+Digit8');
  await page.getByRole('tab', { name: 'Dossiers et journal' }).click();
}
