import { expect as expectNow } from '@playwright/test';
import { BEFORE_THE_LOCK, PASSPHRASE, type DayStep } from './day.ts';
import { pressByKeyboard, tabTo } from './keyboard.ts';

// A copy, a restore and a trial take seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 30_000 });

const KEY = 'CLÉ BLEUE';

/** The evening after the day, and the morning on which the computer is dead: a copy on a key, and all back from it. */
export const EVENING: readonly DayStep[] = [
  {
    name: 'sans-sauvegarde',
    title: 'No destination yet',
    async run({ page }) {
      await page.keyboard.press('Control+6');
      await expect(page.getByRole('heading', { level: 1, name: 'Sauvegardes' })).toBeVisible();
    },
  },
  {
    name: 'nouvelle-destination',
    title: 'A key is shown to it',
    async run(day) {
      const { page } = day;
      day.nextOpenPaths([day.key(KEY)]);
      await pressByKeyboard(page, page.getByRole('button', { name: 'Ajouter une destination' }));
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByLabel('Nom écrit sur son étiquette')).toHaveValue(KEY);
    },
  },
  {
    name: 'sauvegarde-faite',
    title: 'The first copy is made and read back',
    async run({ page }) {
      await tabTo(page, page.getByLabel('Nom écrit sur son étiquette'));
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: KEY })).toBeVisible();
      await expect(page.getByRole('navigation').getByText('Sauvegardé à l’instant')).toBeVisible();
    },
  },
  {
    name: 'restauration-prouvee',
    title: 'A restore is proven before it is needed',
    async run({ page }) {
      await pressByKeyboard(page, page.getByRole('button', { name: 'Faire un essai' }));
      await expect(page.getByText('Base intacte')).toBeVisible();
    },
  },
  {
    name: 'pc-perdu',
    title: 'The computer is dead; a new one, and the key',
    async run(day) {
      await day.loseComputer();
      await day.start();
      await expect(day.page.getByRole('heading', { name: 'Bienvenue dans OstéoCoffre' })).toBeVisible();
    },
  },
  {
    name: 'ou-est-la-sauvegarde',
    title: 'Where the copy is',
    async run({ page }) {
      await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
      await expect(page.getByRole('button', { name: 'Choisir la clé ou le dossier' })).toBeVisible();
    },
  },
  {
    name: 'quelle-phrase',
    title: 'The passphrase of that time',
    async run(day) {
      const { page } = day;
      day.nextOpenPaths([day.key(KEY)]);
      await pressByKeyboard(page, page.getByRole('button', { name: 'Choisir la clé ou le dossier' }));
      await tabTo(page, page.getByLabel('Phrase de passe', { exact: true }));
      await page.keyboard.type(PASSPHRASE);
    },
  },
  {
    name: 'quel-moment',
    title: 'Which moment',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('radio').first()).toBeFocused();
    },
  },
  {
    name: 'controle',
    title: 'All of it is checked before it is put in place',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByText('Contenu contrôlé, rien ne manque')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Continuer' })).toBeFocused();
    },
  },
  {
    name: 'remise-en-place',
    title: 'What putting it in place does',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Remettre le coffre en place' })).toBeFocused();
    },
  },
  {
    name: 'coffre-de-retour',
    title: 'The vault is back',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Le coffre est de retour' })).toBeVisible();
    },
  },
  {
    name: 'dossier-de-retour',
    title: 'The file is there, to the last word',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: /Ouvrir le coffre/ })).toBeVisible();
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
      await page.keyboard.press('Control+K');
      await page.keyboard.type('lefe mar');
      await expect(page.getByRole('row', { name: /Lefebvre/ }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByText(BEFORE_THE_LOCK, { exact: false })).toBeVisible();
    },
  },
];
