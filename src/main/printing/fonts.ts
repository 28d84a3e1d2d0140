import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

// Characters that each file serves, as the package's own style sheets have them.
const LATIN =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2212';
const LATIN_EXT =
  'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB';

interface FontFile {
  readonly family: string;
  readonly weight: number;
  readonly range: string;
  readonly file: string;
}

// Fixed weights: Chromium draws a variable font into a PDF glyph by glyph (Type 3), unhinted and unevenly spaced.
const FONT_FILES: readonly FontFile[] = [
  ...[400, 600].flatMap((weight) => [
    hanken(weight, 'latin-ext', LATIN_EXT),
    // Of two faces that both serve a character, the later one wins.
    hanken(weight, 'latin', LATIN),
  ]),
  {
    family: 'Atkinson Hyperlegible Mono',
    weight: 600,
    range: LATIN,
    file: '@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-600-normal.woff2',
  },
];

let cached: string | undefined;

/** The fonts of every printed document, inline: the page that prints it may load nothing from anywhere. */
export function fontFaces(): string {
  cached ??= FONT_FILES.map(fontFace).join('\n');
  return cached;
}

function hanken(weight: number, subset: string, range: string): FontFile {
  const file = `@fontsource/hanken-grotesk/files/hanken-grotesk-${subset}-${weight}-normal.woff2`;
  return { family: 'Hanken Grotesk', weight, range, file };
}

function fontFace({ family, weight, range, file }: FontFile): string {
  const data = readFileSync(resolve(file)).toString('base64');
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${range}; }`;
}
