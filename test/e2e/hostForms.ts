import type { Page } from 'playwright-core';
import { STORE_ACCESS } from '../fixtures/s3Store.ts';
import { tabTo, typeInto } from './keyboard.ts';

// What is typed, without a mouse, to set up the data host that stands in for a real one, and to come back from it.

const REGION = 'fr-test-1';

/** The certificate, its activities and the contract. */
export async function typeAttestation(page: Page): Promise<void> {
  await typeInto(page, page.getByLabel('Hébergeur', { exact: true }), 'Stockage du Test');
  await typeInto(page, page.getByLabel('Numéro du certificat'), 'HDS-2026-0042');
  for (const activity of ['1', '2', '6, sauvegarde']) await page.getByLabel(activity, { exact: true }).check();
  await page.getByLabel('Certificat valable jusqu’au').fill('01/03/2035');
  await page.getByLabel('Contrat signé le').fill('02/11/2020');
  await page.keyboard.press('Tab');
}

/** The place and its key pair. */
export async function typeAccess(page: Page, endpoint: string, bucket: string): Promise<void> {
  await typeInto(page, page.getByLabel('Adresse', { exact: true }), endpoint);
  await typeInto(page, page.getByLabel('Région'), REGION);
  await typeInto(page, page.getByLabel('Espace (bucket)'), bucket);
  await typeKeys(page);
}

/** The host's own sheet, on a computer that has nothing. */
export async function typeHostSheet(page: Page, endpoint: string, bucket: string): Promise<void> {
  await typeInto(page, page.getByLabel('Adresse', { exact: true }), endpoint);
  await typeInto(page, page.getByLabel('Région'), REGION);
  await typeInto(page, page.getByLabel('Espace', { exact: true }), bucket);
  await typeKeys(page);
}

/** The passphrase that opens what the host keeps. */
export async function typePassphraseOfCopy(page: Page, passphrase: string): Promise<void> {
  await tabTo(page, page.getByLabel('Phrase de passe', { exact: true }));
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

async function typeKeys(page: Page): Promise<void> {
  await typeInto(page, page.getByLabel('Identifiant de clé'), STORE_ACCESS.accessKeyId);
  await typeInto(page, page.getByRole('textbox', { name: 'Clé secrète' }), STORE_ACCESS.secretAccessKey);
}
