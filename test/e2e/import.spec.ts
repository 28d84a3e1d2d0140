import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect as expectNow, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { makeVaultThere } from '../fixtures/commandLine.ts';
import {
  consultationRow,
  consultationsCsv,
  csv,
  patientRow,
  patientsCsv,
  USUAL_SHAPE,
} from '../fixtures/libreosteo.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { pressByKeyboard, tabTo } from './keyboard.ts';
import { ask } from './practice.ts';

// Bringing patients over in the real window, by keyboard alone. All people are invented.

const expect = expectNow.configure({ timeout: 20_000 });
const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';
const dataFolder = newDataFolder();
const file = (name: string): string => join(dataFolder, name);
let app: AppDriver;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  await makeVaultThere(file('coffre'), PASSPHRASE);
  const pagesFolder = process.env['OSTEOCOFFRE_PAGES'];
  app = await startApp({ dataFolder, ...(pagesFolder === undefined ? {} : { pagesFolder }) });
  app.page.setDefaultTimeout(20_000);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.page.getByRole('textbox', { name: 'Phrase de passe' }).fill(PASSPHRASE);
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('navigation')).toBeVisible();
});

test.afterAll(async () => {
  await app.quit();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('LibreOsteo: questions answered, then in the vault', async () => {
  const { page } = app;
  writeFileSync(
    file('patients.csv'),
    patientsCsv([
      patientRow('1'),
      patientRow('2', { 3: 'Zoé', 4: '31/02/2015' }),
      patientRow('3', { 3: 'Yann', 5: '?' }),
    ]),
  );
  writeFileSync(
    file('consultations.csv'),
    consultationsCsv([consultationRow('1', '03/02/2020'), consultationRow('8', '')]),
  );
  await openImport(page);
  await expectAccessible(page);
  app.nextOpenPaths([file('patients.csv'), file('consultations.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Ce qui sera repris' })).toBeVisible();
  await expect(page.getByText('« 31/02/2015 »', { exact: false })).toBeVisible();
  await expectAccessible(page);

  const date = page.getByRole('listitem').filter({ hasText: 'Patients, ligne 3' });
  await tabTo(page, date.getByRole('radio', { name: 'Laisser vide' }));
  await page.keyboard.press('ArrowRight');
  const correction = date.getByRole('textbox');
  await tabTo(page, correction);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('30/02/2015');
  await page.keyboard.press('Enter');
  await expect(date.getByText('Cela ne se lit pas non plus. Vérifiez.')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('28/02/2015');
  await page.keyboard.press('Enter');
  await expect(date.getByText('Cela ne se lit pas non plus. Vérifiez.')).toBeHidden();
  await expectAccessible(page);

  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Repris.: 3.patients, 1.consultation$/)).toBeVisible();
  await expectAccessible(page);
  const found = await page.evaluate(() => window.bridge.invoke('patients.list', { offset: 0, limit: 10 }));
  expect(JSON.stringify(found)).toContain('2015-02-28');
});

test('the same file changed: the difference is shown, and written over where it is asked', async () => {
  const { page } = app;
  writeFileSync(file('patients.csv'), patientsCsv([patientRow('1', { 4: '13/03/1985', 9: 'Rennes' })]));
  await openImport(page);
  app.nextOpenPaths([file('patients.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /Changé dans le fichier/ })).toBeVisible();
  await expect(page.getByText('Date de naissance', { exact: true })).toBeVisible();
  await expect(page.getByRole('insertion').filter({ hasText: '13/03/1985' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rien de nouveau à reprendre' })).toBeDisabled();
  await expectAccessible(page);
  await tabTo(page, page.getByRole('checkbox', { name: 'Remplacer dans le dossier de Marie Lefebvre' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/1.ligne remplacée/)).toBeVisible();
});

test('a file under limitation: its lines are left and named, and the others come in', async () => {
  const { page } = app;
  const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 10 });
  const marie = rows.find(({ givenName }) => givenName === 'Marie')?.id ?? '';
  const { id: requestId } = await ask(
    page,
    'requests.record',
    requestOf(marie, { kind: 'limitation', receivedAt: Date.now() }, { channel: 'spoken' }),
  );
  await ask(page, 'requests.checkIdentity', { requestId, proof: 'Connue du cabinet' });
  await ask(page, 'requests.freeze', { requestId, ground: 'contested' });
  writeFileSync(
    file('patients.csv'),
    patientsCsv([patientRow('1', { 9: 'Brest' }), patientRow('9', { 1: 'Girard', 3: 'Luce', 4: '07/08/1990' })]),
  );
  await openImport(page);
  app.nextOpenPaths([file('patients.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Laissées de côté : dossiers gelés' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Marie Lefebvre' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Repris.: 1.patient, 0.consultation$/)).toBeVisible();
  await expect(page.getByText(/dont 1 de dossiers gelés/)).toBeVisible();
  await ask(page, 'requests.endFreeze', { requestId, reason: 'Réglé', channel: 'spoken' });
});

test('any other table: columns matched by hand, the match remembered', async () => {
  const { page } = app;
  const table = csv('Code;Nom;Petit nom;Gsm', [['12', 'Moreau', 'Paul', '06 11 22 33 44']], USUAL_SHAPE);
  writeFileSync(file('agenda.csv'), table);
  await openImport(page);
  app.nextOpenPaths([file('agenda.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'agenda.csv' })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByRole('combobox', { name: 'Champ de la colonne Petit nom' }));
  await page.keyboard.type('Prénom');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('cell', { name: 'Paul' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Repris.: 1.patient, 0.consultation$/)).toBeVisible();

  await openImport(page);
  app.nextOpenPaths([file('agenda.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('combobox', { name: 'Champ de la colonne Petit nom' })).toHaveValue('Prénom');
});

test('an import is taken back', async () => {
  const { page } = app;
  await openImport(page);
  await pressByKeyboard(page, page.getByRole('button', { name: /Revenir en arrière.*agenda\.csv/ }));
  await expect(page.getByRole('button', { name: 'Garder la reprise' })).toBeFocused();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Retirer du coffre' }));
  await expect(page.getByText(/Retirés du coffre.: 1.dossier, 0.consultation\./)).toBeVisible();
  await expectAccessible(page);
});

test('a long import covers the window, and stops on demand without a trace', async () => {
  const { page } = app;
  const numbers = Array.from({ length: 4_000 }, (_, index) => String(index + 100));
  writeFileSync(file('patients.csv'), patientsCsv(numbers.map((number) => patientRow(number, { 3: `P${number}` }))));
  await openImport(page);
  app.nextOpenPaths([file('patients.csv')]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /Reprendre dans le coffre/ })).toBeEnabled({ timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  const stop = page.getByRole('button', { name: 'Arrêter' });
  await expect(stop).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+1');
  await pressByKeyboard(page, stop);
  await expect(page.getByText('Arrêté. Rien n’a été changé.')).toBeVisible();
  const left = await page.evaluate(() => window.bridge.invoke('patients.list', { offset: 0, limit: 1 }));
  expect(left).toMatchObject({ value: { total: 4 } });
});

async function openImport(page: Page): Promise<void> {
  await page.keyboard.press('Control+8');
  await page
    .getByRole('tab', { name: 'Dossiers' })
    .or(page.getByRole('button', { name: 'Dossiers' }))
    .first()
    .click();
  await pressByKeyboard(page, page.getByRole('button', { name: /Reprendre mes patients/ }));
  await expect(page.getByRole('heading', { level: 1, name: 'Reprendre mes patients' })).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(passes.length).toBeGreaterThan(0);
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}
