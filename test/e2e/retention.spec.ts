import { expect as expectNow, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
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
  const { toPurge } = await ask(page, 'retention.calendar', {});
  await page.getByRole('button', { name: 'Détruire…' }).click();
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
});

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
