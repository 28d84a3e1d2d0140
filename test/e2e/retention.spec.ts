import { expect as expectNow, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Input } from '../../src/shared/contract/index.ts';
import { requestOf } from '../fixtures/personRequest.ts';
import { expectUsable, violations } from './axe.ts';
import { oneProgram } from './oneProgram.ts';
import { ask } from './practice.ts';

// Files come to the end of their time: archived, taken back, destroyed with a certificate.

const expect = expectNow.configure({ timeout: 30_000 });

const app = oneProgram(async ({ page }) => {
  await ask(page, 'vault.discover', {});
  // Six years of an invented practice: with the CNIL's own durations nothing of it would be due.
  await ask(page, 'retention.changeRule', { activeYears: 4, archivedYears: 1 });
});

test('what is due stands in the home, is archived, and is taken back from the archive by name', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /^Examiner.*à archiver/ }).click();
  await expectUsable(page, 'files that are due');
  const before = await ask(page, 'patients.list', { offset: 0, limit: 1 });
  await page.getByRole('button', { name: 'Archiver' }).click();
  await expect(page.getByText(/dossiers archivés\./)).toBeVisible();
  const after = await ask(page, 'patients.list', { offset: 0, limit: 1 });
  expect(after.total).toBeLessThan(before.total);
  await page.getByRole('button', { name: 'Reprendre' }).first().click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Consultations' })).toBeVisible();
  expect((await ask(page, 'patients.list', { offset: 0, limit: 1 })).total).toBe(after.total + 1);
});

test('files are destroyed only once their list was read again, and the certificate names nobody', async () => {
  const { page } = app;
  await page.keyboard.press('Control+Digit7');
  await page.getByRole('button', { name: /^Examiner.*conservation/ }).click();
  const [asking, leaving, ...others] = (await ask(page, 'retention.calendar', {})).toPurge;
  if (asking === undefined || leaving === undefined) throw new Error('the invented practice has old files');
  const copy = await ask(page, 'requests.record', requestOf(asking.patientId, received('portability')));
  const erasure = await ask(page, 'requests.record', requestOf(leaving.patientId, received('erasure')));
  const toPurge = [leaving, ...others];
  // A copy that is asked for keeps its file; the erasure is answered by the destruction.
  await expect(page.getByText(/portabilité\) : répondez d’abord/)).toBeVisible();
  await expect(page.getByText(/effacement\) : la destruction y répond/)).toBeVisible();
  await page.getByRole('button', { name: 'Détruire…' }).click();
  await expect(page.getByRole('dialog').getByText(/la destruction y répond/)).toBeVisible();
  await expect(page.getByRole('dialog').getByText(asking.displayName)).toHaveCount(0);
  const destroy = page.getByRole('dialog').getByRole('button', { name: /^Détruire/ });
  await expect(destroy).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('J’ai relu cette liste').check();
  await destroy.click();
  await expect(page.getByText('Les dossiers sont détruits et le certificat est gardé.')).toBeVisible();
  const certificate = join(app.dataFolder, 'certificat.pdf');
  app.nextSavePath(certificate);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect.poll(() => textOf(certificate)).toContain('Certificat de destruction');
  expect(textOf(certificate)).toContain(`${toPurge.length} dossiers`);
  for (const { displayName } of toPurge) expect(textOf(certificate)).not.toContain(displayName);
  const { requests } = await ask(page, 'requests.list', { patientId: null });
  expect(requests.find(({ id }) => id === erasure.id)).toMatchObject({
    displayName: null,
    answer: { outcome: 'granted' },
  });
  expect(requests.find(({ id }) => id === copy.id)).toMatchObject({ displayName: asking.displayName, answer: null });
});

function received(kind: 'portability' | 'erasure'): Pick<Input<'requests.record'>, 'kind' | 'receivedAt'> {
  return { kind, receivedAt: Date.now() - 60_000 };
}

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
