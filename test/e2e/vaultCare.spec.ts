import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectNow, test } from '@playwright/test';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { makeVault, PASSPHRASE } from './practice.ts';
import { CAN_MOUNT, emptyDisk, fillDisk, mountSmallDisk, unmountSmallDisk } from './smallDisk.ts';

// What befalls a vault in the course of years: a full disk, another place, another passphrase.

const expect = expectNow.configure({ timeout: 20_000 });

const NEXT_PASSPHRASE = 'fenouil mandarine pelouse vitesse lapin radiateur violon';

let app: AppDriver;
const dataFolder = newDataFolder();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  // A disk of its own, small enough to be filled.
  if (CAN_MOUNT) mountSmallDisk(dataFolder);
  app = await startApp({ dataFolder });
  await makeVault(app.page);
});

test.afterAll(async () => {
  await app.quit();
  if (CAN_MOUNT) unmountSmallDisk(dataFolder);
  rmSync(dataFolder, { recursive: true, force: true });
});

test('a full disk: it is said, the text stays, and is saved once there is room', async () => {
  test.skip(!CAN_MOUNT, 'only root can mount a small disk');
  const { page } = app;
  await openSettings('Cabinet');
  fillDisk(dataFolder);
  const field = page.getByLabel('Nom du cabinet');
  await field.fill('Cabinet des Tilleuls');
  const bar = page.getByRole('banner');
  await expect(bar).toContainText('Non enregistré\u00a0: disque plein');
  await expect(bar.getByRole('button', { name: 'Copier le texte' })).toBeVisible();
  await expect(field).toHaveValue('Cabinet des Tilleuls');
  emptyDisk(dataFolder);
  await expect(bar).toContainText('Enregistré à');
  await expect(bar.getByRole('button', { name: 'Copier le texte' })).toHaveCount(0);
  await lockAndOpen();
  await openSettings('Cabinet');
  await expect(field).toHaveValue('Cabinet des Tilleuls');
});

test('the vault goes to another folder, and opens from there', async () => {
  const { page } = app;
  const target = join(dataFolder, 'ailleurs');
  mkdirSync(target);
  await openSettings('Coffre');
  app.nextOpenPaths([target]);
  await page.getByRole('button', { name: 'Déplacer' }).click();
  await expect(page.getByRole('button', { name: 'Le laisser ici' })).toBeFocused();
  await page.getByRole('button', { name: 'Choisir le dossier' }).click();
  await expect(page.getByText('Le coffre est maintenant dans')).toBeVisible();
  expect(existsSync(join(dataFolder, 'coffre', 'coffre.db'))).toBe(false);
  expect(readdirSync(dataFolder, { recursive: true }).map(String)).toContain(join('ailleurs', 'coffre.db'));
  await lockAndOpen();
});

test('another passphrase: the former one opens nothing more', async () => {
  const { page } = app;
  await openSettings('Accès');
  await page
    .getByRole('button', { name: /phrase/i })
    .first()
    .click();
  await page.getByLabel('Phrase actuelle', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Nouvelle phrase', { exact: true }).fill(NEXT_PASSPHRASE);
  await page.getByLabel('Tapez-la une seconde fois').fill(NEXT_PASSPHRASE);
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Changer la phrase/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Phrase de passe changée.')).toBeVisible();
  await page.keyboard.press('Shift+F9');
  await page.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ce n’est pas la bonne phrase')).toBeVisible();
  await open(NEXT_PASSPHRASE);
});

async function openSettings(tab: string): Promise<void> {
  await app.page.keyboard.press('Control+Digit8');
  await app.page.getByRole('tab', { name: tab }).click();
}

async function lockAndOpen(): Promise<void> {
  await app.page.keyboard.press('Shift+F9');
  await open(PASSPHRASE);
}

async function open(passphrase: string): Promise<void> {
  const { page } = app;
  await expect(page.getByRole('button', { name: /^Ouvrir le coffre/ })).toBeEnabled();
  await page.getByLabel('Phrase de passe', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}
