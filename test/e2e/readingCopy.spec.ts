import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectNow, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { typeHostSheet, typePassphraseOfCopy } from './hostForms.ts';
import { pressByKeyboard } from './keyboard.ts';
import { ask, makeVault, openFile, openVault, PASSPHRASE } from './practice.ts';
import { showInBothThemes } from './pictures.ts';

test.setTimeout(600_000);
const expect = expectNow.configure({ timeout: 120_000 });

const KEYS = { accessKeyId: STORE_ACCESS.accessKeyId, secretAccessKey: STORE_ACCESS.secretAccessKey };

test('a laptop gets a copy from the host, reads a file, changes nothing, is brought up to date and given up', async () => {
  const store = new S3Store();
  const { endpoint, bucket } = await store.start();
  const folders = { practice: newDataFolder(), laptop: newDataFolder() };
  const practice = await startApp({ dataFolder: folders.practice });
  const laptop = await startApp({ dataFolder: folders.laptop });
  try {
    await test.step('the practice sends a copy', () => sendFirstCopy(practice.page, endpoint, bucket));
    await test.step('the laptop takes it', () => installCopy(laptop.page, endpoint, bucket));
    await test.step('a file is read, and only read', () => readFile(laptop.page));
    await test.step('an update that does not come can be stopped', () => stopUpdate(laptop.page, store));
    await test.step('it is brought up to date', async () => {
      await addPatient(practice.page, 'Morel', 'Paul');
      await ask(practice.page, 'hosting.copy', { adopt: false });
      await bringUpToDate(laptop.page);
    });
    await test.step('locked, it says what it is', async () => {
      await ask(laptop.page, 'vault.lock', {});
      await expect(laptop.page.getByText(/^Copie en lecture seule, du/)).toBeVisible();
      await showInBothThemes(laptop.page, 'locked', 'The copy locked');
    });
    await test.step('once its time is over it says so, and may be given up', () => giveUp(laptop));
  } finally {
    await practice.quit();
    await laptop.quit();
    await store.stop();
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
});

async function sendFirstCopy(page: Page, endpoint: string, bucket: string): Promise<void> {
  await makeVault(page);
  await addPatient(page, 'Durand', 'Alix');
  const address = { endpoint, bucket, prefix: '', region: 'fr-test-1', style: 'path' } as const;
  await ask(page, 'hosting.saveAccess', {
    address: { ...address, authority: null, proxy: null, kilobytesPerSecond: null },
    keys: KEYS,
  });
  await ask(page, 'hosting.copy', { adopt: false });
}

async function addPatient(page: Page, familyName: string, givenName: string): Promise<void> {
  const { id } = await ask(page, 'patients.create', { fields: { familyName, givenName, birthDate: '1985-03-12' } });
  const { id: consultationId, version } = await ask(page, 'consultations.start', { patientId: id });
  await ask(page, 'consultations.save', { consultationId, version, changes: { motive: 'Lombalgie du matin' } });
}

async function installCopy(page: Page, endpoint: string, bucket: string): Promise<void> {
  await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
  await pressByKeyboard(page, page.getByRole('button', { name: 'Depuis l’hébergeur' }));
  await typeHostSheet(page, endpoint, bucket);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/1 sauvegarde/)).toBeVisible();
  await typePassphraseOfCopy(page, PASSPHRASE);
  await expect(page.getByRole('radio').first()).toBeFocused();
  await showInBothThemes(page, 'purpose', 'What this PC is for');
  await pressByKeyboard(page, page.getByRole('button', { name: /Consulter seulement/ }));
  await expect(page.getByRole('button', { name: 'Installer la copie' })).toBeFocused();
  await showInBothThemes(page, 'install', 'The copy is about to be installed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'La copie est prête' })).toBeVisible();
  await showInBothThemes(page, 'ready', 'The copy is ready');
  await page.keyboard.press('Enter');
  await openVault(page);
}

async function readFile(page: Page): Promise<void> {
  await expect(page.getByText(/^Copie en lecture seule, du .* à \d\d:\d\d\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Reprendre/ })).toHaveCount(0);
  await showInBothThemes(page, 'today', 'The first page of the copy');
  await openFile(page, 'durand', /Durand/);
  await expect(page.getByText('Lombalgie du matin').first()).toBeVisible();
  await expect(page.getByText(/^Copie en lecture seule, du/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Nouvelle consultation|Commencer/ })).toHaveCount(0);
  await showInBothThemes(page, 'file', 'A file on the copy');
  await page.keyboard.press('Control+8');
  await expect(page.getByText('Celle du cabinet. Elle se change sur son ordinateur.')).toBeVisible();
  await showInBothThemes(page, 'settings', 'The settings of the copy');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Voir le journal' }));
  await expect(page.getByText(/a ouvert le dossier/).first()).toBeVisible();
  await showInBothThemes(page, 'log', 'What was read on the copy');
}

async function stopUpdate(page: Page, store: S3Store): Promise<void> {
  store.fault = () => ({ kind: 'silence' });
  await pressByKeyboard(page, page.getByRole('button', { name: 'Mettre à jour' }));
  await showInBothThemes(page, 'updating', 'An update under way');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Arrêter' }));
  await expectNow(page.getByRole('button', { name: 'Mettre à jour' })).toBeVisible({ timeout: 10_000 });
  store.fault = () => null;
}

async function bringUpToDate(page: Page): Promise<void> {
  await pressByKeyboard(page, page.getByRole('button', { name: 'Mettre à jour' }));
  await expect(page.getByText('Copie mise à jour')).toBeVisible();
  await openFile(page, 'morel', /Morel/);
  await showInBothThemes(page, 'updated', 'A file that came with the update');
}

async function giveUp({ page, dataFolder }: AppDriver): Promise<void> {
  // What the lock screen says before anything is open lies beside the copy; the core looks inside it (readingCopy.test.ts).
  const state = join(dataFolder, 'coffre', 'coffre.state.json');
  writeFileSync(state, readFileSync(state, 'utf8').replace(/"expiresAt": \d+/, '"expiresAt": 1'));
  await ask(page, 'application.setAppearance', { textSize: 100 });
  await expect(page.getByText('Son délai est passé')).toBeVisible();
  await showInBothThemes(page, 'expired', 'The copy whose time is over');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Retirer de ce poste' }));
  await expect(page.getByRole('button', { name: 'Garder la copie' })).toBeFocused();
  await showInBothThemes(page, 'remove', 'The question before it is removed');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Retirer la copie' }));
  await expect(page.getByRole('heading', { name: 'Bienvenue dans OstéoCoffre' })).toBeVisible();
}
