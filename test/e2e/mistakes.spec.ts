import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect as expectNow, test } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { formatDate } from '../../src/shared/domain/dateText.ts';
import { legalDay } from '../../src/shared/domain/legalDay.ts';
import { consultationRow, consultationsCsv, patientRow, patientsCsv } from '../fixtures/libreosteo.ts';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { CAN_FAIL_WRITES, failWrites } from './failingDisk.ts';
import { chooseFromMenu, pressByKeyboard, tabTo, typeInto } from './keyboard.ts';
import { expectNothingCut, SMALL_SCREEN } from './nothingCut.ts';
import { ask, makeVault, openFile } from './practice.ts';
import { CAN_MOUNT, emptyDisk, fillDisk, mountSmallDisk, unmountSmallDisk } from './smallDisk.ts';

// What is done by mistake, and how it is set right, by keyboard in the real window. All people are invented.

const expect = expectNow.configure({ timeout: 20_000 });

const ZONE = 'Europe/Paris';
const DAY_MS = 86_400_000;

const dataFolder = newDataFolder();
const aside = newDataFolder();
let app: AppDriver;

test.describe.configure({ mode: 'serial' });
test.setTimeout(480_000);

test.beforeAll(async () => {
  if (CAN_MOUNT) mountSmallDisk(dataFolder);
  process.env['PATH'] = `${printerProgram()}${delimiter}${process.env['PATH'] ?? ''}`;
  app = await startApp({ dataFolder });
  app.page.setDefaultTimeout(20_000);
  await makeVault(app.page);
  await ask(app.page, 'patients.create', { fields: { familyName: 'Lefebvre', givenName: 'Marie' } });
  await ask(app.page, 'patients.create', { fields: { familyName: 'Girard', givenName: 'Marc' } });
});

test.afterAll(async () => {
  await app.quit();
  if (CAN_MOUNT) unmountSmallDisk(dataFolder);
  for (const folder of [dataFolder, aside]) rmSync(folder, { recursive: true, force: true });
});

// The page behind comes while one types already, as it does on a slow machine.
test('letters typed right after the opening are all searched for', async () => {
  const { page } = app;
  await page.keyboard.press('Control+K');
  await page.keyboard.type('girard', { delay: 50 });
  await expect(page.getByRole('combobox', { name: /^Chercher un patient/ })).toHaveValue('girard');
  await expect(page.getByRole('row', { name: /Girard/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('a consultation written in the wrong file goes to the right one, and both files tell of it', async () => {
  const { page } = app;
  await openFile(page, 'girard', /Girard/);
  await writeConsultation(page, { motive: 'Lombalgie', history: 'Depuis un déménagement.' });
  await finishConsultation(page);

  await openFile(page, 'girard', /Girard/);
  await chooseOfConsultation(page, 'Déplacer vers un autre dossier…');
  const dialog = page.getByRole('dialog');
  await page.keyboard.type('lefe mar');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Choisissez un dossier dans la liste.')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /Lefebvre/ })).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /Girard/ })).toHaveCount(0);
  await expectUsable(page, 'Where a consultation goes');
  await tabTo(page, dialog.getByRole('radio', { name: /Lefebvre/ }));
  await page.keyboard.press('Space');
  await typeInto(page, dialog.getByLabel('Raison'), 'Deux dossiers ouverts à la fois');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Consultation du .+ déplacée\.$/)).toBeVisible();
  await expect(past(page).getByText('Lombalgie')).toHaveCount(0);

  await openFile(page, 'lefe mar', /Lefebvre/);
  await expect(past(page).getByText('Lombalgie')).toBeVisible();
  await expect(past(page).getByText('Depuis un déménagement.')).toBeVisible();
  await expectTrace(page, 'a reçu une consultation d’un autre dossier', 'Deux dossiers ouverts à la fois');
  await openFile(page, 'girard', /Girard/);
  await expectTrace(page, 'a déplacé une consultation vers un autre dossier', 'Deux dossiers ouverts à la fois');
});

test('a move is taken back at once by Ctrl Z', async () => {
  const { page } = app;
  await openFile(page, 'lefe mar', /Lefebvre/);
  await chooseOfConsultation(page, 'Déplacer vers un autre dossier…');
  await page.keyboard.type('girard');
  await tabTo(page, page.getByRole('radio', { name: /Girard/ }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(past(page).getByText('Lombalgie')).toHaveCount(0);
  await page.keyboard.press('Control+Z');
  await expect(past(page).getByText('Lombalgie')).toBeVisible();
});

test('a file created in error goes to the bin with its reason, comes back by Ctrl Z, goes again, and is restored', async () => {
  const { page } = app;
  await page.keyboard.press('Control+1');
  await page.keyboard.press('n');
  await expect(page.getByLabel('En une ligne')).toBeFocused();
  await page.keyboard.type('Doublon Paul 070384');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: /Paul\s+Doublon/ })).toBeVisible();

  await chooseFromMenu(
    page,
    page.getByRole('button', { name: 'Autres actions sur le dossier' }),
    'Supprimer le dossier…',
  );
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Raison')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/^La raison manque\./)).toBeVisible();
  await expectUsable(page, 'Why a file goes');
  await page.keyboard.type('Créé deux fois');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Dossier mis à la corbeille pour 30 jours.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Doublon/ })).toHaveCount(0);

  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('row', { name: /Doublon/ })).toBeVisible();

  await openFile(page, 'doublon', /Doublon/);
  await chooseFromMenu(
    page,
    page.getByRole('button', { name: 'Autres actions sur le dossier' }),
    'Supprimer le dossier…',
  );
  await expect(dialog.getByLabel('Raison')).toBeFocused();
  await page.keyboard.type('Créé deux fois');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Dossier mis à la corbeille pour 30 jours.')).toBeVisible();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Corbeille' }));
  await expect(page.getByText('Créé deux fois')).toBeVisible();
  await expectUsable(page, 'The bin');
  await expectNothingCut(page, 'The bin');
  await pressByKeyboard(page, page.getByRole('button', { name: /^Restaurer Paul Doublon/ }));
  await expect(page.getByText('La corbeille est vide')).toBeVisible();
  await openFile(page, 'doublon', /Doublon/);
  await showAccessLog(page);
  for (const done of ['a créé le dossier', 'a mis le dossier à la corbeille', 'a repris le dossier de la corbeille'])
    await expect(page.getByRole('cell', { name: done }).first()).toBeVisible();
});

test('a consultation is removed, brought back by Ctrl Z, removed again, and restored from the bin', async () => {
  const { page } = app;
  await openFile(page, 'lefe mar', /Lefebvre/);
  await removeConsultation(page);
  await expect(past(page).getByText('Lombalgie')).toHaveCount(0);
  await page.keyboard.press('Control+Z');
  await expect(past(page).getByText('Lombalgie')).toBeVisible();

  await removeConsultation(page);
  await expect(past(page).getByText('Lombalgie')).toHaveCount(0);
  await page.keyboard.press('Control+3');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Corbeille' }));
  await expect(page.getByText('Ouverte par erreur')).toBeVisible();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Restaurer Marie Lefebvre, Lombalgie' }));
  await expect(page.getByText('La corbeille est vide')).toBeVisible();
  await openFile(page, 'lefe mar', /Lefebvre/);
  await expect(past(page).getByText('Depuis un déménagement.')).toBeVisible();
});

test('a finished consultation is corrected, and its former text stays to be read', async () => {
  const { page } = app;
  await openFile(page, 'lefe mar', /Lefebvre/);
  await expect(past(page).getByText('modifiée')).toHaveCount(0);
  await pressByKeyboard(page, past(page).getByRole('button', { name: 'Corriger' }));
  await typeInto(page, page.getByLabel('Ce que dit le patient'), 'Depuis une chute.');
  await expectUsable(page, 'A correction');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Correction enregistrée. L’ancien texte est gardé.')).toBeVisible();
  await expect(past(page).getByText('modifiée')).toBeVisible();
  await expect(past(page).getByText('Depuis un déménagement.')).toHaveCount(0);
  await pressByKeyboard(page, past(page).getByRole('button', { name: 'Versions précédentes' }));
  await expect(past(page).getByText('Depuis un déménagement.')).toBeVisible();
  await expect(past(page).getByText(/^Corrigé le .+ par Camille Ferrand$/)).toBeVisible();
  await expectUsable(page, 'Former texts');
});

test('what was written the day after gets the day on which it was', async () => {
  const { page } = app;
  const yesterday = legalDay(Date.now() - DAY_MS, ZONE);
  await openFile(page, 'girard', /Girard/);
  await writeConsultation(page, { motive: 'Écrite le lendemain', history: 'Mieux.' });
  await pressByKeyboard(page, page.getByRole('button', { name: 'Changer la date' }));
  await typeInto(page, page.getByLabel('Heure'), '9h15');
  await typeInto(page, page.getByLabel('Date de la consultation'), formatDate(yesterday).replaceAll('/', ''));
  await expectUsable(page, 'The date of a consultation');
  await tabTo(page, page.getByLabel('Motif', { exact: true }));
  await expect(page.getByLabel('Date de la consultation')).toHaveValue(formatDate(yesterday));
  await finishConsultation(page);
  await openFile(page, 'girard', /Girard/);
  const { consultations } = await fileOf(page, 'girard');
  const moved = consultations.find(({ motive }) => motive === 'Écrite le lendemain');
  expect(legalDay(moved?.startedAt ?? 0, ZONE)).toBe(yesterday);
  expect(moved?.endedAt).toBe((moved?.startedAt ?? 0) + 3_600_000);
});

test('the same text changed in two places: both are shown, and what was typed is never lost', async () => {
  const { page } = app;
  await openFile(page, 'girard', /Girard/);
  await writeConsultation(page, { motive: 'Deux fenêtres', history: 'Ancien.' });
  const field = page.getByLabel('Ce que dit le patient');

  await typeBesideAnother(page, field, 'Tapé ici.', 'Venu d’ailleurs.');
  await expect(page.getByText('Ce texte a aussi changé ailleurs.')).toBeVisible();
  await expect(field).toHaveValue('Tapé ici.');
  await expect(page.getByText('Venu d’ailleurs.')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('modifié ailleurs');
  await expectUsable(page, 'A conflict');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Garder mon texte' }));
  await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
  expect((await openConsultationOf(page)).history).toBe('Tapé ici.');

  await typeBesideAnother(page, field, 'Tapé encore.', 'Venu encore d’ailleurs.');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Prendre l’autre' }));
  await expect(field).toHaveValue('Venu encore d’ailleurs.');
  await page.keyboard.press('Control+Z');
  await expect(field).toHaveValue('Tapé encore.');
  await expect.poll(async () => (await openConsultationOf(page)).history).toBe('Tapé encore.');
  await finishConsultation(page);
});

test('cells of the former program without a field here are shown in the file', async () => {
  const { page } = app;
  const shape = { encoding: 'latin1', lineEnd: '\r\n' } as const;
  const names = ['patients.csv', 'consultations.csv'].map((name) => join(aside, name));
  const [patients = '', consultations = ''] = names;
  writeFileSync(patients, patientsCsv([patientRow('417', { 1: 'Repris', 3: 'Zoé' })], shape));
  writeFileSync(consultations, consultationsCsv([consultationRow('417', '03/02/2020')], shape));
  await page.keyboard.press('Control+8');
  await tabTo(page, page.getByRole('tab', { name: 'Cabinet' }));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await pressByKeyboard(page, page.getByRole('button', { name: /^Reprendre/ }));
  await expect(page.getByRole('heading', { level: 1, name: 'Reprendre mes patients' })).toBeVisible();
  app.nextOpenPaths(names);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Ce qui sera repris' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Voir les patients/ })).toBeVisible();
  await openFile(page, 'repris zoe', /Repris/);
  await expect(past(page).getByText('Numéro de patient')).toBeVisible();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Modifier', exact: true }));
  const card = page.getByRole('region', { name: 'Repris de votre ancien logiciel' });
  await expect(card.getByText('Numero', { exact: true })).toBeVisible();
  await expect(card.getByText('417', { exact: true })).toBeVisible();
  await expectUsable(page, 'Cells of the former program');
});

test('a file is edited and printed without a mouse', async () => {
  const { page } = app;
  await openFile(page, 'girard', /Girard/);
  await pressByKeyboard(page, page.getByRole('button', { name: 'Modifier', exact: true }));
  await typeInto(page, page.getByRole('textbox', { name: 'Date de naissance' }), '070384');
  await typeInto(page, page.getByLabel('Profession'), 'Luthier');
  await expect(page.getByText(/^mercredi 7 mars 1984, \d+ ans$/)).toBeVisible();
  await tabTo(page, page.getByRole('tab', { name: 'Identité' }));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await typeInto(page, page.getByLabel('Antécédents médicaux'), 'Migraines depuis 2009');
  await expectUsable(page, 'Antecedents');
  await page.keyboard.press('Control+P');
  await expect(page.getByText('Document envoyé à l’impression.')).toBeVisible();
  const paper = execFileSync('pdftotext', ['-layout', join(aside, 'imprimé.pdf'), '-'], { encoding: 'utf8' });
  for (const words of ['Girard', 'Luthier', '07/03/1984', 'Migraines depuis 2009']) expect(paper).toContain(words);
});

test('nothing of a file is cut in a small window with large letters', async () => {
  const { page } = app;
  await ask(page, 'application.setAppearance', { textSize: 125 });
  await page.setViewportSize(SMALL_SCREEN);
  await openFile(page, 'girard', /Girard/);
  await expectNothingCut(page, 'A file');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Motif', { exact: true })).toBeFocused();
  await expectNothingCut(page, 'A consultation');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Changer la date' }));
  await expectNothingCut(page, 'The date of a consultation');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Fin de consultation' })).toBeVisible();
  await expectNothingCut(page, 'The end of a consultation');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
  const ways = { Antécédents: ['ArrowRight'], 'Partages et accords': ['End'], Identité: ['End', 'ArrowLeft'] };
  for (const [tab, keys] of Object.entries(ways)) {
    await openFile(page, 'girard', /Girard/);
    await tabTo(page, page.getByRole('tab', { name: 'Consultations' }));
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await expectNothingCut(page, tab);
  }
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('row', { name: /Girard/ })).toBeVisible();
  await expectNothingCut(page, 'The list of patients');
  await ask(page, 'application.setAppearance', { textSize: 100 });
});

test('the arrow keys walk all the tabs of a file and back; opened by its key, a place has the focus in its field', async () => {
  const { page } = app;
  await openFile(page, 'girard', /Girard/);
  const first = page.getByRole('tab', { name: 'Consultations' });
  await tabTo(page, first);
  for (const name of ['Antécédents', 'Identité', 'Partages et accords', 'Consultations']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
  }
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Identité' })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(first).toBeFocused();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Modifier les antécédents' }));
  await expect(page.getByLabel('Vigilances')).toBeFocused();
});

test('a text that cannot be saved goes to the clipboard', async () => {
  test.skip(!CAN_MOUNT, 'only root can mount a small disk');
  const { page } = app;
  await openFile(page, 'lefe mar', /Lefebvre/);
  await writeConsultation(page, { motive: 'Disque plein', history: 'Première ligne.' });
  await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
  fillDisk(dataFolder);
  await typeInto(page, page.getByLabel('Ce que dit le patient'), 'Ce que le disque ne prend pas.');
  const bar = page.getByRole('banner');
  await expect(bar).toContainText('Non enregistré\u00a0: disque plein');
  await expectNothingCut(page, 'A full disk');
  await pressByKeyboard(page, bar.getByRole('button', { name: 'Copier le texte' }));
  await expect(page.getByText('Texte copié. Collez-le en lieu sûr.')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('combobox')).toHaveValue('Ce que le disque ne prend pas.');
  await page.keyboard.press('Escape');
  emptyDisk(dataFolder);
  await expect(bar).toContainText('Enregistré à');
  expect((await openConsultationOf(page)).history).toBe('Ce que le disque ne prend pas.');
});

const REFUSING_DISKS = { 'a disk that fails': 'EIO', 'a disk that has become read-only': 'EROFS' } as const;
for (const [title, error] of Object.entries(REFUSING_DISKS)) {
  test(`${title}: it is said, what is typed stays, and is saved once the disk takes it`, async () => {
    test.skip(!CAN_FAIL_WRITES, 'only root can make writes fail');
    const { page } = app;
    await openFile(page, 'lefe mar', /Lefebvre/);
    const field = page.getByLabel('Ce que dit le patient');
    await typeInto(page, field, `Écrit avant (${error}).`);
    const bar = page.getByRole('banner');
    await expect(bar).toContainText('Enregistré à');
    const disk = await failWrites(error);
    await typeInto(page, field, `Écrit malgré le disque (${error}).`);
    await expect(bar.getByRole('alert')).toContainText('Non enregistré\u00a0: le disque ne répond pas');
    await expectUsable(page, title);
    await expectNothingCut(page, title);
    await page.keyboard.type(' Et encore.');
    await expect(field).toHaveValue(`Écrit malgré le disque (${error}). Et encore.`);
    expect((await openConsultationOf(page)).history).toBe(`Écrit avant (${error}).`);
    await disk.mend();
    await expect(bar).toContainText('Enregistré à');
    expect((await openConsultationOf(page)).history).toBe(`Écrit malgré le disque (${error}). Et encore.`);
  });
}

/** Stands where the system's `lp` would: what is printed lies in a file then. */
function printerProgram(): string {
  const folder = join(aside, 'bin');
  const program = join(folder, 'lp');
  if (!existsSync(folder)) mkdirSync(folder);
  writeFileSync(program, `#!/bin/sh\ncat > '${join(aside, 'imprimé.pdf')}'\n`);
  chmodSync(program, 0o755);
  return folder;
}

function past(page: Page): Locator {
  return page.getByRole('region', { name: 'Consultations précédentes' });
}

async function writeConsultation(
  page: Page,
  texts: { readonly motive: string; readonly history: string },
): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Motif', { exact: true })).toBeFocused();
  await page.keyboard.type(texts.motive);
  await typeInto(page, page.getByLabel('Ce que dit le patient'), texts.history);
}

async function finishConsultation(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Fin de consultation' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
}

/** Chooses from the menu of the former consultation that is unfolded. */
async function chooseOfConsultation(page: Page, action: string): Promise<void> {
  await chooseFromMenu(page, past(page).getByRole('button', { name: /^Autres actions sur la consultation/ }), action);
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused();
}

async function removeConsultation(page: Page): Promise<void> {
  await chooseOfConsultation(page, 'Supprimer la consultation…');
  await page.keyboard.type('Ouverte par erreur');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Consultation du .+ mise à la corbeille\.$/)).toBeVisible();
}

async function showAccessLog(page: Page): Promise<void> {
  await chooseFromMenu(
    page,
    page.getByRole('button', { name: 'Autres actions sur le dossier' }),
    'Qui a ouvert ce dossier',
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Journal d’accès' })).toBeVisible();
}

async function expectTrace(page: Page, done: string, reason: string): Promise<void> {
  await showAccessLog(page);
  const entry = page.getByRole('cell').filter({ hasText: done }).first();
  await expect(entry).toContainText(reason);
  await expectUsable(page, done);
}

/** Replaces the text, and has another window save the same field before this one does. */
async function typeBesideAnother(page: Page, field: Locator, typed: string, theirs: string): Promise<void> {
  await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
  const { id: consultationId, version } = await openConsultationOf(page);
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(typed);
  await ask(page, 'consultations.save', { consultationId, version, changes: { history: theirs } });
}

async function openConsultationOf(page: Page): Promise<{ id: string; version: number; history: string }> {
  const { leftOpen } = await ask(page, 'consultations.today', {});
  expect(leftOpen).toHaveLength(1);
  return ask(page, 'consultations.get', { consultationId: leftOpen[0]?.id ?? '' });
}

async function fileOf(page: Page, typed: string) {
  const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 50 });
  const row = rows.find(({ familyName }) => familyName.toLowerCase() === typed);
  return ask(page, 'patients.open', { patientId: row?.id ?? '' });
}
