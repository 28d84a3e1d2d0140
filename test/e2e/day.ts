import { expect as expectNow } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { consultationRow, consultationsCsv, patientRow, patientsCsv } from '../fixtures/libreosteo.ts';
import { S3Store } from '../fixtures/s3Store.ts';
import type { S3Place } from '../../src/main/snapshots/target/s3Place.ts';
import { newDataFolder, startApp, type AppDriver } from './appDriver.ts';
import { pressByKeyboard, tabTo, typeInto } from './keyboard.ts';

// A derivation or a PDF takes seconds on a machine that does other things.
const expect = expectNow.configure({ timeout: 60_000 });

/** Of the practice that the day creates. */
export const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';

/** What was typed when the vault locked in the middle of a word, and what comes after. */
export const BEFORE_THE_LOCK = 'Depuis dix jours, au réveil, côté droit. Gêne la cond';
const AFTER_THE_LOCK = 'uite, pas la marche.';

/** As LibreOsteo writes it on Windows; the second birth date can't be. */
const REAL_EXPORT = { encoding: 'latin1', lineEnd: '\r\n' } as const;
const FORMER_PATIENTS = [
  patientRow('1'),
  patientRow('2', { 1: 'Caradec', 2: '', 3: 'Zoé', 4: '31/02/2015', 12: '06 39 98 00 01' }),
];

/** The first day of a practice, from the first start on, without touching a mouse. All people are invented. */
export class Day {
  readonly dataFolder = newDataFolder();
  readonly #drawer = newDataFolder();
  readonly #store = new S3Store();
  #host: Promise<S3Place> | null = null;
  #app: AppDriver | null = null;

  get page(): Page {
    return this.#running.page;
  }

  get isRunning(): boolean {
    return this.#app !== null;
  }

  get #running(): AppDriver {
    if (this.#app === null) throw new Error('the program does not run');
    return this.#app;
  }

  async start(): Promise<void> {
    this.#app = await startApp({ dataFolder: this.dataFolder });
  }

  async quit(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    await app?.quit();
  }

  /** The computer is gone, with all that was on it; what follows happens on another one. */
  async loseComputer(): Promise<void> {
    await this.quit();
    rmSync(this.dataFolder, { recursive: true });
    mkdirSync(this.dataFolder);
  }

  async end(): Promise<void> {
    await this.quit();
    if (this.#host !== null) await this.#store.stop();
    for (const folder of [this.dataFolder, this.#drawer]) rmSync(folder, { recursive: true, force: true });
  }

  /** The folder that stands for a USB key with this name on its label. */
  key(label: string): string {
    const folder = join(this.#drawer, label);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** The place of a data host that answers on this computer, from the first call on. */
  host(): Promise<S3Place> {
    this.#host ??= this.#store.start();
    return this.#host;
  }

  /** A file in the day's own folder. */
  file(name: string): string {
    return join(this.dataFolder, name);
  }

  nextSavePath(path: string): void {
    this.#running.nextSavePath(path);
  }

  nextOpenPaths(paths: string[]): void {
    this.#running.nextOpenPaths(paths);
  }
}

/** One screen of the day: what is done to reach it. Afterwards it is looked at, in light and in dark. */
export interface DayStep {
  /** For the name of its pictures. */
  readonly name: string;
  readonly title: string;
  run(day: Day): Promise<void>;
}

export const DAY: readonly DayStep[] = [
  {
    name: 'bienvenue',
    title: 'First start',
    async run(day) {
      await day.start();
      await expect(day.page.getByRole('heading', { name: 'Bienvenue dans OstéoCoffre' })).toBeVisible();
    },
  },
  {
    name: 'cabinet',
    title: 'The practice',
    async run({ page }) {
      await pressByKeyboard(page, page.getByRole('button', { name: /Nouveau coffre/ }));
      await typeInto(page, page.getByLabel('Votre nom'), 'Camille Ferrand');
      await typeInto(page, page.getByLabel('Nom du cabinet'), 'Cabinet des Tilleuls');
      await typeInto(page, page.getByLabel('Ville'), 'Nantes');
    },
  },
  {
    name: 'phrase-de-passe',
    title: 'The passphrase, with its strength',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await typeInto(page, page.getByRole('textbox', { name: 'Phrase de passe' }), PASSPHRASE);
      await typeInto(page, page.getByLabel('Tapez-la une seconde fois'), PASSPHRASE);
      await expect(page.getByRole('button', { name: 'Continuer' })).toBeEnabled();
    },
  },
  {
    name: 'feuille-de-secours',
    title: 'The recovery sheet',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'La feuille de secours' })).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    name: 'feuille-relue',
    title: 'The sheet as PDF, read back and typed',
    async run(day) {
      const { page } = day;
      const sheet = day.file('feuille.pdf');
      day.nextSavePath(sheet);
      await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer en PDF' }));
      // A folder of this computer is no USB key: the window asks, then the dialog opens again.
      day.nextSavePath(sheet);
      await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer ici' }));
      const fields = page.getByLabel(/^Groupe \d+$/);
      await expect(fields.first()).toBeVisible({ timeout: 20_000 });
      const groups = groupsOnPaper(sheet);
      rmSync(sheet);
      for (const field of await fields.all()) {
        const number = Number(/\d+/.exec((await field.evaluate(labelOf)) ?? '')?.[0]);
        await typeInto(page, field, groups[number - 1] ?? '');
      }
    },
  },
  {
    name: 'coffre-cree',
    title: 'The vault is created',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: 'Vos premiers patients' })).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    name: 'reprise',
    title: 'A LibreOsteo export, looked at before it is written',
    async run(day) {
      const { page } = day;
      writeFileSync(day.file('patients.csv'), patientsCsv(FORMER_PATIENTS, REAL_EXPORT));
      writeFileSync(day.file('consultations.csv'), consultationsCsv([consultationRow('1', '03/02/2020')], REAL_EXPORT));
      await pressByKeyboard(page, page.getByRole('button', { name: /Reprendre mes patients/ }));
      await expect(page.getByRole('heading', { level: 1, name: 'Reprendre mes patients' })).toBeVisible();
      day.nextOpenPaths([day.file('patients.csv'), day.file('consultations.csv')]);
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: 'Ce qui sera repris' })).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText('« 31/02/2015 »', { exact: false })).toBeVisible();
    },
  },
  {
    name: 'reprise-faite',
    title: 'The patients are in the vault; the doubtful date stays empty',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(/Repris.: 2.patients, 1.consultation$/)).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    name: 'recherche',
    title: 'Search "lefe mar"',
    async run({ page }) {
      await page.keyboard.press('Control+K');
      await page.keyboard.type('lefe mar');
      await expect(page.getByRole('row', { name: /Lefebvre/ }).first()).toBeVisible();
    },
  },
  {
    name: 'dossier',
    title: 'The file opens',
    async run({ page }) {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: /Marie\s+Lefebvre/ })).toBeVisible();
    },
  },
  {
    name: 'consultation',
    title: 'A new consultation, typed',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByLabel('Motif', { exact: true })).toBeFocused();
      await page.keyboard.type('Cervicalgie, raideur au réveil');
      await tabTo(page, page.getByLabel('Ce que dit le patient'));
      await page.keyboard.type(BEFORE_THE_LOCK);
    },
  },
  {
    name: 'verrouille',
    title: 'Locked in the middle of a word',
    async run({ page }) {
      await page.keyboard.press('Shift+F9');
      await expect(page.getByRole('button', { name: /Ouvrir le coffre/ })).toBeVisible();
      await expect(page.locator('body')).not.toContainText(/Lefebvre|Cervicalgie|cond/);
      expect(await page.title()).not.toContain('Lefebvre');
    },
  },
  {
    name: 'mot-retrouve',
    title: 'Unlocked: the word is there, and one goes on with it',
    async run({ page }) {
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      const field = page.getByLabel('Ce que dit le patient');
      await expect(field).toHaveValue(BEFORE_THE_LOCK);
      await expect(field).toBeFocused();
      await page.keyboard.type(AFTER_THE_LOCK);
      await expect(field).toHaveValue(BEFORE_THE_LOCK + AFTER_THE_LOCK);
      await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
    },
  },
  {
    name: 'fin-de-consultation',
    title: 'The end of the consultation',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: 'Fin de consultation' })).toBeVisible();
      await page.keyboard.type('2');
    },
  },
  {
    name: 'aujourdhui',
    title: 'Back on Aujourd’hui',
    async run({ page }) {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible();
      await expect(page.getByText('Marie Lefebvre').first()).toBeVisible();
    },
  },
  {
    name: 'doublon',
    title: 'A new patient in one line, a duplicate warned of',
    async run({ page }) {
      await page.keyboard.press('n');
      await expect(page.getByLabel('En une ligne')).toBeFocused();
      await page.keyboard.type('Lefebvre Marie 12/03/1985 0612345678');
      await expect(page.getByText('Un dossier existe peut-être déjà.')).toBeVisible();
    },
  },
  {
    name: 'nouveau-dossier',
    title: 'Another one in one line, nobody alike',
    async run({ page }) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Kermarrec Soazig 070384 0698765432');
      await expect(page.getByText('Un dossier existe peut-être déjà.')).toBeHidden();
      await pressByKeyboard(page, page.getByRole('button', { name: 'Enregistrer', exact: true }));
      await expect(page.getByRole('heading', { level: 1, name: /Soazig\s+Kermarrec/ })).toBeVisible();
    },
  },
  {
    name: 'patients',
    title: 'The list of patients',
    async run({ page }) {
      await page.keyboard.press('Control+3');
      await expect(page.getByRole('row', { name: /Kermarrec/ })).toBeVisible();
    },
  },
  {
    name: 'reglages',
    title: 'The settings',
    async run({ page }) {
      await page.keyboard.press('Control+8');
      await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible();
    },
  },
  {
    name: 'journal',
    title: 'The access log',
    async run({ page }) {
      await tabTo(page, page.getByRole('tab', { name: 'Cabinet' }));
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await pressByKeyboard(page, page.getByRole('button', { name: /Journal d’accès/ }));
      await expect(page.getByRole('heading', { level: 1, name: 'Journal d’accès' })).toBeVisible();
      await expect(page.getByText('a créé le coffre')).toBeVisible();
      await expect(page.getByText(/Journal complet, sans entrée retirée ni modifiée/)).toBeVisible();
    },
  },
  {
    name: 'lendemain',
    title: 'Quit, then started again',
    async run(day) {
      await day.quit();
      await day.start();
      await expect(day.page.getByRole('button', { name: /Ouvrir le coffre/ })).toBeVisible();
      await expect(day.page.locator('body')).not.toContainText('Lefebvre');
    },
  },
  {
    name: 'tout-est-la',
    title: 'All is there',
    async run({ page }) {
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Consultations du jour' })).toBeVisible({ timeout: 20_000 });
      await page.keyboard.press('Control+K');
      await page.keyboard.type('lefe mar');
      await expect(page.getByRole('row', { name: /Lefebvre/ }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByText(BEFORE_THE_LOCK + AFTER_THE_LOCK)).toBeVisible();
    },
  },
];

/** The groups of the recovery code, as somebody reads them from the PDF: two lines of four. */
function groupsOnPaper(file: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => (/^\s*([0-9A-Z]{4}\s*){4}$/.test(line) ? line.trim().split(/\s+/) : []));
}

function labelOf(field: HTMLElement | SVGElement): string | null {
  return field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? null) : null;
}
