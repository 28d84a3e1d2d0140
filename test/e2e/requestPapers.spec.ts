import { expect as expectNow, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expectUsable } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault, openVault } from './practice.ts';

// What is typed of a request outlives the lock and a crash of the window; its answer gets a letter, and its sending a scan.

const expect = expectNow.configure({ timeout: 20_000 });

/** Longer than the pause after which what is typed is kept. */
const KEPT_AFTER_MS = 2_000;

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', birthDate: '1985-03-12', street: '3 rue de l’Église' },
  });
});

async function openRequests(page: Page): Promise<void> {
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Une copie de son dossier/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Demandes sur les données' })).toBeVisible();
  await page.keyboard.press('n');
}

test('a request that is half typed is there again after the lock, and after a crash of the window', async () => {
  await openRequests(app.page);
  const dialog = app.page.getByRole('dialog');
  await dialog.getByLabel('Chercher le patient').fill('lefe');
  await dialog.getByRole('radio', { name: /Lefèvre/i }).check();
  await dialog.getByLabel('Ses mots (facultatif)').fill('Mon nom est mal');
  await app.system('session-locked');
  await expect(app.page.getByRole('button', { name: /^Ouvrir le coffre/ })).toBeVisible();
  await openVault(app.page);
  await openRequests(app.page);
  await expect(dialog.getByLabel('Ses mots (facultatif)')).toHaveValue('Mon nom est mal');
  await expect(dialog.getByRole('radio', { name: /Lefèvre/i })).toBeChecked();

  await dialog.getByLabel('Ses mots (facultatif)').fill('Mon nom est mal écrit.');
  await app.page.waitForTimeout(KEPT_AFTER_MS);
  await crash();
  await openRequests(app.page);
  const again = app.page.getByRole('dialog');
  await expect(again.getByLabel('Ses mots (facultatif)')).toHaveValue('Mon nom est mal écrit.');
  await again.getByRole('combobox', { name: 'Ce qui est demandé' }).click();
  await app.page.getByRole('option', { name: /rectification/ }).click();
  await app.page.keyboard.press('Control+Enter');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Rectification, Marie Lefèvre' })).toBeVisible();
});

test('the home of the RGPD says what is asked, and by whom', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await expect(page.getByText('Rectification, Marie Lefèvre')).toBeVisible();
  await expectUsable(page, 'home');
  await page.getByRole('listitem').filter({ hasText: 'Rectification, Marie Lefèvre' }).getByRole('button').click();
});

test('the answer that is half typed is there again, and its letter is looked at in the window', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Identité vérifiée' }).click();
  await page.getByLabel('Ce qui est répondu').fill('Votre nom est corrigé depuis ce jour.');
  await page.keyboard.press('Control+Digit1');
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('listitem').filter({ hasText: 'Rectification, Marie Lefèvre' }).getByRole('button').click();
  await expect(page.getByLabel('Ce qui est répondu')).toHaveValue('Votre nom est corrigé depuis ce jour.');
  await page.getByRole('button', { name: 'Noter la réponse et faire la lettre' }).click();
  await page.getByRole('button', { name: /^Voir.*Réponse à une demande/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Votre nom est corrigé depuis ce jour/)).toBeAttached();
  await expect(dialog.getByRole('button', { name: 'Imprimer' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Fermer' }).click();
});

test('the slip of the post is kept as a scan, looked at in the window', async () => {
  const { page } = app;
  const scan = join(app.dataFolder, 'avis.png');
  // One red pixel.
  writeFileSync(scan, Buffer.from(RED_PIXEL, 'base64'));
  app.nextOpenPaths([scan]);
  await page.getByRole('button', { name: /Joindre la preuve scannée/ }).click();
  await expect(page.getByText('La preuve est gardée dans le coffre.')).toBeVisible();
  await expectUsable(page, 'proof kept');
  await page.getByRole('button', { name: /^Voir.*Preuve d’envoi/ }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'Preuve d’envoi' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Noter l’envoi' }).click();
  await expect(page.getByText('Demande close, avec sa preuve.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Voir.*Preuve d’envoi/ })).toBeVisible();
});

test('the text of a consent outlives a crash too', async () => {
  await openPurpose(app.page);
  await app.page.getByLabel('Texte montré au patient').fill('Une lettre par saison.');
  await app.page.waitForTimeout(KEPT_AFTER_MS);
  await crash();
  await openPurpose(app.page);
  await expect(app.page.getByLabel('Texte montré au patient')).toHaveValue('Une lettre par saison.');
});

async function openPurpose(page: Page): Promise<void> {
  await page.keyboard.press('Control+Digit7');
  await page
    .getByRole('button', { name: /Accords/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accords' })).toBeVisible();
  await page.keyboard.press('n');
}

/** The page ends in the middle of everything; the host opens another one, on the locked vault. */
async function crash(): Promise<void> {
  const former = app.page;
  const session = await former.context().newCDPSession(former);
  // The command has no answer: the page that would give it is gone.
  session.send('Page.crash').catch(() => undefined);
  await expect.poll(() => app.page !== former).toBe(true);
  await openVault(app.page);
}

const RED_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
