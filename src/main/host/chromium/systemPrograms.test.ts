import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { zenityDialogs } from './dialogs.ts';
import { sendToPrinter } from './printer.ts';

// Real processes in place of zenity and lp.
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(body: string): string {
  const path = join(folder, `program-${randomUUID()}`);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const OPEN = { title: 'Ouvrir', extensions: ['csv', 'xlsx'], multiple: true };
const SAVE = { title: 'Enregistrer', suggestedName: 'feuille.pdf', extension: 'pdf' };

test('a document goes to the print queue by standard input, under a name that tells nothing', async () => {
  const lp = program(`printf '%s ' "$@" > "${folder}/args"; cat > "${folder}/printed"`);
  const pdf = new Uint8Array(3_000_000).fill(37);
  await sendToPrinter(pdf, lp);
  expect(readFileSync(join(folder, 'printed')).equals(pdf)).toBe(true);
  expect(readFileSync(join(folder, 'args'), 'utf8')).toBe('-t OsteoCoffre - ');
});

test('no queue, or one without a printer, is refused as such', async () => {
  const refused = { code: 'printer-missing' };
  await expect(sendToPrinter(new Uint8Array(1), join(folder, 'nothing-here'))).rejects.toMatchObject(refused);
  await expect(sendToPrinter(new Uint8Array(3_000_000), program('exit 1'))).rejects.toMatchObject(refused);
});

test('dialogs: paths with spaces come back whole, giving up is no answer', async () => {
  const files = zenityDialogs(program(`printf '/a/mes patients.csv\\n/b/é.xlsx\\n'`));
  expect(await files.chooseFiles(OPEN)).toEqual(['/a/mes patients.csv', '/b/é.xlsx']);
  const key = zenityDialogs(program(`printf '/media/CLÉ BLEUE\\n'`));
  expect(await key.chooseFolder({ title: 'Dossier' })).toBe('/media/CLÉ BLEUE');
  expect(await key.chooseSavePath(SAVE)).toBe('/media/CLÉ BLEUE.pdf');
  const named = zenityDialogs(program(`printf '/a/feuille.PDF\\n'`));
  expect(await named.chooseSavePath(SAVE)).toBe('/a/feuille.PDF');
  const givenUp = zenityDialogs(program('exit 1'));
  expect(await givenUp.chooseFiles(OPEN)).toEqual([]);
  expect(await givenUp.chooseFolder({ title: 'Dossier' })).toBeNull();
  expect(await givenUp.chooseSavePath(SAVE)).toBeNull();
});

test('a title is one argument, whatever it holds', async () => {
  const dialogs = zenityDialogs(program(`for word in "$@"; do echo "$word"; done > "${folder}/args"; echo /x`));
  await dialogs.chooseFolder({ title: `$(touch ${folder}/pwned); "x"` });
  expect(readFileSync(join(folder, 'args'), 'utf8')).toContain(`--title=$(touch ${folder}/pwned); "x"`);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('without a program for dialogs, or when it fails, that is said', async () => {
  const refused = { code: 'dialog-missing' };
  await expect(zenityDialogs(program('exit 5')).chooseFiles(OPEN)).rejects.toMatchObject(refused);
  await expect(zenityDialogs(join(folder, 'nothing-here')).chooseSavePath(SAVE)).rejects.toMatchObject(refused);
});
