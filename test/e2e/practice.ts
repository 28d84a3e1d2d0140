import { expect as expectNow } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { Input, MethodName, Output } from '../../src/shared/contract/index.ts';

// A derivation takes seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 120_000 });

/** Opens the vault that `makeVault` made. */
export const PASSPHRASE = 'lapin radiateur violon fenouil mandarine pelouse vitesse';

/** Asks the core directly, as the window does; for what another test types by hand. */
export async function ask<Name extends MethodName>(
  page: Page,
  method: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const result = await page.evaluate(([name, given]) => window.bridge.invoke(name, given), [method, input] as const);
  expect(result).toMatchObject({ ok: true });
  return (result as { value: Output<Name> }).value;
}

/** A new vault of an invented practice, open on Aujourd'hui. */
export async function makeVault(page: Page): Promise<void> {
  const practice = {
    practitionerName: 'Camille Ferrand',
    practiceName: 'Cabinet',
    city: 'Nantes',
    greeting: 'Camille',
  };
  const { groups, asked } = await ask(page, 'vault.prepare', { passphrase: PASSPHRASE, practice });
  const typedGroups = asked.map((index) => ({ index, text: groups[index] ?? '' }));
  await ask(page, 'vault.create', { typedGroups });
  await expect(page.getByRole('navigation')).toBeVisible();
}

export async function openVault(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Ouvrir le coffre/ })).toBeEnabled();
  await page.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

/** Finds a patient from anywhere and opens the file, without a mouse. */
export async function openFile(page: Page, typed: string, heading: RegExp): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(typed);
  await expect(page.getByRole('row', { name: heading }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** Of the replacement whom `fillAccess` gives one. */
export const COLLEAGUE = { name: 'Jeanne Petit', passphrase: 'sabot lunaire violon cactus ruche papaye tambour' };

/** From the RGPD page: what a replacement's access asks for is filled in; Ctrl Entrée gives it. */
export async function fillAccess(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Que rien ne soit partagé' }).click();
  await page.getByRole('button', { name: 'Accès des confrères' }).click();
  await expect(page.getByText('Vous êtes seul à ouvrir le coffre')).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Prénom et nom').fill(COLLEAGUE.name);
  await dialog.getByLabel('Sa phrase de passe').fill(COLLEAGUE.passphrase);
  await dialog.getByLabel('Tapez-la une seconde fois').fill(COLLEAGUE.passphrase);
  await expect(dialog.getByText('Très solide')).toBeVisible();
}
