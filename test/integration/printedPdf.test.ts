import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../src/main/host/chromium/printing.ts';
import { drawConsultation } from '../../src/main/printing/consultationDocument.ts';
import { drawPatient } from '../../src/main/printing/patientDocument.ts';
import { recoverySheetDocument } from '../../src/main/printing/recoverySheet.ts';
import { someConsultation, somePatient, somePractice } from '../fixtures/printedRecords.ts';

/** Poppler reads the PDFs back; a machine without it, or without Chromium, cannot run these. */
const canRun = findChromium() !== null && isInstalled('pdftotext') && isInstalled('pdftoppm');
const testHere = canRun ? test : test.skip;
const printedAt = Date.UTC(2026, 10, 24, 9, 41);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

testHere('a long file: every text, numbered pages, whose it is on each, no row cut in two', async () => {
  const consultations = Array.from({ length: 12 }, (_, index) => ({
    ...someConsultation(),
    startedAt: Date.UTC(2026, index, 3, 9),
    motive: `Motif numéro ${index + 1}`,
    examination: `début${index + 1} ${'Flexion complète, Lasègue négatif. '.repeat(12)} fin${index + 1}`,
  }));
  const pages = await printedPages(
    drawPatient({ practice: somePractice(), patient: somePatient(), consultations, printedAt }),
  );
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, index) => {
    expect(page).toContain(`Page ${index + 1} sur ${pages.length}`);
    expect(page).toContain('Imprimé le 24/11/2026 à 10:41');
    if (index > 0) expect(page.split('\n')[0]).toBe('Éléonore Lefèvre, 07/03/1984');
  });
  for (let number = 1; number <= 12; number += 1) {
    const first = pages.findIndex((page) => page.includes(`début${number} `));
    expect(pages[first]).toContain(`fin${number}\n`);
  }
  const whole = pages.join('\n');
  const { alerts, street, mobile, occupation, medicalHistory, traumaHistory, medicalReports } = somePatient();
  // pdftotext gives a plain space for the one that does not break.
  const written = [...alerts.replaceAll('\u00a0', ' ').split('\n'), street, mobile, occupation, medicalHistory];
  for (const text of [...written, traumaHistory, medicalReports]) expect(whole).toContain(text);
});

testHere('a consultation: its texts in the order in which they are written', async () => {
  const consultation = someConsultation();
  const document = drawConsultation({
    practice: somePractice(),
    patient: somePatient(),
    consultation: { ...consultation, history: '<b>gras</b> & "guillemets"' },
    printedAt,
  });
  const pages = await printedPages(document);
  expect(pages).toHaveLength(1);
  const page = pages[0] ?? '';
  const order = [
    'Consultation du mardi 24 novembre 2026',
    'née le 07/03/1984, 42 ans',
    'Allergie au latex',
    '10:32 à 11:15, par Camille Ferrand',
    consultation.motive,
    '6 sur 10 avant, 2 sur 10 après',
    '<b>gras</b> & "guillemets"',
    consultation.orl,
    consultation.diagnosis,
    consultation.treatment,
    consultation.advice,
  ];
  const places = order.map((text) => page.indexOf(text));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

testHere('the recovery sheet: one A4 page, 14 pt code, a QR code of 40 mm, and nobody’s name', async () => {
  const side = 29;
  const groups = ['7QF2', '9MKD', 'X4TR', 'B6WH', '3PNC', '8VJY', '5GZA', '2EHS'];
  const document = recoverySheetDocument({
    groups,
    shortVaultId: '7C1E',
    date: '2026-11-24',
    qr: Array.from({ length: side }, () => '1'.repeat(side)),
  });
  const file = await printed(document);
  const boxes = poppler('pdftotext', ['-bbox', file, '-']);
  // A4 in points, to the pixel of the browser.
  expect(boxes).toMatch(/<page width="59[45]\.\d+" height="84[12]\.\d+">/);
  expect(boxes.match(/<page /g)).toHaveLength(1);
  const heightOf = (word: string): number => {
    const box = new RegExp(`yMin="([\\d.]+)" xMax="[\\d.]+" yMax="([\\d.]+)">${word}<`).exec(boxes);
    return Number(box?.[2]) - Number(box?.[1]);
  };
  for (const group of groups) expect(heightOf(group)).toBeCloseTo(heightOf('7QF2'));
  // A word's box is 1.3 em high in Atkinson Hyperlegible Mono.
  expect(heightOf('7QF2')).toBeCloseTo(14 * 1.3, 1);
  expect(darkSquareMillimetres(file)).toBeCloseTo(40, 0);
  expect(poppler('pdftotext', ['-layout', file, '-'])).toContain('Coffre 7C1E, le mardi 24 novembre 2026');
  expect(poppler('pdfinfo', [file])).toMatch(/Title:\s+Feuille de secours\n/);
});

async function printed(document: string): Promise<string> {
  const file = join(folder, 'document.pdf');
  writeFileSync(file, await renderPdf(document));
  return file;
}

/** The text of each page as it lies on paper, lines without the space that centres them. */
async function printedPages(document: string): Promise<string[]> {
  const text = poppler('pdftotext', ['-layout', await printed(document), '-']);
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/^ +/gm, '').replace(/ +/g, ' ').trim() + '\n');
}

/** Width of the widest unbroken black line of the page: that of a QR code all of black modules. */
function darkSquareMillimetres(file: string): number {
  const dotsAnInch = 254;
  const image = execFileSync('pdftoppm', ['-gray', '-r', String(dotsAnInch), file], { maxBuffer: 32 * 1024 * 1024 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'));
  const width = Number(head?.[1]);
  const pixels = image.subarray(head?.[0].length ?? 0);
  let widest = 0;
  for (let start = 0; start < pixels.length; start += width) {
    let run = 0;
    for (const pixel of pixels.subarray(start, start + width)) {
      run = pixel < 64 ? run + 1 : 0;
      widest = Math.max(widest, run);
    }
  }
  return (widest / dotsAnInch) * 25.4;
}

function poppler(command: string, parameters: readonly string[]): string {
  return execFileSync(command, parameters, { encoding: 'utf8' });
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
