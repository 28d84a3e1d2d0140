import { expect as expectNow } from '@playwright/test';
import { PASSPHRASE, type Day, type DayStep } from './day.ts';
import { typeAccess, typeAttestation, typeHostSheet, typePassphraseOfCopy } from './hostForms.ts';
import { pressByKeyboard } from './keyboard.ts';

// A copy and a restore take seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 60_000 });

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
      await typeAttestation(page);
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
      await typeAccess(page, endpoint, bucket);
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
    run: askTheHost,
  },
  {
    name: 'controle-depuis-l-hebergeur',
    title: 'What came from the host is checked',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByText(/1 sauvegarde/)).toBeVisible();
      await typePassphraseOfCopy(page, PASSPHRASE);
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
  {
    name: 'poste-de-visite',
    title: 'A laptop for home visits gets a copy that only consults',
    async run(day) {
      await askTheHost(day);
      const { page } = day;
      await page.keyboard.press('Enter');
      await typePassphraseOfCopy(page, PASSPHRASE);
      await expect(page.getByRole('radio').first()).toBeFocused();
      await pressByKeyboard(page, page.getByRole('button', { name: /Consulter seulement/ }));
      await expect(page.getByRole('button', { name: 'Installer la copie' })).toBeFocused();
    },
  },
  {
    name: 'copie-en-lecture-seule',
    title: 'It says on every page what it is, and of when',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'La copie est prête' })).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: /Ouvrir la copie|Ouvrir le coffre/ })).toBeVisible();
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation')).toBeVisible();
      await expect(page.getByText(/^Copie en lecture seule, du .* à \d\d:\d\d\.$/)).toBeVisible();
    },
  },
];

/** On a computer that has nothing, with the host's sheet: up to its first key. */
async function askTheHost(day: Day): Promise<void> {
  await day.loseComputer();
  await day.start();
  const { page } = day;
  await pressByKeyboard(page, page.getByRole('button', { name: /J’ai une sauvegarde/ }));
  await pressByKeyboard(page, page.getByRole('button', { name: 'Depuis l’hébergeur' }));
  const { endpoint, bucket } = await day.host();
  await typeHostSheet(page, endpoint, bucket);
}
