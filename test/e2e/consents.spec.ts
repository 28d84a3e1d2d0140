import { expect as expectNow, test } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectUsable } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault, openFile } from './practice.ts';

// What a patient decides beyond care, and what becomes of the file: its term, the number that is off, the consents.

const expect = expectNow.configure({ timeout: 20_000 });

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  await ask(page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', birthDate: '1985-03-12', email: 'marie@exemple.fr' },
  });
});

test('the file says how long it is kept and why; a death and a litigation change it, and are taken back', async () => {
  const { page } = app;
  await openFile(page, 'lefe', /Lefèvre/i);
  await page.getByRole('tab', { name: 'Partages et accords' }).click();
  const card = page.getByRole('region', { name: 'Conservation du dossier' });
  await expect(card).toContainText('Source : CNIL, délibération 2020-081');
  await card.getByRole('button', { name: 'Noter un décès' }).click();
  await page.getByLabel('Date du décès').fill('12/03/1980');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Cette date précède la naissance. Vérifiez l’année.')).toBeVisible();
  await expectUsable(page, 'a death to note');
  await page.getByLabel('Date du décès').fill('11/2026');
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('Le décès est survenu dans les dix ans');
  await page.keyboard.press('Control+z');
  await expect(card).not.toContainText('décès est survenu');
  await card.getByRole('button', { name: 'Noter un litige' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('La raison manque. Elle dit pourquoi rien n’est détruit.')).toBeVisible();
  await page.getByLabel('Raison').fill('Expertise de l’assurance');
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('suspendue');
  await expect(card).toContainText('Expertise de l’assurance');
  await expectUsable(page, 'a file under litigation');
  await card.getByRole('button', { name: 'Fin du litige' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Noter la fin du litige' }).click();
  await expect(card).toContainText('possible à partir du');
});

test('the social-security number is off, is turned on knowingly, is checked, and goes when it is turned off', async () => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Identité' }).click();
  await expect(page.getByLabel('Numéro de sécurité sociale')).toHaveCount(0);
  await openRecordSettings();
  await page.getByRole('button', { name: /^Utiliser.*sécurité sociale/ }).click();
  await expect(page.getByRole('dialog')).toContainText('décret 2019-341');
  await expectUsable(page, 'what the law says of the number');
  await page.getByRole('button', { name: 'Utiliser le numéro' }).click();
  // A dialog keeps the keys for itself until it is gone.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await openFile(page, 'lefe', /Lefèvre/i);
  await page.getByRole('tab', { name: 'Identité' }).click();
  const field = page.getByLabel('Numéro de sécurité sociale');
  await field.fill('2 95 10 99 126 111 94');
  await field.press('Tab');
  await expect(page.getByText(/La clé ne correspond pas/)).toBeVisible();
  await expect(field).toHaveValue('2 95 10 99 126 111 94');
  await field.fill('295109912611193');
  await field.press('Tab');
  await expect(field).toHaveValue('2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093');
  await expect(page.getByText('Clé vérifiée.')).toBeVisible();
  await expectUsable(page, 'identity with the number');
  await openRecordSettings();
  await page.getByRole('button', { name: /^Ne plus utiliser.*sécurité sociale/ }).click();
  await expect(page.getByText('Que faire du numéro saisi\u202f?')).toBeVisible();
  await expectUsable(page, 'what becomes of the numbers');
  await page.getByRole('button', { name: /^Effacer 1/ }).click();
  await expect(page.getByText(/1.numéro effacé\./)).toBeVisible();
});

async function openRecordSettings(): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Control+Digit8');
  await page.getByRole('tab', { name: 'Dossiers et journal' }).click();
}

test('a text is prepared, a parent signs it on the screen for a child, and the signature is looked at in the window', async () => {
  const { page } = app;
  await ask(page, 'patients.create', { fields: { familyName: 'Petit', givenName: 'Léo', birthDate: '2018-05-02' } });
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: 'Donner ou retirer un accord' }).click();
  await expect(page.getByText('Aucun accord n’est demandé')).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Nom, tel que vous le lirez dans les dossiers')).toHaveValue('Lettre du cabinet');
  await expectUsable(page, 'a purpose to begin');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Prêt à être proposé aux patients.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expectUsable(page, 'purposes');
  await openSharing('peti', /Petit/i);
  await page.getByRole('button', { name: /^Noter l’accord/ }).click();
  await expect(dialog.getByRole('radio', { name: 'Le patient' })).toHaveCount(0);
  await dialog.getByRole('combobox', { name: 'Comment' }).click();
  await page.getByRole('option', { name: 'En signant à l’écran' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('La signature manque. Signez dans le cadre.')).toBeVisible();
  await expect(dialog.getByText(/^Le nom manque/)).toBeVisible();
  await dialog.getByLabel('Nom et prénom de qui donne l’accord').fill('Anne Petit');
  const box = await dialog.getByRole('img', { name: /^Signez ici/ }).boundingBox();
  if (box === null) throw new Error('there is a place to sign');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 30, { steps: 6 });
  await page.mouse.move(box.x + 240, box.y + 80, { steps: 6 });
  await page.mouse.up();
  await expectUsable(page, 'a consent to give');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Accord du .* signé à l’écran, texte 1, par Anne Petit/)).toBeVisible();
  await expectUsable(page, 'consents of a patient');
  await page.getByRole('button', { name: 'Voir ce qui est signé' }).click();
  const image = dialog.getByRole('img', { name: 'Signature à l’écran' });
  await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(640);
  await expectUsable(page, 'a signature that is looked at');
  await page.keyboard.press('Escape');
});

test('the paper that was signed is kept by what it is and not by its name, and its PDF is read in the window', async () => {
  const { page } = app;
  const paper = join(app.dataFolder, 'accord.pdf');
  // What reads PDFs is heavy: it is fetched for the first one that is looked at, and asks nothing of the page's policy.
  expect(await page.evaluate(loadedPdfReader)).toBe(false);
  await page.evaluate(() =>
    document.addEventListener('securitypolicyviolation', () => document.body.setAttribute('data-violated', '')),
  );
  writeFileSync(paper, 'MZ');
  app.nextOpenPaths([paper]);
  await page.getByRole('button', { name: 'Joindre le papier signé' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  app.nextSavePath(paper);
  const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 9 });
  const patientId = rows.find(({ familyName }) => familyName === 'Petit')?.id ?? '';
  await ask(page, 'printing.savePdf', { document: { kind: 'patient', patientId } });
  app.nextOpenPaths([paper]);
  await page.getByRole('button', { name: 'Joindre le papier signé' }).click();
  await page.getByRole('button', { name: 'Voir le document 2' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: /page 1 sur/ })).toBeVisible();
  await expect(dialog.getByRole('figure').first()).toContainText(/Petit/i);
  const sheet = dialog.getByRole('img', { name: /page 1 sur/ });
  await expect.poll(() => sheet.evaluate(darkPixels)).toBeGreaterThan(500);
  expect(await page.evaluate(loadedPdfReader)).toBe(true);
  expect(await page.locator('body[data-violated]').count()).toBe(0);
  await expectUsable(page, 'a PDF that is looked at');
  await page.keyboard.press('Escape');
});

test('a list has who said yes and goes out as a table; a withdrawal takes one key and empties it', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Textes et listes' }).click();
  await page.getByRole('button', { name: /^Qui a donné son accord/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /Petit/i })).toBeVisible();
  await expectUsable(page, 'who consents');
  const list = join(app.dataFolder, 'liste.csv');
  app.nextSavePath(list);
  await dialog.getByRole('button', { name: 'Enregistrer la liste (CSV)' }).click();
  await expect.poll(() => (existsSync(list) ? readFileSync(list, 'utf8') : '')).toMatch(/Petit/i);
  await dialog.getByRole('button', { name: /Petit/i }).click();
  await page.getByRole('button', { name: /^Retirer l’accord/ }).click();
  await expectUsable(page, 'a consent to withdraw');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Retrait noté. Aucune liste ne le propose plus.')).toBeVisible();
  await page.getByRole('button', { name: 'Textes et listes' }).click();
  await page.getByRole('button', { name: /^Qui a donné son accord/ }).click();
  await expect(dialog.getByText(/^Personne pour l’instant/)).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the home of the RGPD leads to the papers that the vault keeps', async () => {
  const { page } = app;
  await ask(page, 'register.saveVersion', {});
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: 'Documents gardés' }).click();
  await page.getByRole('button', { name: /^Voir.*[Rr]egistre/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('figure').first()).toContainText(/registre/i);
  await expect(dialog.getByRole('button', { name: 'Imprimer' })).toBeVisible();
  await expectUsable(page, 'a paper of the practice');
  await page.keyboard.press('Escape');
  await expectUsable(page, 'kept papers');
});

async function openSharing(typed: string, heading: RegExp): Promise<void> {
  await openFile(app.page, typed, heading);
  await app.page.getByRole('tab', { name: 'Partages et accords' }).click();
}

function loadedPdfReader(): boolean {
  return performance.getEntriesByType('resource').some(({ name }) => name.includes('PdfPages'));
}

/** How much ink a drawn page bears: a canvas that the policy of the page kept empty has none. */
function darkPixels(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0;
  const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let dark = 0;
  for (let place = 0; place < drawn.length; place += 4)
    if ((drawn[place + 3] ?? 0) > 128 && (drawn[place] ?? 255) < 100) dark += 1;
  return dark;
}
