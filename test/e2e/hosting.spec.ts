import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { makeVaultThere } from '../fixtures/commandLine.ts';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { newDataFolder, startApp } from './appDriver.ts';
import { PASSPHRASE } from './day.ts';
import { typeAccess, typeAttestation, typeHostSheet, typePassphraseOfCopy } from './hostForms.ts';
import { pressByKeyboard, typeInto } from './keyboard.ts';
import { ask, makeVault } from './practice.ts';
import { show } from './pictures.ts';

test.setTimeout(900_000);
const WAIT = { timeout: 120_000 };

test('a host is set up from its paper to the first copy; the PC burns; the sheet brings everything back', async () => {
  const store = new S3Store();
  const { endpoint, bucket } = await store.start();
  try {
    await test.step('set up and copy', () => setUp(endpoint, bucket));
    expect(copiesIn(store)).toBe(1);
    await test.step('restore on a PC that has nothing', () => restoreFromNothing(endpoint, bucket));
  } finally {
    await store.stop();
  }
});

test('over a network whose bytes are counted a copy waits, says so, and goes when it is asked for', async () => {
  test.skip(process.platform !== 'linux', 'the word of NetworkManager is put in its place');
  const store = new S3Store();
  const { endpoint, bucket } = await store.start();
  const dataFolder = newDataFolder();
  const programs = join(dataFolder, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'gdbus'), '#!/bin/sh\n[ "$1" = call ] && echo \'(<uint32 1>,)\'\n', { mode: 0o755 });
  const path = process.env['PATH'];
  process.env['PATH'] = `${programs}:${path ?? ''}`;
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    await makeVault(page);
    await ask(page, 'hosting.saveAccess', {
      address: {
        ...{ endpoint, bucket, prefix: '', region: 'fr-test-1', style: 'path' },
        ...{ authority: null, proxy: null, kilobytesPerSecond: null },
      },
      keys: { accessKeyId: STORE_ACCESS.accessKeyId, secretAccessKey: STORE_ACCESS.secretAccessKey },
    });
    await ask(page, 'hosting.saveAttestation', {
      hostName: 'Stockage du Test',
      certificateNumber: 'HDS-2026-0042',
      activities: [6],
      expiresOn: '2035-03-01',
      contractOn: '2020-11-02',
    });
    await ask(page, 'hosting.copy', { adopt: false });
    await ask(page, 'patients.create', { fields: { familyName: 'Durand', givenName: 'Alix' } });
    await page.keyboard.press('Control+6');
    await expect(page.getByText('Attend un autre réseau')).toBeVisible(WAIT);
    const banner = page.getByRole('region', { name: 'État des sauvegardes' });
    await expect(banner).toContainText('la copie pour Stockage du Test en attend un autre', WAIT);
    await expect(banner).not.toContainText('toute seule');
    await show(page, 'metered-target', 'A host behind a counted network');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Hébergeur HDS' }));
    await expect(page.getByText('Ce réseau est compté')).toBeVisible(WAIT);
    await show(page, 'metered', 'The copy waits for another network');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Copier quand même' }));
    await expect.poll(() => copiesIn(store), WAIT).toBe(2);
  } finally {
    process.env['PATH'] = path;
    await app.quit();
    await store.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

function copiesIn(store: S3Store): number {
  return [...store.objects.keys()].filter((name) => name.includes('snapshots/')).length;
}

async function setUp(endpoint: string, bucket: string): Promise<void> {
  const dataFolder = newDataFolder();
  await makeVaultThere(join(dataFolder, 'coffre'), PASSPHRASE);
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    await unlock(page);
    await page.keyboard.press('Control+6');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Hébergeur HDS' }));
    await expect(page.getByRole('button', { name: 'Mettre en place' })).toBeVisible();
    await show(page, 'off', 'No host yet');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Mettre en place' }));
    await attest(page);
    await giveAccess(page, endpoint, bucket);
    await show(page, 'keys-kept', 'Ready for the first copy');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Faire la première copie' }));
    await expect(page.getByText(/^Dernière copie/)).toBeVisible(WAIT);
    await show(page, 'copied', 'The host holds a copy');
    await page.keyboard.press('Control+6');
    await expect(page.getByRole('heading', { name: 'Stockage du Test' })).toBeVisible(WAIT);
    await show(page, 'beside-the-keys', 'The host beside the keys');
  } finally {
    await app.quit();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function attest(page: Page): Promise<void> {
  await typeAttestation(page);
  await show(page, 'attestation', 'The attestation');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer l’attestation' }));
  await expect(page.getByText('HDS-2026-0042')).toBeVisible(WAIT);
}

async function giveAccess(page: Page, endpoint: string, bucket: string): Promise<void> {
  await typeAccess(page, endpoint, 'absent');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('n’existe pas chez l’hébergeur', WAIT);
  await show(page, 'wrong-bucket', 'A bucket that is not there');
  await typeInto(page, page.getByLabel('Espace (bucket)'), bucket);
  await page.keyboard.press('Enter');
  await expect(page.getByText('dans le coffre seulement')).toBeVisible(WAIT);
}

async function restoreFromNothing(endpoint: string, bucket: string): Promise<void> {
  const dataFolder = newDataFolder();
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
    await pressByKeyboard(page, page.getByRole('button', { name: 'Depuis l’hébergeur' }));
    await typeHostSheet(page, endpoint, bucket);
    await show(page, 'restore-sheet', 'The sheet typed');
    await pressByKeyboard(page, page.getByRole('button', { name: /^Relais du réseau/ }));
    const proxy = page.getByLabel(/^Relais du réseau/);
    await expect(proxy).toBeFocused();
    // Where nobody listens.
    await typeInto(page, proxy, 'http://127.0.0.1:9');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Chercher les copies' }));
    await expect(page.getByRole('alert')).toContainText('L’hébergeur', WAIT);
    await show(page, 'restore-network', 'A proxy that is not there');
    await proxy.clear();
    await pressByKeyboard(page, page.getByRole('button', { name: 'Chercher les copies' }));
    await expect(page.getByText(/1 sauvegarde/)).toBeVisible(WAIT);
    await typePassphraseOfCopy(page, PASSPHRASE);
    await expect(page.getByRole('radio').first()).toBeFocused(WAIT);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Contenu contrôlé, rien ne manque')).toBeVisible(WAIT);
    await show(page, 'restore-checked', 'Checked');
    await expect(page.getByRole('button', { name: 'Continuer' })).toBeFocused(WAIT);
    await page.keyboard.press('Enter');
    await pressByKeyboard(page, page.getByRole('button', { name: 'Remettre le coffre en place' }));
    await expect(page.getByRole('heading', { name: 'Le coffre est de retour' })).toBeVisible(WAIT);
    await page.keyboard.press('Enter');
    await unlock(page);
    await page.keyboard.press('Control+6');
    // The copy was the first one: it does not hold its own name. The keys are in it.
    await expect(page.getByRole('heading', { name: '127.0.0.1' })).toBeVisible(WAIT);
    await expect(page.getByText('À jour').or(page.getByText('À copier')).first()).toBeVisible(WAIT);
  } finally {
    await app.quit();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function unlock(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Ouvrir le coffre/ })).toBeVisible(WAIT);
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible(WAIT);
}
