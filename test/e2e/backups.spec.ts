import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { newDataFolder, startApp } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { DAY, Day, PASSPHRASE } from './day.ts';
import { pressByKeyboard, tabTo } from './keyboard.ts';

test.setTimeout(240_000);

test('a key in the evening; the PC dies; on another one the key brings everything back', async () => {
  const key = join(newDataFolder(), 'CLÉ BLEUE');
  mkdirSync(key);
  await test.step('create, edit, copy', () => practiseAndCopy(key));
  await test.step('restore on a new PC', () => restoreElsewhere(key));
  rmSync(key, { recursive: true });
});

/** A first day, then the PC with all that was on it is gone. */
async function practiseAndCopy(key: string): Promise<void> {
  const day = new Day();
  try {
    for (const step of DAY.slice(0, DAY.findIndex(({ name }) => name === 'coffre-cree') + 1)) await step.run(day);
    const { page } = day;
    await pressByKeyboard(page, page.getByRole('button', { name: 'Plus tard' }));
    await expect(page.getByText('Aucune sauvegarde').first()).toBeVisible();
    await expectUsable(page, 'Today without a copy');
    await createPatient(page, 'Lefebvre');
    await recordProgress(page);

    await page.keyboard.press('Control+6');
    await expectUsable(page, 'No destination yet');
    day.nextOpenPaths([key]);
    await pressByKeyboard(page, page.getByRole('button', { name: 'Ajouter une destination' }));
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const label = page.getByLabel('Nom écrit sur son étiquette');
    await expect(label).toHaveValue('CLÉ BLEUE');
    await expectUsable(page, 'The new destination');
    await tabTo(page, label);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'CLÉ BLEUE' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('navigation').getByText('Sauvegardé à l’instant')).toBeVisible();
    expect(await progressSeen(page)).toContain('snapshot-reading');

    // A change that no copy holds; Ctrl B from anywhere.
    await createPatient(page, 'Girard');
    await page.keyboard.press('Control+B');
    await expect.poll(() => manifests(key), { timeout: 60_000 }).toBe(2);
    await page.keyboard.press('Control+6');
    await expect(page.getByRole('row', { name: /2 dossiers/ })).toBeVisible();
    await pressByKeyboard(page, page.getByRole('button', { name: 'Faire un essai' }));
    await expect(page.getByText('Base intacte')).toBeVisible({ timeout: 30_000 });
    await expectUsable(page, 'The copies');

    // What is due is taken at the lock, which then knows of it.
    await page.keyboard.press('Shift+F9');
    await expect(page.getByRole('contentinfo').getByText(/CLÉ BLEUE/)).toBeVisible();
    await expectUsable(page, 'The lock screen');
  } finally {
    await day.end();
  }
  expect(existsSync(day.dataFolder)).toBe(false);
}

async function restoreElsewhere(key: string): Promise<void> {
  const dataFolder = newDataFolder();
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    app.nextOpenPaths([key]);
    await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
    await expect(page.getByRole('button', { name: 'Choisir la clé ou le dossier' })).toBeVisible();
    await expectUsable(page, 'Where the copy is');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Choisir la clé ou le dossier' }));
    await restoreStepByStep(page, 'pas la bonne phrase');
    await unlock(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('girard');
    await expect(page.getByRole('row', { name: /Girard/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');

    // Back to the moment before, from the running program: the present vault is kept until that is confirmed.
    await page.keyboard.press('Control+6');
    await expect(page.getByRole('row', { name: /1 dossier\b/ })).toBeVisible({ timeout: 20_000 });
    await pressByKeyboard(page, page.getByRole('row', { name: /1 dossier\b/ }).getByRole('button'));
    await typePassphrase(page, PASSPHRASE);
    await confirmRestore(page, 'Remplacer par cette sauvegarde');
    await unlock(page);
    await page.keyboard.press('Control+6');
    await expectUsable(page, 'A former vault kept aside');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Supprimer l’ancien coffre' }));
    await pressByKeyboard(page, page.getByRole('dialog').getByRole('button', { name: 'Supprimer l’ancien coffre' }));
    await expect(page.getByText('L’ancien coffre est gardé')).toBeHidden();
    expect(readdirSync(dataFolder).filter((name) => name.includes('avant-restauration'))).toEqual([]);
  } finally {
    await app.quit();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** From the place that was chosen to the restored vault; a wrong phrase comes first. */
async function restoreStepByStep(page: Page, wrongPhrase: string): Promise<void> {
  await expect(page.getByText(/CLÉ BLEUE.: 2 sauvegardes/)).toBeVisible();
  await typePassphrase(page, wrongPhrase);
  await expect(page.getByRole('alert')).toContainText('Ce n’est pas la bonne phrase.');
  await expectUsable(page, 'A wrong phrase');
  await page.getByLabel('Phrase de passe', { exact: true }).fill('');
  await typePassphrase(page, PASSPHRASE);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio').first()).toBeFocused();
  await expectUsable(page, 'Which moment');
  await page.keyboard.press('Enter');
  await confirmRestore(page, 'Remettre le coffre en place');
}

async function confirmRestore(page: Page, verb: string): Promise<void> {
  await expect(page.getByText('Contenu contrôlé, rien ne manque')).toBeVisible({ timeout: 30_000 });
  await expectUsable(page, 'The verification');
  await expect(page.getByRole('button', { name: 'Continuer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: verb })).toBeFocused();
  await expectUsable(page, 'The replacement');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Le coffre est de retour' })).toBeVisible({ timeout: 30_000 });
  await expectUsable(page, 'The end');
  await page.keyboard.press('Enter');
}

async function typePassphrase(page: Page, passphrase: string): Promise<void> {
  await tabTo(page, page.getByLabel('Phrase de passe', { exact: true }));
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

async function unlock(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Ouvrir le coffre/ })).toBeVisible();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /\d|Sauvegardes/ })).toBeVisible({ timeout: 20_000 });
}

/** Through the door: how a file is typed is another test's. */
async function createPatient(page: Page, familyName: string): Promise<void> {
  const result = await page.evaluate(
    (name) => window.bridge.invoke('patients.create', { fields: { familyName: name, givenName: 'Marie' } }),
    familyName,
  );
  expect(result).toMatchObject({ ok: true });
}

/** Keeps the names of the steps that the window hears of. */
async function recordProgress(page: Page): Promise<void> {
  await page.evaluate(() => {
    const steps: string[] = [];
    Object.assign(window, { stepsSeen: steps });
    window.bridge.subscribe((event) => {
      if (typeof event === 'object' && event !== null && 'step' in event) steps.push(String(event.step));
    });
  });
}

async function progressSeen(page: Page): Promise<unknown> {
  return page.evaluate(() => ('stepsSeen' in window ? window.stepsSeen : []));
}

function manifests(key: string): number {
  return readdirSync(join(key, 'snapshots')).filter((name) => name.endsWith('.json')).length;
}
