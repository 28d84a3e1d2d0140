import { expect as expectNow, test } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areInstalled, run } from '../fixtures/programs.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { expectUsable, violations } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask, makeVault, openFile } from './practice.ts';

// A patient asks for her file: from the arrival of the letter to the encrypted copy and the proof that it was handed
// over. Another wants hers erased, and to have it frozen meanwhile.

const expect = expectNow.configure({ timeout: 20_000 });

let marie: string;
const handedOver = mkdtempSync(join(tmpdir(), 'osteocoffre-copy-'));

const app = oneProgram(async ({ page }) => {
  await makeVault(page);
  const created = await ask(page, 'patients.create', {
    fields: { familyName: 'Lefèvre', givenName: 'Marie', birthDate: '1985-03-12', medicalHistory: 'Phlébite en 2019' },
  });
  marie = created.id;
  const { id, version } = await ask(page, 'consultations.start', { patientId: marie });
  await ask(page, 'consultations.save', { consultationId: id, version, changes: { motive: 'Lombalgie aiguë' } });
});
test.afterAll(() => rmSync(handedOver, { recursive: true, force: true }));

test('a request is noted in some keys, and its dates are counted', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Une copie de son dossier/ }).click();
  await expect(page.getByText('Aucune demande n’attend')).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chercher le patient').fill('lefe');
  await dialog.getByRole('radio', { name: /Lefèvre/i }).check();
  await dialog.getByLabel('Ses mots (facultatif)').fill('Je change de région.');
  await expectUsable(page, 'new request');
  // Received three days ago: the time of reflection is over. The date that is typed last counts, before its field is left.
  await dialog.getByLabel('Reçue le').fill(dayText(-3));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Accès au dossier, Marie Lefèvre/ })).toBeVisible();
  await expect(page.getByText(`Avant le ${dayText(5)}`)).toBeVisible();
});

test('nothing is handed over before the identity is checked', async () => {
  const { page } = app;
  app.nextOpenPaths([handedOver]);
  await page.getByRole('button', { name: 'Enregistrer la copie chiffrée…' }).click();
  await expect(page.getByText(/L’identité n’est pas encore vérifiée/)).toBeVisible();
  await page.getByRole('button', { name: 'Identité vérifiée' }).click();
  await expect(page.getByText(/Personne connue du cabinet, le/)).toBeVisible();
});

test('the copy is encrypted: 7z and qpdf open it with its password', async () => {
  const { page } = app;
  app.nextOpenPaths([handedOver]);
  await page.getByRole('button', { name: 'Enregistrer la copie chiffrée…' }).click();
  await expect(page.getByTestId('copy-password')).toBeVisible();
  await expectUsable(page, 'password');
  const password = (await page.getByTestId('copy-password').textContent()) ?? '';
  expect(password.split('-')).toHaveLength(7);
  const [pdf = '', zip = ''] = readdirSync(handedOver).sort();
  expect([pdf, zip]).toEqual([expect.stringMatching(/^copie-.*\.pdf$/), expect.stringMatching(/^copie-.*\.zip$/)]);
  for (const name of [pdf, zip])
    for (const word of ['Lef', 'Lombalgie', password])
      expect(readFileSync(join(handedOver, name)).includes(word)).toBe(false);
  test.skip(!areInstalled('7z', 'qpdf', 'pdftotext'), 'needs 7z, qpdf, pdftotext (p7zip-full qpdf poppler-utils)');
  expect(run('7z', ['t', `-p${password}`, join(handedOver, zip)]).ok).toBe(true);
  expect(run('7z', ['t', '-pautre', join(handedOver, zip)]).ok).toBe(false);
  const opened = join(handedOver, 'lu.pdf');
  expect(run('qpdf', ['--decrypt', `--password=${password}`, join(handedOver, pdf), opened]).ok).toBe(true);
  const { text } = run('pdftotext', ['-layout', opened, '-']);
  for (const part of ['Lefèvre', 'Phlébite en 2019', 'Lombalgie aiguë', 'a ouvert']) expect(text).toContain(part);
});

test('the answer and the proof of sending close it, and the home says so', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Noter la réponse' }).click();
  await page.getByLabel('Preuve', { exact: true }).fill('Reçu signé le jour même');
  await page.getByRole('button', { name: 'Noter l’envoi' }).click();
  await expect(page.getByText('Demande close, avec sa preuve.')).toBeVisible();
  await expect(page.getByText(/Remis en main propre, le/)).toBeVisible();
  await expectUsable(page, 'closed request');
  await page.keyboard.press('Control+Digit7');
  await expect(page.getByText(/1\sdemande close/)).toBeVisible();
});

test('an erasure that the retention defeats is refused by a letter that is kept', async () => {
  const { page } = app;
  await openFile(page, 'lefe', /Lefèvre/);
  await page.getByRole('button', { name: 'Autres actions sur le dossier' }).click();
  await page.getByRole('menuitem', { name: /Demandes/ }).click();
  await page.getByRole('button', { name: /Noter une demande/ }).click();
  const dialog = page.getByRole('dialog');
  await choose('Ce qui est demandé', /effacement/);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Ce dossier est gardé jusqu’au/)).toBeVisible();
  await page.getByRole('button', { name: 'Identité vérifiée' }).click();
  await page.getByRole('button', { name: 'Refuser par une lettre…' }).click();
  await dialog.getByRole('button', { name: /Faire la lettre/ }).click();
  await expect(page.getByText(/Réponse à une demande, /)).toBeVisible();
  const { documents } = await ask(page, 'documents.list', { kind: 'refusal', patientId: marie, subject: null });
  expect(documents).toHaveLength(1);
});

test('a limitation freezes the file, which says so and takes nothing until it ends', async () => {
  const { page } = app;
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Noter une demande/ }).click();
  await choose('Ce qui est demandé', /limitation/);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Identité vérifiée' }).click();
  await page.getByRole('button', { name: 'Geler le dossier' }).click();
  await expect(page.getByText(/Dossier gelé depuis/)).toBeVisible();
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await expect(page.getByText(/à la demande du patient/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Modifier' })).toHaveCount(0);
  await expectUsable(page, 'frozen file');
  const refused = await page.evaluate(
    ([patientId]) => window.bridge.invoke('patients.remove', { patientId, reason: 'erreur' }),
    [marie] as const,
  );
  expect(refused).toEqual({ ok: false, error: { code: 'file-frozen' } });
  await page.getByRole('button', { name: 'Voir la demande' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Limitation' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Mettre fin au gel…' }).click();
  await page.getByRole('dialog').getByLabel('Raison').fill('Contestation réglée');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Fin du gel')).toBeVisible();
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await expect(page.getByRole('button', { name: 'Modifier', exact: true })).toBeVisible();
});

test('a request whose file was put in the bin stays on the desk, which takes the file back', async () => {
  const { page } = app;
  const { id: patientId } = await ask(page, 'patients.create', {
    fields: { familyName: 'Morel', givenName: 'Paul', birthDate: '1975-06-01' },
  });
  await ask(page, 'requests.record', requestOf(patientId, { kind: 'rectification', receivedAt: Date.now() }));
  await ask(page, 'patients.remove', { patientId, reason: 'créé par erreur' });
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Rectification, Paul Morel/ }).click();
  await expect(page.getByText(/Ce dossier est à la corbeille/)).toBeVisible();
  await expectUsable(page, 'request about a file in the bin');
  await page.getByRole('button', { name: 'Reprendre le dossier' }).click();
  await expect(page.getByRole('button', { name: 'Ouvrir le dossier' })).toBeVisible();
  await expect(page.getByText(/Ce dossier est à la corbeille/)).toHaveCount(0);
});

test('a birth date is rectified, and the file says what stood there before', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Identité vérifiée' }).click();
  await choose('Ce qui est à corriger', /Date de naissance/);
  await page.getByLabel('Date de naissance, corrigée').fill('06/01/1975');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Corriger le dossier' }).click();
  await expect(page.getByText('Date de naissance : « 01/06/1975 » devient « 06/01/1975 »')).toBeVisible();
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await page.getByRole('tab', { name: 'Identité' }).click();
  await expect(page.getByText('Date de naissance, auparavant : 01/06/1975')).toBeVisible();
  await expectUsable(page, 'corrected identity');
});

test('an objection to the file’s own doctor stands above it, and is asked about before anything is printed or saved', async () => {
  const { page } = app;
  const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 9 });
  const { id: patientId } = rows.find(({ familyName }) => familyName === 'Morel') ?? { id: '' };
  const { patient } = await ask(page, 'patients.open', { patientId });
  await ask(page, 'patients.update', { patientId, version: patient.version, changes: { doctor: 'Dr P. Durand' } });
  const recipient = { kind: 'person', name: 'Dr Paul Durand', profession: 'Médecin' } as const;
  await ask(page, 'oppositions.record', { patientId, recipient, channel: 'spoken', note: '' });
  await expect(
    page.getByText(`S’oppose au partage avec le Dr Paul Durand, médecin (depuis le ${dayText(0)}).`),
  ).toBeVisible();
  await expectUsable(page, 'a file that is not to be shared with somebody');
  await page.getByRole('button', { name: 'Choisir ce qui est imprimé' }).click();
  await page.getByRole('menuitem', { name: 'Enregistrer tout le dossier en PDF…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('C’est le médecin traitant de ce dossier.');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ne pas enregistrer' }).click();
  await expect(dialog).toHaveCount(0);
  const saved = join(handedOver, 'dossier.pdf');
  app.nextSavePath(saved);
  await page.getByRole('button', { name: 'Choisir ce qui est imprimé' }).click();
  await page.getByRole('menuitem', { name: 'Enregistrer tout le dossier en PDF…' }).click();
  await dialog.getByRole('button', { name: 'Enregistrer pour un autre' }).click();
  await expect.poll(() => existsSync(saved)).toBe(true);
});

test('a copy that the person objected to asks for is asked about, too', async () => {
  const { page } = app;
  const { rows } = await ask(page, 'patients.list', { offset: 0, limit: 9 });
  const { id: patientId } = rows.find(({ familyName }) => familyName === 'Morel') ?? { id: '' };
  const { id: requestId } = await ask(page, 'requests.record', {
    ...requestOf(patientId, { kind: 'access', receivedAt: Date.now() }),
    quality: 'mandated',
    requesterName: 'Docteur Durand',
  });
  await ask(page, 'requests.checkIdentity', { requestId, proof: 'Mandat' });
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /Accès au dossier, Paul Morel/ }).click();
  await page.getByRole('button', { name: 'Enregistrer la copie chiffrée…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('C’est la personne qui demande.');
  await dialog.getByRole('button', { name: 'Ne pas faire la copie' }).click();
  await expect(page.getByText(/S’oppose au partage avec le Dr Paul Durand/)).toBeVisible();
});

async function choose(label: string, option: RegExp): Promise<void> {
  await app.page.getByRole('combobox', { name: label }).click();
  await app.page.getByRole('option', { name: option }).click();
}

/** JJ/MM/AAAA some days from today, in Paris. */
function dayText(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });
}
