import { expect as expectNow } from '@playwright/test';
import { STORE_ACCESS } from '../fixtures/s3Store.ts';
import { PASSPHRASE, type DayStep } from './day.ts';
import { pressByKeyboard, tabTo, typeInto } from './keyboard.ts';

// A copy and a restore take seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 60_000 });

const REGION = 'fr-test-1';

/** A certified host is set up and takes a copy; then computer and keys burn, and all comes back from it. */
export const DISTANCE: readonly DayStep[] = [
  {
    name: 'hebergeur',
    title: 'The certified host, off until it is asked for',
    async run({ page }) {
      await page.keyboard.press('Control+6');
      await pressByKeyboard(page, page.getByRole('button', { name: 'Hébergeur HDS' }));
      await expect(page.getByRole('button', { name: 'Mettre en place' })).toBeVisible();
    },
  },
  {
    name: 'attestation',
    title: 'First the certificate and the contract',
    async run({ page }) {
      await pressByKeyboard(page, page.getByRole('button', { name: 'Mettre en place' }));
      await typeInto(page, page.getByLabel('Hébergeur', { exact: true }), 'Stockage du Test');
      await typeInto(page, page.getByLabel('Numéro du certificat'), 'HDS-2026-0042');
      for (const activity of ['1', '2', '6, sauvegarde']) await page.getByLabel(activity, { exact: true }).check();
      await page.getByLabel('Certificat valable jusqu’au').fill('01/03/2035');
      await page.getByLabel('Contrat signé le').fill('02/11/2020');
      await page.keyboard.press('Tab');
    },
  },
  {
    name: 'acces-a-l-hebergeur',
    title: 'Then the place and its key pair, tried before they are kept',
    async run(day) {
      const { page } = day;
      await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer l’attestation' }));
      await expect(page.getByText('HDS-2026-0042')).toBeVisible();
      const { endpoint, bucket } = await day.host();
      await typeInto(page, page.getByLabel('Adresse', { exact: true }), endpoint);
      await typeInto(page, page.getByLabel('Région'), REGION);
      await typeInto(page, page.getByLabel('Espace (bucket)'), bucket);
      await typeInto(page, page.getByLabel('Identifiant de clé'), STORE_ACCESS.accessKeyId);
      await typeInto(page, page.getByRole('textbox', { name: 'Clé secrète' }), STORE_ACCESS.secretAccessKey);
      await page.keyboard.press('Enter');
      await expect(page.getByText('dans le coffre seulement')).toBeVisible();
    },
  },
  {
    name: 'copie-chez-l-hebergeur',
    title: 'The first copy at the host',
    async run({ page }) {
      await pressByKeyboard(page, page.getByRole('button', { name: 'Faire la première copie' }));
      await expect(page.getByText(/^Dernière copie/)).toBeVisible();
    },
  },
  {
    name: 'tout-a-brule',
    title: 'Computer and keys are gone; the sheet of the host was elsewhere',
    async run(day) {
      await day.loseComputer();
      await day.start();
      const { page } = day;
      await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
      await pressByKeyboard(page, page.getByRole('button', { name: 'Depuis l’hébergeur' }));
      const { endpoint, bucket } = await day.host();
      await typeInto(page, page.getByLabel('Adresse', { exact: true }), endpoint);
      await typeInto(page, page.getByLabel('Région'), REGION);
      await typeInto(page, page.getByLabel('Espace', { exact: true }), bucket);
      await typeInto(page, page.getByLabel('Identifiant de clé'), STORE_ACCESS.accessKeyId);
      await typeInto(page, page.getByRole('textbox', { name: 'Clé secrète' }), STORE_ACCESS.secretAccessKey);
    },
  },
  {
    name: 'controle-depuis-l-hebergeur',
    title: 'What came from the host is checked',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByText(/1 sauvegarde/)).toBeVisible();
      await tabTo(page, page.getByLabel('Phrase de passe', { exact: true }));
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('radio').first()).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByText('Contenu contrôlé, rien ne manque')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Continuer' })).toBeFocused();
    },
  },
  {
    name: 'coffre-revenu-de-l-hebergeur',
    title: 'The vault is back from the host',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await pressByKeyboard(page, page.getByRole('button', { name: 'Remettre le coffre en place' }));
      await expect(page.getByRole('heading', { name: 'Le coffre est de retour' })).toBeVisible();
    },
  },
];
