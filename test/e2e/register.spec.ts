import { expect as expectNow, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectUsable } from './axe.ts';
import { legalDayText } from '../../src/shared/domain/legalDay.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault } from './practice.ts';

// The register of processing: read, completed, kept as a version, compared, exported.

const expect = expectNow.configure({ timeout: 20_000 });

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', mobile: '0612345678' },
  });
});

test('the home asks for a first version, which keeps what the practitioner added', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /^Relire.*Registre/ }).click();
  await expect(page.getByText('Aucune version n’est enregistrée.')).toBeVisible();
  await expectUsable(page, 'common page of the register');
  await page.getByRole('tab', { name: 'Suivi des patients' }).click();
  await expect(page.getByText(/coordonnées \(adresse, téléphones/)).toBeVisible();
  await page.getByRole('button', { name: 'Préciser\u00a0: Finalités' }).click();
  await page.keyboard.type('Formation des stagiaires.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Version 1 enregistrée, avec son PDF.')).toBeVisible();
  const pdf = join(app.dataFolder, 'registre.pdf');
  await page.getByRole('tab', { name: 'Versions' }).click();
  app.nextSavePath(pdf);
  await page.getByRole('button', { name: 'Enregistrer le PDF de la version 1' }).click();
  await expect.poll(() => textOf(pdf)).toContain('Formation des stagiaires.');
  expect(textOf(pdf)).toContain('Argon2id');
  expect(textOf(pdf)).not.toContain('Lefèvre');
});

test('an activity of the practice’s own is added, and stands in what changed', async () => {
  const { page } = app;
  await page.getByRole('button', { name: /^Ajouter une activité/ }).click();
  await expectUsable(page, 'new activity');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Nom de l’activité')).toHaveValue('Prise de rendez-vous');
  await expectUsable(page, 'activity of one’s own');
  await page.getByRole('button', { name: 'Voir ce qui a changé' }).click();
  await expect(page.getByRole('dialog').getByText('Activité ajoutée')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Version 2 enregistrée, avec son PDF.')).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('main').getByText('Activité ajoutée')).toBeVisible();
  await expectUsable(page, 'versions');
});

test('the list goes out as CSV, and the home says that the register is in order', async () => {
  const { page } = app;
  const csv = join(app.dataFolder, 'registre.csv');
  app.nextSavePath(csv);
  await page.getByRole('button', { name: 'Imprimer ou exporter le registre' }).click();
  await page.getByRole('menuitem', { name: 'Enregistrer en liste (CSV)' }).click();
  await expect(page.getByText('Registre enregistré dans registre.csv.')).toBeVisible();
  expect(readFileSync(csv, 'utf8')).toContain('"Prise de rendez-vous";"Finalités"');
  await page.getByRole('button', { name: 'Revenir' }).click();
  await expect(page.getByText('Version 2, conforme à ce que le coffre contient')).toBeVisible();
});

test('the poster is made from it, and the file says when and how the patient was informed', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Préparer\u00a0: Affiche d’information' }).click();
  await expectUsable(page, 'information of patients');
  const poster = join(app.dataFolder, 'affiche.pdf');
  app.nextSavePath(poster);
  await page.getByRole('button', { name: 'Enregistrer en PDF\u00a0: Affiche A4' }).click();
  await expect.poll(() => textOf(poster)).toContain('Vos données au cabinet');
  await expect(page.getByText(/Version 1 du/)).toBeVisible();
  const [row] = (await ask(page, 'patients.list', { offset: 0, limit: 1 })).rows;
  const consultation = await ask(page, 'consultations.start', { patientId: row?.id ?? '' });
  await page.getByLabel('L’affiche est posée depuis le').fill(legalDayText(consultation.startedAt, 'Europe/Paris'));
  await page.getByRole('button', { name: 'Noter pour les patients vus depuis' }).click();
  await expect(page.getByText('Noté dans 1\u00a0dossier, à la date de la visite.')).toBeVisible();
  await page.keyboard.press('Control+Digit1');
  await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
  await page.getByRole('button', { name: 'Voir le dossier' }).click();
  await page.getByRole('tab', { name: 'Partages et accords' }).click();
  await expect(page.getByText('Par l’affiche, noté par')).toBeVisible();
  await page.getByRole('button', { name: 'Noter l’information' }).click();
  await expectUsable(page, 'note of an information');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Feuille remise, noté par')).toBeVisible();
});

/** The text of a PDF; empty while it is not there. */
function textOf(file: string): string {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
