import { expect as expectNow, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expectUsable } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault } from './practice.ts';

// A PC is stolen: the clock runs, the CNIL is notified, the persons are told, and the entry is closed.

const expect = expectNow.configure({ timeout: 20_000 });

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', mobile: '0612345678' },
  });
  await ask(page, 'patients.create', { fields: { familyName: 'Morel', givenName: 'Paul' } });
});

test('a breach is entered in a line, and its 72 hours run on the first page of the day', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Registre des violations/ }).click();
  await expect(page.getByText('Aucune violation inscrite')).toBeVisible();
  await expectUsable(page, 'no breach');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Cochez au moins une ligne.')).toBeVisible();
  await dialog.getByLabel('Ce qui est arrivé').fill('Ordinateur volé au cabinet');
  await dialog.getByLabel(/confidentialité/).check();
  await expectUsable(page, 'new breach');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/il reste 71\sh/)).toBeVisible();
  await page.keyboard.press('Control+Digit1');
  await expect(page.getByText(/il reste 71\sh/)).toBeVisible();
  await expectUsable(page, 'today with a clock');
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
});

test('numbers come from the vault, and each answer says at once what follows from it', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Reprendre du coffre' }).click();
  await expect(page.getByLabel('Personnes', { exact: true })).toHaveValue('2');
  await expect(page.getByLabel('Coordonnées')).toBeChecked();
  await expectUsable(page, 'facts');
  await page.getByRole('tab', { name: 'Le risque' }).click();
  await expect(page.getByText('Informez chaque personne concernée.')).toBeVisible();
  await page.getByRole('combobox', { name: /chiffrées/ }).click();
  await page.getByRole('option', { name: 'Oui' }).click();
  await expect(page.getByText('La CNIL n’est pas à notifier.')).toBeVisible();
  await page.getByRole('combobox', { name: /chiffrées/ }).click();
  await page.getByRole('option', { name: 'Non' }).click();
  await page.getByLabel('Conséquences probables').fill('Divulgation à un tiers');
  await expectUsable(page, 'risk');
});

test('the form is copied field by field, declared sent with its receipt, and then stays', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: /CNIL/ }).click();
  await expect(page.getByText('Divulgation à un tiers')).toBeVisible();
  await page.getByRole('button', { name: /^Copier.*Conséquences probables/ }).click();
  await expect(page.getByText(/Copié.:.Conséquences probables/)).toBeVisible();
  await expectUsable(page, 'form');
  const pdf = join(app.dataFolder, 'notification.pdf');
  app.nextSavePath(pdf);
  await page.getByRole('button', { name: 'Enregistrer en PDF' }).click();
  await expect.poll(() => textOf(pdf)).toContain('pas encore envoyée');
  await page.getByRole('button', { name: 'Déclarer envoyée…' }).click();
  await page.getByLabel('Numéro de récépissé de la CNIL').fill('FR-2026-4567');
  await expectUsable(page, 'declare sent');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/CNIL notifiée le .* dans les 72 heures/)).toBeVisible();
  const sent = join(app.dataFolder, 'envoyee.pdf');
  app.nextSavePath(sent);
  await page.getByRole('button', { name: 'Enregistrer FR-2026-4567' }).click();
  await expect.poll(() => textOf(sent)).toContain('FR-2026-4567');
});

test('each person gets a letter and is marked as told, and the entry is closed', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Personnes concernées' }).click();
  await page.getByRole('button', { name: 'Tous les dossiers' }).click();
  await expect(page.getByRole('heading', { name: /2\spersonnes, 0\sinformée/ })).toBeVisible();
  await page.getByLabel('Ce que les personnes peuvent faire').fill('Méfiez-vous d’appels inattendus.');
  await expectUsable(page, 'persons');
  const letter = join(app.dataFolder, 'lettre.pdf');
  app.nextSavePath(letter);
  await page.getByRole('button', { name: 'Lettre à Marie Lefèvre' }).click();
  await expect.poll(() => textOf(letter)).toContain('Méfiez-vous');
  expect(textOf(letter)).toContain('Marie Lefèvre');
  const letters = join(app.dataFolder, 'lettres.pdf');
  app.nextSavePath(letters);
  await page.getByRole('button', { name: 'Enregistrer les 2 lettres en un PDF' }).click();
  await expect(page.getByText(/2\slettres enregistrées en un PDF/)).toBeVisible();
  expect(textOf(letters).split('Madame, Monsieur')).toHaveLength(3);
  await page.getByRole('button', { name: /Noter les 2 restantes/ }).click();
  await expect(page.getByRole('heading', { name: /2\sinformées/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Conclusion' }).click();
  await page.getByLabel('Ce que vous en retenez').fill('Disque chiffré depuis.');
  await page.getByRole('button', { name: 'Clore la violation' }).click();
  await expect(page.getByRole('heading', { name: /^Close le/ })).toBeVisible();
  await expectUsable(page, 'closed');
});

/** The text of a PDF; empty while it is not there. */
function textOf(file: string): string {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).replaceAll('\u00a0', ' ');
  } catch {
    return '';
  }
}
