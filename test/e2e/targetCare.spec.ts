import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { newDataFolder } from './appDriver.ts';
import { expectUsable } from './axe.ts';
import { DAY, Day } from './day.ts';
import { chooseFromMenu, pressByKeyboard } from './keyboard.ts';

test.setTimeout(240_000);

test.skip(process.platform !== 'linux', 'the disks of this machine are told by a stand-in of lsblk');

test('an unknown key becomes a destination; it rots, is repaired, is tidied and is taken out', async () => {
  const machine = standInMachine();
  const day = new Day();
  try {
    for (const step of DAY.slice(0, DAY.findIndex(({ name }) => name === 'coffre-cree') + 1)) await step.run(day);
    const { page } = day;
    await pressByKeyboard(page, page.getByRole('button', { name: 'Plus tard' }));

    await test.step('offered', async () => {
      await expect(page.getByText(/Une clé USB inconnue \(CLÉ BLEUE\) est branchée/)).toBeVisible();
      await expectUsable(page, 'An unknown key on the first page');
      await pressByKeyboard(page, page.getByRole('button', { name: 'En faire une destination' }));
      await expect(page.getByLabel('Nom écrit sur son étiquette')).toHaveValue('CLÉ BLEUE');
      await page.keyboard.press('Control+Enter');
      await expect(card(page)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText(/Une clé USB inconnue/)).toBeHidden();
      await expect(card(page).getByText('À jour')).toBeVisible();
    });

    await test.step('checked, rotten, repaired', async () => {
      rot(machine.key);
      await chooseRarer(page, 'Contrôler tout');
      await expect(card(page).getByText(/Un paquet de données est abîmé/)).toBeVisible({ timeout: 60_000 });
      await expect(
        card(page)
          .getByText(/Sauvegarde touchée.: aujourd’hui/)
          .first(),
      ).toBeVisible();
      await expect(page.getByRole('navigation').getByText('Sauvegarde abîmée')).toBeVisible();
      await expectUsable(page, 'A damaged key');
      await pressByKeyboard(page, card(page).getByRole('button', { name: 'Réparer' }));
      await expect(card(page).getByText(/^Réparation.:/)).toBeVisible({ timeout: 90_000 });
      await expectUsable(page, 'A repaired key');
    });

    await test.step('what would be ended', async () => {
      await chooseRarer(page, 'Retirer les anciennes sauvegardes');
      await expect(page.getByRole('dialog').getByText(/reste(?:nt)?.:/)).toBeVisible({ timeout: 30_000 });
      await expectUsable(page, 'What a prune would end');
      await page.keyboard.press('Escape');
    });

    await test.step('taken out', async () => {
      await pressByKeyboard(page, card(page).getByRole('button', { name: 'Retirer la clé' }));
      await expect(page.getByRole('status').getByText('Vous pouvez retirer CLÉ BLEUE')).toBeVisible();
      await expect.poll(() => machine.wasAsked()).toContain('unmount');
    });
  } finally {
    await day.end();
    machine.end();
  }
});

function card(page: Page) {
  return page.getByRole('region', { name: 'CLÉ BLEUE' });
}

async function chooseRarer(page: Page, name: string): Promise<void> {
  await chooseFromMenu(page, card(page).getByRole('button', { name: 'Autres gestes pour CLÉ BLEUE' }), name);
}

/** A folder that the system takes for a USB key: programs of ours stand before lsblk and udisksctl. */
function standInMachine() {
  const folder = newDataFolder();
  const key = join(folder, 'CLÉ BLEUE');
  const asked = join(folder, 'asked');
  const programs = join(folder, 'bin');
  for (const made of [key, programs]) mkdirSync(made);
  const disk = {
    path: '/dev/sda1',
    label: 'CLÉ BLEUE',
    uuid: '6A1C-9F07',
    fstype: 'exfat',
    size: 31_456_231_424,
    fsavail: 29_874_126_848,
    mountpoints: [key],
    rm: true,
    hotplug: true,
    tran: 'usb',
    ro: false,
  };
  writeFileSync(join(folder, 'disks.json'), JSON.stringify({ blockdevices: [disk] }));
  program(join(programs, 'lsblk'), `cat '${join(folder, 'disks.json')}'`);
  program(join(programs, 'udisksctl'), `echo "$1" >> '${asked}'`);
  const formerPath = process.env['PATH'] ?? '';
  process.env['PATH'] = `${programs}${delimiter}${formerPath}`;
  return {
    key,
    /** What the system was asked to do with its disks. */
    wasAsked: () => (existsSync(asked) ? readFileSync(asked, 'utf8') : ''),
    end: () => {
      process.env['PATH'] = formerPath;
      rmSync(folder, { recursive: true });
    },
  };
}

function program(file: string, command: string): void {
  writeFileSync(file, `#!/bin/sh\n${command}\n`);
  chmodSync(file, 0o755);
}

/** Flips one byte in every pack. */
function rot(key: string): void {
  const packs = readdirSync(join(key, 'packs'), { recursive: true, encoding: 'utf8' });
  for (const name of packs.filter((path) => path.length > 64)) {
    const bytes = readFileSync(join(key, 'packs', name));
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    writeFileSync(join(key, 'packs', name), bytes);
  }
}
