import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectNow, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { violations } from './axe.ts';
import { pressByKeyboard } from './keyboard.ts';
import { expectNothingCut, SMALL_SCREEN } from './nothingCut.ts';
import { ask, makeVault, openFile, openVault, PASSPHRASE } from './practice.ts';
import { CAN_MOUNT, emptyDisk, fillDisk, mountSmallDisk, unmountSmallDisk } from './smallDisk.ts';

// How the screens look and what they say in the rarer moments: large letters in a small window, dark, a vault that is
// elsewhere, Caps Lock, reduced motion, a disk so full that not even a reading can be noted.

const expect = expectNow.configure({ timeout: 20_000 });

test.describe.configure({ mode: 'serial' });
test.setTimeout(480_000);

test.describe('a vault that lies elsewhere', () => {
  const made = newDataFolder();
  const dataFolder = newDataFolder();
  const moved = join(dataFolder, 'Mon coffre');

  test.beforeAll(async () => {
    const app = await startApp({ dataFolder: made });
    await makeVault(app.page);
    await app.quit();
    cpSync(join(made, 'coffre'), moved, { recursive: true });
  });

  test.afterAll(() => {
    for (const folder of [made, dataFolder]) rmSync(folder, { recursive: true, force: true });
  });

  test('is shown at the first start, and opens from there at the next one too', async () => {
    const other = join(dataFolder, 'autre');
    mkdirSync(other);
    await withApp(dataFolder, async (app) => {
      const { page } = app;
      const choice = page.getByRole('button', { name: /^Mon coffre est déjà ici/ });
      app.nextOpenPaths([other]);
      await pressByKeyboard(page, choice);
      await expect(page.getByText('Il n’y a pas de coffre à cet endroit.')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      app.nextOpenPaths([moved]);
      await pressByKeyboard(page, choice);
      await openVault(page);
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
    });
    await withApp(dataFolder, async ({ page }) => {
      await openVault(page);
      await page.keyboard.press('Control+8');
      await page.getByRole('tab', { name: 'Coffre' }).click();
      await expect(page.getByText(moved)).toBeVisible();
    });
  });

  test('is waited for where its disk is not plugged in', async () => {
    const unplugged = join(dataFolder, 'débranché');
    renameSync(moved, unplugged);
    await withApp(dataFolder, async ({ page }) => {
      await expect(page.getByRole('heading', { name: 'Votre coffre n’est pas à sa place' })).toBeVisible();
      await expect(page.getByText(moved)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await expectNothingCut(page, 'A vault that is not in its place');
      const again = page.getByRole('button', { name: /^Regarder à nouveau/ });
      await pressByKeyboard(page, again);
      await expect(page.getByText('Il n’y a pas de coffre à cet endroit.')).toBeVisible();
      renameSync(unplugged, moved);
      await pressByKeyboard(page, again);
      await openVault(page);
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
    });
  });

  test('is found again where half of it went', async () => {
    const elsewhere = join(dataFolder, 'ailleurs');
    cpSync(moved, elsewhere, { recursive: true });
    renameSync(join(moved, 'coffre.db'), join(dataFolder, 'coffre.db'));
    await withApp(dataFolder, async (app) => {
      const { page } = app;
      await page.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByText(/coffre\.db, manque/)).toBeVisible();
      const link = page.getByRole('button', { name: 'Choisir le dossier du coffre' });
      app.nextOpenPaths([join(dataFolder, 'autre')]);
      await pressByKeyboard(page, link);
      await expect(page.getByText('Il n’y a pas de coffre à cet endroit.')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      app.nextOpenPaths([elsewhere]);
      await pressByKeyboard(page, link);
      await expect(link).toHaveCount(0);
      await openVault(page);
    });
  });
});

test.describe('an open vault', () => {
  const dataFolder = newDataFolder();
  let app: AppDriver;

  test.beforeAll(async () => {
    if (CAN_MOUNT) mountSmallDisk(dataFolder);
    app = await startApp({ dataFolder });
    await app.page.setViewportSize(SMALL_SCREEN);
  });

  test.afterAll(async () => {
    await app.quit();
    if (CAN_MOUNT) unmountSmallDisk(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('the first start can be read with large letters, in the dark', async () => {
    const { page } = app;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect(page.getByRole('button', { name: /^Nouveau coffre/ })).toBeVisible();
    // No vault keeps the size yet: it is that of somebody who starts anew after a restore.
    await page.evaluate(() => (document.documentElement.dataset['textSize'] = '125'));
    await expectReadable(page, 'First start');
    await page.getByRole('button', { name: /^Nouveau coffre/ }).click();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expectReadable(page, 'The practice, with its fault');
    await page.getByLabel('Votre nom').fill('Camille Ferrand');
    await page.keyboard.press('Enter');
    await page.getByLabel('Phrase de passe', { exact: true }).fill('camille 2026');
    await expectReadable(page, 'The passphrase');
  });

  test('Caps Lock is told of where a passphrase is typed, and no longer once it is off', async () => {
    const { page } = app;
    const notice = page.getByText('Les majuscules sont verrouillées.');
    const field = page.getByLabel('Phrase de passe', { exact: true });
    await field.focus();
    await typeWithCapsLock(page, true);
    await expect(notice).toBeVisible();
    await expect(field).toHaveAccessibleDescription('Les majuscules sont verrouillées.');
    await expectReadable(page, 'Caps Lock');
    await typeWithCapsLock(page, false);
    await expect(notice).toHaveCount(0);
    await page.evaluate(() => (document.documentElement.dataset['textSize'] = '100'));
    await makeVault(page);
  });

  test('every place can be read with large letters in a small window, light and dark', async () => {
    const { page } = app;
    await ask(page, 'patients.create', {
      fields: {
        familyName: 'Lefebvre-Girard',
        givenName: 'Sophie',
        birthDate: '1984-03-07',
        mobile: '0639980001',
      },
    });
    const gone = await ask(page, 'patients.create', { fields: { familyName: 'Doublon', givenName: 'Paul' } });
    await ask(page, 'patients.remove', { patientId: gone.id, reason: 'Dossier créé par erreur, même personne' });
    for (const [textSize, theme] of [
      [112, 'light'],
      [125, 'dark'],
    ] as const) {
      await ask(page, 'application.setAppearance', { textSize, theme });
      await expect(page.locator('html')).toHaveAttribute('data-text-size', String(textSize));
      for (const visit of places) {
        await visit.go(page);
        await expectReadable(page, `${visit.name}, ${textSize} %, ${theme}`);
      }
    }
    await ask(page, 'application.setAppearance', { textSize: 100, theme: 'light' });
  });

  test('nothing moves for those who asked so', async () => {
    const { page } = app;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Touches' })).toBeVisible();
    expect(await movingElements(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect((await movingElements(page)).length).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });

  test('a disk too full for the access log lets one read, says that the log waits, and writes it later', async () => {
    test.skip(!CAN_MOUNT, 'only root can mount a small disk');
    const { page } = app;
    const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 5 });
    const patientId = rows[0]?.id ?? '';
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Shift+F9');
    await openVault(page);
    fillDisk(dataFolder);
    await openFile(page, 'lefebvre-gi', /Lefebvre-Girard/);
    const band = page.getByText('le journal d’accès attend', { exact: false });
    await expect(band).toBeVisible();
    await expectReadable(page, 'The access log waits');
    emptyDisk(dataFolder);
    await ask(page, 'consultations.start', { patientId });
    await expect(band).toHaveCount(0);
    await openLog(page);
    await expect(page.getByText('a ouvert le dossier (noté après coup, le disque était plein)')).toBeVisible();
  });
});

const places: readonly { readonly name: string; go(page: Page): Promise<void> }[] = [
  {
    name: 'Today',
    async go(page) {
      await page.keyboard.press('Control+1');
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
    },
  },
  ...['Cabinet', 'Accès', 'Affichage et touches', 'Coffre', 'Dossiers et journal'].map((name) => ({
    name,
    go: (page: Page) => openSettings(page, name),
  })),
  {
    name: 'Import',
    async go(page) {
      await openSettings(page, 'Dossiers et journal');
      await page.getByRole('button', { name: /^Reprendre/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Reprendre mes patients' })).toBeVisible();
    },
  },
  { name: 'Access log', go: openLog },
  {
    name: 'Patients',
    async go(page) {
      await page.keyboard.press('Control+3');
      await expect(page.getByRole('row', { name: /Lefebvre-Girard/ })).toBeVisible();
    },
  },
  {
    name: 'Bin',
    async go(page) {
      await page.keyboard.press('Control+3');
      await page.getByRole('button', { name: 'Corbeille' }).click();
      await expect(page.getByRole('button', { name: /^Restaurer Paul Doublon/ })).toBeVisible();
    },
  },
  {
    name: 'Copies',
    async go(page) {
      await page.keyboard.press('Control+6');
      await expect(page.getByRole('heading', { level: 1, name: 'Sauvegardes' })).toBeVisible();
    },
  },
];

async function withApp(dataFolder: string, run: (app: AppDriver) => Promise<void>): Promise<void> {
  const app = await startApp({ dataFolder });
  try {
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await run(app);
  } finally {
    await app.quit();
  }
}

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: tab }).click();
  await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
}

async function openLog(page: Page): Promise<void> {
  await openSettings(page, 'Dossiers et journal');
  await page.getByRole('button', { name: /Journal d’accès/ }).click();
  await expect(page.getByText('a créé le coffre')).toBeVisible();
}

async function expectReadable(page: Page, title: string): Promise<void> {
  await expectNothingCut(page, title);
  expectNow.soft(await violations(page), title).toEqual([]);
}

/** A key as the system sends it while the lamp of Caps Lock is on; the driver's own keyboard has no such lamp. */
async function typeWithCapsLock(page: Page, modifierCapsLock: boolean): Promise<void> {
  await page.evaluate((isOn) => {
    const key = new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: isOn });
    document.activeElement?.dispatchEvent(key);
  }, modifierCapsLock);
}

/** Elements that would move or fade. */
async function movingElements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration.split(', ').some((duration) => parseFloat(duration) > 0) || animationName !== 'none';
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
}
