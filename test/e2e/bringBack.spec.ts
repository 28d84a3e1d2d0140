import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect as expectNow, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { chooseFromMenu, pressByKeyboard, tabTo, typeInto } from './keyboard.ts';
import { ask, makeVault, openFile, PASSPHRASE } from './practice.ts';

// A copy, a rebuilding or a derivation takes seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 60_000 });

const KEY = 'CLÉ BLEUE';

test.describe.configure({ mode: 'serial' });
test.setTimeout(600_000);

let app: AppDriver;
const dataFolder = newDataFolder();
const key = join(newDataFolder(), KEY);

test.beforeAll(async () => {
  mkdirSync(key);
  app = await startApp({ dataFolder });
  app.page.setDefaultTimeout(60_000);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await makeVault(app.page);
  const fields = { familyName: 'Lefebvre', givenName: 'Marie', mobile: '06 12 34 56 78', medicalHistory: 'Migraines' };
  const { id: patientId } = await ask(app.page, 'patients.create', { fields });
  await consult(app.page, patientId, 'Cervicalgie, raideur au réveil');
  const anne = await ask(app.page, 'patients.create', { fields: { familyName: 'Girard', givenName: 'Anne' } });
  await consult(app.page, anne.id, 'Lombalgie');
  app.nextOpenPaths([key]);
  await ask(app.page, 'snapshots.choosePlace', {});
  await ask(app.page, 'snapshots.add', { label: KEY });
});

test.afterAll(async () => {
  await app.quit();
  rmSync(dataFolder, { recursive: true, force: true });
  rmSync(key, { recursive: true, force: true });
});

test('a text that was written over comes back from the evening’s copy, beside what is there', async () => {
  const { page } = app;
  const marie = await patientId(page, 'lefebvre');
  const changes = { mobile: '07 00 00 00 00', medicalHistory: 'Rien à signaler' };
  await ask(page, 'patients.update', { patientId: marie, version: 1, changes });

  await openFile(page, 'lefe mar', /Lefebvre/);
  await chooseFromMenu(
    page,
    page.getByRole('button', { name: 'Autres actions sur le dossier' }),
    'Retrouver dans une sauvegarde…',
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Retrouver dans une sauvegarde' })).toBeVisible();
  const moment = page.getByRole('button', { name: /2 dossiers/ });
  await expect(moment).toBeVisible();
  await expectUsable(page, 'Which moment');
  await pressByKeyboard(page, moment);
  await expect(page.getByRole('heading', { level: 2, name: 'Marie Lefebvre' })).toBeVisible();
  await expect(page.getByText('Rien à signaler')).toBeVisible();
  await expectUsable(page, 'The file of then and of today');

  // The text of then is kept already, as its former version: it goes back in place, with the number.
  await tabTo(page, page.getByRole('radio', { name: 'Laisser' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Remettre en place' })).toBeChecked();
  await tabTo(page, page.getByRole('checkbox', { name: /mobile/ }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('main').getByText('Rapporté\u00a0: 1 texte, 1 information.')).toBeVisible();
  await expectUsable(page, 'Brought back');
  expect((await fileOf(page, marie)).patient).toMatchObject({ medicalHistory: 'Migraines', mobile: '06 12 34 56 78' });
  // Longer than the toast: the band keeps the same gesture.
  await pressByKeyboard(page, page.getByRole('main').getByRole('button', { name: 'Annuler' }));
  await expect(page.getByText('Rien à signaler')).toBeVisible();
  expect((await fileOf(page, marie)).patient).toMatchObject({ mobile: '07 00 00 00 00' });
});

test('a file in the bin is taken back from there', async () => {
  const { page } = app;
  const anne = await patientId(page, 'girard');
  await ask(page, 'patients.remove', { patientId: anne, reason: 'Erreur' });
  await page.keyboard.press('Control+6');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Retrouver un dossier' }));
  await pressByKeyboard(page, page.getByRole('button', { name: /2 dossiers/ }));
  await expect(page.getByText('Dossiers qui ne sont plus dans le coffre')).toBeVisible();
  await expectUsable(page, 'Which file');
  await typeInto(page, page.getByLabel('Chercher un dossier dans cette sauvegarde'), 'gira');
  await pressByKeyboard(page, page.getByRole('button', { name: /Anne Girard/ }));
  await expect(page.getByText(/est dans la corbeille/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rapporter ce dossier' })).toBeHidden();
  await expectUsable(page, 'A file that is in the bin');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Fermer' }));
  await ask(page, 'patients.restore', { patientId: anne });
});

test('a file that a purge erased comes back whole, with what lay beside it, after a word of warning', async () => {
  const { page } = app;
  const paul = await fileToPurge(page);
  await ask(page, 'snapshots.create', { repository: null, adopt: false });
  await ask(page, 'retention.purge', { patientIds: [paul] });
  await page.keyboard.press('Control+6');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Retrouver un dossier' }));
  await pressByKeyboard(page, page.getByRole('button', { name: /3 dossiers/ }));
  await pressByKeyboard(page, page.getByRole('button', { name: /Paul Morel/ }));
  await expect(page.getByText(/a été effacé définitivement le/)).toBeVisible();
  await expect(page.getByText('Reviennent aussi\u00a0: 1 opposition au partage.')).toBeVisible();
  await expectUsable(page, 'A file that was erased');
  const accept = page.getByRole('checkbox', { name: 'Ce qui a été effacé peut revenir' });
  await expect(page.getByRole('button', { name: 'Rapporter ce dossier' })).toBeDisabled();
  await tabTo(page, accept);
  await page.keyboard.press('Space');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Rapporter ce dossier' }));
  await expect(page.getByRole('main').getByText(/Rapporté/)).toBeVisible();
  await expectUsable(page, 'A file that came back');
  expect((await fileOf(page, paul)).patient).toMatchObject({ familyName: 'Morel', medicalHistory: 'Asthme' });
  expect((await ask(page, 'oppositions.list', { patientId: paul })).oppositions).toHaveLength(1);
  await pressByKeyboard(page, page.getByRole('button', { name: 'Fermer' }));
});

test('a key is lost: three answers, the reasoning, and it is worth nothing any more', async () => {
  const { page } = app;
  await page.keyboard.press('Control+6');
  await expect(page.getByRole('heading', { level: 2, name: KEY })).toBeVisible();
  await chooseFromMenu(
    page,
    page.getByRole('region', { name: KEY }).getByRole('button', { name: /^Autres gestes/ }),
    'Cette clé est perdue…',
  );
  await expect(page.getByRole('heading', { level: 1, name: `${KEY} est perdue` })).toBeVisible();
  await typeInto(page, page.getByLabel('Le', { exact: true }), '01/11/2026');
  await typeInto(page, page.getByLabel('Où', { exact: true }), 'Dans le train');
  await tabTo(page, page.getByRole('radio', { name: /ni l’une ni l’autre/ }));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('radio', { name: /Oui, sur une autre clé/ }));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expectUsable(page, 'Three questions');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Notifiez la CNIL avant le');
  await expect(page.getByText('Article 34(3)(a) du RGPD')).toBeVisible();
  await expectUsable(page, 'What follows from it');

  await pressByKeyboard(page, page.getByRole('button', { name: 'Cette clé ne vaut plus rien…' }));
  await expect(page.getByRole('dialog')).toContainText('Pas protégé');
  await typeInto(page, page.getByLabel('Phrase de passe d’aujourd’hui'), PASSPHRASE);
  await pressByKeyboard(page, page.getByRole('button', { name: 'M’en proposer une' }));
  const next = page.getByLabel('Nouvelle phrase de passe', { exact: true });
  await expect(next).not.toHaveValue('');
  await typeInto(page, page.getByLabel('Tapez-la une seconde fois'), await next.inputValue());
  await expect(page.getByRole('button', { name: 'Préparer la nouvelle feuille' })).toBeEnabled();
  await expectUsable(page, 'What it protects, and what not');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Préparer la nouvelle feuille' }));
  await expect(page.getByRole('button', { name: 'Je l’ai recopiée à la main' })).toBeVisible();
  const sheet = await page.getByLabel('Aperçu de la feuille de secours').innerText();
  const groups = sheet.split('\n').filter((line) => /^[0-9A-Z]{4}$/.test(line));
  await expectUsable(page, 'The new sheet');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Je l’ai recopiée à la main' }));
  for (const field of await page.getByLabel(/^Groupe \d+$/).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await typeInto(page, field, groups[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Le coffre a été chiffré à neuf le/)).toBeVisible();
  await pressByKeyboard(page, page.getByRole('button', { name: 'Elle est retrouvée' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Sauvegardes' })).toBeVisible();

  // Found again: a new series begins on it, and the former phrase opens only what was there before.
  await ask(page, 'snapshots.create', { repository: null, adopt: false });
  const [moment] = (await ask(page, 'snapshots.list', { asksHost: false })).moments;
  await ask(page, 'snapshots.useTarget', { repository: moment?.targets[0]?.repository ?? '' });
  await pressByKeyboard(page, page.getByRole('row').nth(1).getByRole('button').first());
  await tabTo(page, page.getByLabel('Phrase de passe', { exact: true }));
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Des sauvegardes plus récentes sont là, que cet accès n’ouvre pas.')).toBeVisible();
  await expect(page.getByText('est revenue en arrière')).toBeHidden();
  await expectUsable(page, 'A phrase from before');
});

async function consult(page: Page, patientId: string, motive: string): Promise<void> {
  const { id, version } = await ask(page, 'consultations.start', { patientId });
  await ask(page, 'consultations.save', { consultationId: id, version, changes: { motive, advice: 'Repos' } });
  const end = { consultationId: id, version: version + 1, endedAt: Date.now(), painAfter: null };
  await ask(page, 'consultations.finish', end);
}

/** Of a grown man who came once, long ago, and who objects to sharing. */
async function fileToPurge(page: Page): Promise<string> {
  const fields = { familyName: 'Morel', givenName: 'Paul', birthDate: '1950-03-12', medicalHistory: 'Asthme' };
  const { id: paul } = await ask(page, 'patients.create', { fields });
  const consultation = await ask(page, 'consultations.start', { patientId: paul });
  const longAgo = Date.UTC(2001, 4, 2, 9);
  const changes = { startedAt: longAgo, motive: 'Entorse' };
  const saved = await ask(page, 'consultations.save', {
    consultationId: consultation.id,
    version: consultation.version,
    changes,
  });
  const end = {
    consultationId: consultation.id,
    version: saved.version,
    endedAt: longAgo + 3_600_000,
    painAfter: null,
  };
  await ask(page, 'consultations.finish', end);
  const recipient = { kind: 'every-colleague' } as const;
  await ask(page, 'oppositions.record', { patientId: paul, recipient, channel: 'spoken', note: '' });
  return paul;
}

async function patientId(page: Page, name: string): Promise<string> {
  const { patients } = await ask(page, 'search.everywhere', { text: name, limit: 1 });
  return patients[0]?.row.id ?? '';
}

function fileOf(page: Page, id: string) {
  return ask(page, 'patients.open', { patientId: id });
}
