import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { zenityDialogs } from './dialogs.ts';
import { sendToPrinter } from './printer.ts';

// Real processes, in place of zenity and lp: scripts of the same name, first on the path.
let folder = '';
const formerPath = process.env['PATH'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-programs-'));
  process.env['PATH'] = `${folder}:/usr/bin:/bin`;
});
afterEach(() => {
  process.env['PATH'] = formerPath;
  rmSync(folder, { recursive: true });
});

function program(name: string, body: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

const OPEN = { title: 'Ouvrir', extensions: ['csv', 'xlsx'], multiple: true };
const SAVE = { title: 'Enregistrer', suggestedName: 'feuille.pdf', extension: 'pdf' };

test('a document goes to the print queue by standard input, under a name that tells nothing', async () => {
  program('lp', `printf '%s ' "$@" > "${folder}/args"; cat > "${folder}/printed"`);
  const pdf = new Uint8Array(3_000_000).fill(37);
  await sendToPrinter(pdf);
  expect(readFileSync(join(folder, 'printed')).equals(pdf)).toBe(true);
  expect(readFileSync(join(folder, 'args'), 'utf8')).toBe('-t OsteoCoffre - ');
});

test('no queue, or one without a printer, is refused as such', async () => {
  await expect(sendToPrinter(new Uint8Array(1), join(folder, 'nothing-here'))).rejects.toMatchObject({
    code: 'printer-missing',
  });
  program('lp', 'exit 1');
  await expect(sendToPrinter(new Uint8Array(3_000_000))).rejects.toMatchObject({ code: 'printer-missing' });
});

test('dialogs: paths with spaces come back whole, giving up is no answer', async () => {
  program('zenity', `printf '/a/mes patients.csv\\n/b/é.xlsx\\n'`);
  expect(await zenityDialogs.chooseFiles(OPEN)).toEqual(['/a/mes patients.csv', '/b/é.xlsx']);
  program('zenity', `printf '/media/CLÉ BLEUE\\n'`);
  expect(await zenityDialogs.chooseFolder({ title: 'Dossier' })).toBe('/media/CLÉ BLEUE');
  expect(await zenityDialogs.chooseSavePath(SAVE)).toBe('/media/CLÉ BLEUE.pdf');
  program('zenity', `printf '/a/feuille.PDF\\n'`);
  expect(await zenityDialogs.chooseSavePath(SAVE)).toBe('/a/feuille.PDF');
  program('zenity', 'exit 1');
  expect(await zenityDialogs.chooseFiles(OPEN)).toEqual([]);
  expect(await zenityDialogs.chooseFolder({ title: 'Dossier' })).toBeNull();
  expect(await zenityDialogs.chooseSavePath(SAVE)).toBeNull();
});

test('a title is one argument, whatever it holds', async () => {
  program('zenity', `for word in "$@"; do echo "$word"; done > "${folder}/args"; echo /x`);
  await zenityDialogs.chooseFolder({ title: `$(touch ${folder}/pwned); "x"` });
  expect(readFileSync(join(folder, 'args'), 'utf8')).toContain(`--title=$(touch ${folder}/pwned); "x"`);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('without a program for dialogs, or when it fails, that is said', async () => {
  program('zenity', 'exit 5');
  await expect(zenityDialogs.chooseFiles(OPEN)).rejects.toMatchObject({ code: 'dialog-missing' });
  process.env['PATH'] = folder;
  rmSync(join(folder, 'zenity'));
  await expect(zenityDialogs.chooseSavePath(SAVE)).rejects.toMatchObject({ code: 'dialog-missing' });
});
