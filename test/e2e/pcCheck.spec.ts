import { expect as expectNow, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectUsable } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault } from './practice.ts';

// The PC is looked at and the check kept; the access log is read by patient, kept for longer, and handed out.

const expect = expectNow.configure({ timeout: 20_000 });

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', { fields: { familyName: 'Lefèvre', givenName: 'Marie' } });
});

test('what the system does not tell is asked, with where to look and what to do, and the check is kept', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /^Vérifier.*sécurité du poste/ }).click();
  await expect(page.getByRole('radiogroup', { name: /clés USB/ })).toBeVisible();
  await expect(page.getByText(/Ouvrez chaque clé du cabinet/)).toBeVisible();
  await page
    .getByRole('radiogroup', { name: /clés USB/ })
    .getByText('Non')
    .click();
  await expect(page.getByText(/Effacez ces documents des clés/)).toBeVisible();
  await expectUsable(page, 'check of the PC');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Vérification gardée/)).toBeVisible();
  await page.keyboard.press('Control+Digit7');
  await expect(page.getByText(/à corriger sur le poste/)).toBeVisible();
});

test('one gesture makes the binder of an inspection, without any patient’s name', async () => {
  const { page } = app;
  const file = join(app.dataFolder, 'classeur.pdf');
  app.nextSavePath(file);
  await page.getByRole('button', { name: 'Classeur de contrôle' }).click();
  await expect(page.getByText(/est enregistré, et gardé dans le coffre/)).toBeVisible();
  await expectUsable(page, 'home with the binder');
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll('\u00a0', ' ');
  for (const said of ['Sommaire', '1. Registre des activités', '8. Mesures de sécurité', '9. Sous-traitants'])
    expect(text).toContain(said);
  expect(text).not.toContain('Lefèvre');
});

test('the access log is read by patient, its months are changed, and its chain is handed out', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /^Lire/ }).click();
  await expectUsable(page, 'access log');
  await page.getByRole('button', { name: 'Un patient…' }).click();
  await page.getByLabel('Chercher le patient').fill('lefe');
  await page.getByRole('radio', { name: /Lefèvre/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Dossier de Marie Lefèvre/)).toBeVisible();
  await page.getByRole('button', { name: 'Tous les patients' }).click();
  await page.getByRole('button', { name: 'Durée…' }).click();
  await page.getByRole('combobox', { name: 'Durée' }).click();
  await page.getByRole('option', { name: '18 mois' }).click();
  await expectUsable(page, 'months of the log');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await ask(page, 'accessLog.chain', {})).months).toBe(18);
  const file = join(app.dataFolder, 'journal.jsonl');
  app.nextSavePath(file);
  await page.getByRole('button', { name: 'Exporter' }).click();
  await expect(page.getByText(/avec leur chaîne/)).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('"format":"osteocoffre-access-log"');
  expect(readFileSync(file, 'utf8')).not.toContain('Lefèvre');
  const paper = join(app.dataFolder, 'journal.pdf');
  app.nextSavePath(paper);
  await page.getByRole('button', { name: 'En PDF' }).click();
  await expect(page.getByText(/PDF enregistré.*journal\.pdf/)).toBeVisible();
  expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-');
});
