import { expect as expectNow } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { PASSPHRASE, type DayStep } from './day.ts';
import { COLLEAGUE, fillAccess } from './practice.ts';

// A PDF, or a derivation, takes seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 60_000 });

/** What the RGPD asks of the practice, on a quiet Friday: from the register to the inspection binder. */
export const COMPLIANCE: readonly DayStep[] = [
  {
    name: 'rgpd',
    title: 'The RGPD, in duties',
    async run({ page }) {
      await goToPrivacy(page);
    },
  },
  {
    name: 'registre',
    title: 'The register, filled from the vault',
    async run({ page }) {
      await page.getByRole('button', { name: /^Relire.*Registre/ }).click();
      await page.getByRole('tab', { name: 'Suivi des patients' }).click();
      await page.getByRole('button', { name: 'Préciser\u00a0: Finalités' }).click();
      await page.keyboard.type('Formation des stagiaires.');
    },
  },
  {
    name: 'registre-version',
    title: 'Its first version, kept with its PDF',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Version 1 enregistrée, avec son PDF.')).toBeVisible();
    },
  },
  {
    name: 'affiche',
    title: 'The notice of the waiting room, made from it',
    async run(day) {
      const { page } = day;
      await goToPrivacy(page);
      await page.getByRole('button', { name: 'Préparer\u00a0: Affiche d’information' }).click();
      day.nextSavePath(day.file('affiche.pdf'));
      await page.getByRole('button', { name: 'Enregistrer en PDF\u00a0: Affiche A4' }).click();
      await expect(page.getByText(/Version 1 du/)).toBeVisible();
    },
  },
  {
    name: 'acces-d-une-remplacante',
    title: 'A replacement gets a passphrase of her own',
    async run({ page }) {
      await goToPrivacy(page);
      await fillAccess(page);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Jeanne Petit ouvre le coffre avec sa phrase.')).toBeVisible();
    },
  },
  {
    name: 'opposition',
    title: 'A patient objects to being shown to her',
    async run({ page }) {
      await page.keyboard.press('Escape');
      await expect(page.getByText('Aucune opposition')).toBeVisible();
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog');
      await choosePatient(page);
      await dialog.getByRole('radio', { name: /À une personne qui a un accès/ }).check();
      await dialog.getByRole('combobox', { name: 'Qui' }).click();
      await page.getByRole('option', { name: 'Jeanne Petit' }).click();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Opposition notée. Elle agit dès maintenant.')).toBeVisible();
    },
  },
  {
    name: 'seance-de-la-remplacante',
    title: 'The replacement does not find the patient',
    async run({ page }) {
      await lockAndOpen(page, COLLEAGUE.passphrase);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('lefe');
      await expect(page.getByText(/^Aucun patient pour/)).toBeVisible();
    },
  },
  {
    name: 'demande-d-acces',
    title: 'A request of access arrives',
    async run({ page }) {
      await lockAndOpen(page, PASSPHRASE);
      await goToPrivacy(page);
      await page.getByRole('button', { name: /Une copie de son dossier/ }).click();
      await expect(page.getByText('Aucune demande n’attend')).toBeVisible();
      await page.keyboard.press('n');
      await choosePatient(page);
      await page.getByRole('dialog').getByLabel('Reçue le').fill(dayText(-3));
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { level: 1, name: /Accès au dossier/ })).toBeVisible();
    },
  },
  {
    name: 'copie-chiffree',
    title: 'The copy, encrypted, and its password to be given by another way',
    async run(day) {
      const { page } = day;
      await page.getByRole('button', { name: 'Identité vérifiée' }).click();
      await expect(page.getByText(/Personne connue du cabinet, le/)).toBeVisible();
      const folder = day.file('remise');
      mkdirSync(folder);
      day.nextOpenPaths([folder]);
      await page.getByRole('button', { name: 'Enregistrer la copie chiffrée…' }).click();
      await expect(page.getByTestId('copy-password')).toBeVisible();
    },
  },
  {
    name: 'demande-close',
    title: 'The proof of sending closes the request',
    async run({ page }) {
      await page.getByRole('button', { name: 'Noter la réponse' }).click();
      await page.getByLabel('Preuve', { exact: true }).fill('Reçu signé le jour même');
      await page.getByRole('button', { name: 'Noter l’envoi' }).click();
      await expect(page.getByText('Demande close, avec sa preuve.')).toBeVisible();
    },
  },
  {
    name: 'conservation',
    title: 'How long a file is kept, and why, in the file',
    async run({ page }) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('lefe');
      await expect(page.getByRole('row', { name: /Lefebvre/ }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'Partages et accords' }).click();
      await expect(page.getByText(/Source\s: CNIL, délibération/)).toBeVisible();
      await expect(page.getByRole('region', { name: 'Oppositions au partage' })).toContainText('Jeanne Petit');
    },
  },
  {
    name: 'violation',
    title: 'A computer is stolen: 72 hours',
    async run({ page }) {
      await goToPrivacy(page);
      await page.getByRole('button', { name: /Registre des violations/ }).click();
      await expect(page.getByText('Aucune violation inscrite')).toBeVisible();
      await page.keyboard.press('n');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ce qui est arrivé').fill('Ordinateur volé au cabinet');
      await dialog.getByLabel(/confidentialité/).check();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(/il reste 71\sh/)).toBeVisible();
      await page.getByRole('button', { name: 'Reprendre du coffre' }).click();
      await expect(page.getByLabel('Coordonnées')).toBeChecked();
    },
  },
  {
    name: 'notification-a-la-cnil',
    title: 'The form of the CNIL, field by field',
    async run({ page }) {
      await page.getByRole('tab', { name: /CNIL/ }).click();
      await expect(page.getByRole('heading', { name: 'Responsable du traitement' })).toBeVisible();
    },
  },
  {
    name: 'verification-du-poste',
    title: 'The check of the computer',
    async run({ page }) {
      await goToPrivacy(page);
      await page.getByRole('button', { name: /^Vérifier.*sécurité du poste/ }).click();
      await expect(page.getByRole('radiogroup', { name: /clés USB/ })).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(/Vérification gardée/)).toBeVisible();
    },
  },
  {
    name: 'classeur-de-controle',
    title: 'The inspection binder, in one gesture',
    async run(day) {
      const { page } = day;
      await goToPrivacy(page);
      day.nextSavePath(day.file('classeur.pdf'));
      await page.getByRole('button', { name: 'Classeur de contrôle' }).click();
      await expect(page.getByText(/est enregistré, et gardé dans le coffre/)).toBeVisible();
    },
  },
];

async function goToPrivacy(page: Page): Promise<void> {
  await page.keyboard.press('Control+Digit7');
  await expect(page.getByRole('heading', { name: 'RGPD', level: 1 })).toBeVisible();
}

async function choosePatient(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chercher le patient').fill('lefe');
  await dialog.getByRole('radio', { name: /Lefebvre/i }).check();
}

async function lockAndOpen(page: Page, passphrase: string): Promise<void> {
  await page.keyboard.press('Shift+F9');
  await page.getByLabel('Phrase de passe', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** JJ/MM/AAAA some days from today, in Paris. */
function dayText(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });
}
