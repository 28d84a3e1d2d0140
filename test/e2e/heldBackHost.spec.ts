import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { S3Store, STORE_ACCESS } from '../fixtures/s3Store.ts';
import { makeCertificate } from '../fixtures/testCertificate.ts';
import { Tunnel } from '../fixtures/tunnel.ts';
import { newDataFolder, startApp } from './appDriver.ts';
import { chooseFromMenu, pressByKeyboard } from './keyboard.ts';
import { ask, makeVault } from './practice.ts';
import { show } from './pictures.ts';

test.setTimeout(900_000);
const WAIT = { timeout: 120_000 };

/** A name that is not this machine's, which the practice's proxy leads here all the same. */
const NAME = 'stockage.example';

const ATTESTATION = {
  hostName: 'Stockage du Test',
  certificateNumber: 'HDS-2026-0042',
  activities: [6],
  expiresOn: '2035-03-01',
  contractOn: '2020-11-02',
};

test('once a certificate is over nothing is sent, all says why, and what lies there is read and checked', async () => {
  const certificate = makeCertificate(`DNS:${NAME}`);
  const store = new S3Store(certificate);
  const { endpoint, bucket } = await store.start();
  const tunnel = new Tunnel();
  const proxy = await tunnel.start();
  const dataFolder = newDataFolder();
  const app = await startApp({ dataFolder });
  try {
    const { page } = app;
    await makeVault(page);
    await ask(page, 'hosting.saveAttestation', ATTESTATION);
    await ask(page, 'hosting.saveAccess', {
      address: {
        ...{ endpoint: `https://${NAME}:${new URL(endpoint).port}`, bucket, prefix: '', region: 'fr-test-1' },
        ...{ style: 'path', authority: certificate.cert, proxy, kilobytesPerSecond: null },
      },
      keys: { accessKeyId: STORE_ACCESS.accessKeyId, secretAccessKey: STORE_ACCESS.secretAccessKey },
    });
    await ask(page, 'hosting.copy', { adopt: false });
    await ask(page, 'hosting.saveAttestation', { ...ATTESTATION, expiresOn: '2021-03-01' });
    await page.keyboard.press('Control+6');
    await checkCard(page);
    await seeMomentsOfHost(page);
    await renewFromDuty(page);
  } finally {
    await app.quit();
    await tunnel.stop();
    await store.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

async function checkCard(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Stockage du Test' });
  await expect(card).toContainText('Rien ne part avant la nouvelle', WAIT);
  await expect(card).toContainText('À l’arrêt');
  await expect(page.getByRole('region', { name: 'État des sauvegardes' })).toContainText('Rien ne part plus chez');
  await show(page, 'held-back', 'A host whose certificate is over');
  await chooseFromMenu(page, card.getByRole('button', { name: /^Autres gestes/ }), 'Contrôle rapide');
  await expect(card).toContainText('Contrôlée', WAIT);
}

async function seeMomentsOfHost(page: Page): Promise<void> {
  await pressByKeyboard(page, page.getByRole('button', { name: /^Voir aussi ce que garde/ }));
  await expect(page.getByRole('button', { name: /^Restaurer / })).toBeVisible(WAIT);
  await show(page, 'moments', 'What the host keeps');
}

/** From the line of the compliance home to the certificate that is read anew. */
async function renewFromDuty(page: Page): Promise<void> {
  await ask(page, 'hosting.saveAttestation', { ...ATTESTATION, expiresOn: '2021-03-01' });
  await page.keyboard.press('Control+7');
  const line = page.getByRole('listitem').filter({ hasText: 'L’attestation HDS de l’hébergeur a expiré' });
  await expect(line).toBeVisible(WAIT);
  await show(page, 'duty', 'The duty of the certificate');
  await pressByKeyboard(page, page.getByRole('button', { name: /Renouveler/ }));
  await expect(page.getByRole('heading', { name: 'Hébergeur HDS' })).toBeVisible(WAIT);
  await show(page, 'renew', 'The host that waits for its certificate');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Oublier les clés' }));
  await pressByKeyboard(page, page.getByRole('dialog').getByRole('button', { name: 'Oublier les clés' }));
  await expect(page.getByText(/les copies restent chez l’hébergeur/)).toBeVisible(WAIT);
  await show(page, 'copies-left', 'Copies that lie at a host whose keys are forgotten');
  await pressByKeyboard(page, page.getByRole('button', { name: 'Il a tout effacé' }));
  await pressByKeyboard(page, page.getByRole('dialog').getByRole('button', { name: 'Il a tout effacé' }));
  await expect(page.getByText(/les copies restent chez l’hébergeur/)).toHaveCount(0, WAIT);
}
