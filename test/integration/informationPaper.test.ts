import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../src/main/host/chromium/binary.ts';
import { renderPdf } from '../../src/main/host/chromium/printing.ts';
import { paperDocument, type Paper } from '../../src/main/printing/paper.ts';
import type { InformationPaperFacts } from '../../src/main/privacy/information/informationPapers.ts';
import { leafletPaper } from '../../src/main/privacy/information/leafletPaper.ts';
import { posterPaper } from '../../src/main/privacy/information/posterPaper.ts';
import { USUAL_RULE } from '../../src/shared/domain/retention.ts';
import { somePractice } from '../fixtures/printedRecords.ts';

/** Poppler reads the PDFs back; a machine without it, or without Chromium, cannot run these. */
const canRun = findChromium() !== null && isInstalled('pdftotext') && isInstalled('pdfinfo');
const testHere = canRun ? test : test.skip;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteocoffre-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The most that a notice has to say. */
const most = (language: 'fr' | 'en'): InformationPaperFacts => ({
  language,
  version: 3,
  day: '2026-11-24',
  notice: {
    practice: somePractice(),
    dpo: 'Jean Dupont, dpo@exemple.fr',
    retention: USUAL_RULE,
    usage: { contact: 1, personalLife: 1, doctor: 1, relatives: 1 },
    usesNir: true,
    hasColleagues: true,
    hostName: 'Hébergeur Vert',
    consents: [
      { kind: 'newsletter', name: 'Lettre du cabinet' },
      { kind: 'reminders', name: 'Rappels par message' },
    ],
    otherPurposes: [
      { title: 'Prise de rendez-vous', purposes: 'Prendre, déplacer et rappeler les rendez-vous.' },
      { title: 'Lettre du cabinet', purposes: 'Envoyer des nouvelles du cabinet aux personnes qui l’ont accepté.' },
    ],
  },
});

/** A practice that added much to its register. */
const crowded = (language: 'fr' | 'en'): InformationPaperFacts => {
  const facts = most(language);
  const others = Array.from({ length: 7 }, (_, index) => ({
    title: `Activité ${index + 1}`,
    purposes: 'Envoyer des nouvelles du cabinet aux personnes qui l’ont accepté, et tenir la liste à jour.',
  }));
  return { ...facts, notice: { ...facts.notice, otherPurposes: others } };
};

/** An x of 5 mm on paper, in points, with the x of Hanken Grotesk 0.493 em high; a word's box is 1.303 em high. */
const SMALLEST_BOX = ((5 / 0.493) * 1.303 * 72) / 25.4;

testHere.each([
  ['A4', 'fr', 595, 'contact@cabinet-ferrand.example'],
  ['A4', 'en', 595, 'contact@cabinet-ferrand.example'],
  ['A3', 'fr', 842, 'Réclamation'],
  ['A3', 'en', 842, 'Complaints:'],
] as const)(
  'the poster %s in %s: one page, nothing above its foot smaller than what is read from a chair',
  async (format, language, width, word) => {
    const file = await printed(posterPaper(format, most(language)));
    expect(poppler('pdfinfo', [file])).toMatch(/Pages:\s+1\n/);
    const boxes = poppler('pdftotext', ['-bbox', file, '-']);
    expect(Number(/<page width="([\d.]+)"/.exec(boxes)?.[1])).toBeCloseTo(width, 0);
    const words = [...boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</g)].map(
      ([, top, bottom, text = '']) => ({ text, height: Number(bottom) - Number(top), top: Number(top) }),
    );
    const foot = Math.max(...words.map(({ top }) => top)) - 5;
    const body = words.filter(({ top }) => top < foot);
    expect(body.length).toBeGreaterThan(60);
    expect(body.map(({ text }) => text)).toContain(word);
    for (const { text, height } of body) expect([text, height >= SMALLEST_BOX - 0.5]).toEqual([text, true]);
  },
);

testHere.each(['fr', 'en'] as const)(
  'the leaflet of a practice with much to say in %s: still one page',
  async (language) => {
    expect(poppler('pdfinfo', [await printed(leafletPaper(crowded(language)))])).toMatch(/Pages:\s+1\n/);
  },
);

testHere.each(['fr', 'en'] as const)('the leaflet in %s: all that article 13 asks, on one page', async (language) => {
  const file = await printed(leafletPaper(most(language)));
  expect(poppler('pdfinfo', [file])).toMatch(/Pages:\s+1\n/);
  const text = poppler('pdftotext', ['-layout', file, '-']).replace(/\s+/g, ' ');
  const asked = {
    fr: [
      'Camille Ferrand',
      'dpo@exemple.fr',
      '6(1)(b)',
      'confrères',
      '15 ans',
      'Hébergeur Vert',
      'CNIL',
      'facultatif',
      'Union européenne',
      'le faire corriger',
      'version 3, 24/11/2026',
    ],
    en: [
      'Camille Ferrand',
      'dpo@exemple.fr',
      '6(1)(b)',
      'colleagues',
      '15 years',
      'Hébergeur Vert',
      'CNIL',
      'optional',
      'European Union',
      'have it corrected',
      'version 3, 24/11/2026',
    ],
  };
  for (const part of asked[language]) expect(text).toContain(part);
});

async function printed(paper: Paper): Promise<string> {
  const file = join(folder, 'notice.pdf');
  writeFileSync(file, await renderPdf(paperDocument(paper)));
  return file;
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
