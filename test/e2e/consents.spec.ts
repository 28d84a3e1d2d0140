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
